using System.Globalization;
using System.Text;
using EdgeNet.Training;

namespace EdgeNet.Cli.Training;

/// <summary>A range test of the learning rate as SVG: the smoothed loss over the rate, logarithmic, and the rate that was chosen.</summary>
internal static class RateDrawing
{
    private const int Width = 560;
    private const int Height = 300;
    private const int Left = 56;
    private const int Right = 16;
    private const int Bottom = 44;
    private const int Top = 16;
    private const int LossSteps = 4;

    /// <summary>The drawing.</summary>
    public static string Svg(RateRange range)
    {
        double first = Math.Log10(range.Points[0].Rate), last = Math.Log10(range.Points[^1].Rate);
        double low = range.Points.Min(p => p.Loss), high = range.Points.Max(p => p.Loss);
        double span = high > low ? high - low : 1;
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{Width}\" height=\"{Height}\" ");
        svg.Append(CultureInfo.InvariantCulture, $"viewBox=\"0 0 {Width} {Height}\" font-family=\"sans-serif\" font-size=\"11\">\n");
        svg.Append("<title>loss over learning rate</title>\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
        for (int power = (int)Math.Ceiling(first); power <= Math.Floor(last); power++)
        {
            Line(svg, X(power), Y(low), X(power), Y(low + span), "#ddd");
            Text(svg, X(power), Height - Bottom + 16, "middle", string.Create(CultureInfo.InvariantCulture, $"1e{power}"));
        }

        for (int i = 0; i <= LossSteps; i++)
        {
            double loss = low + span * i / LossSteps;
            Line(svg, Left, Y(loss), Width - Right, Y(loss), "#ddd");
            Text(svg, Left - 6, Y(loss) + 4, "end", string.Create(CultureInfo.InvariantCulture, $"{loss:0.000}"));
        }

        double chosen = X(Math.Log10(range.Chosen));
        Line(svg, chosen, Y(low), chosen, Y(low + span), "#c62828");
        svg.Append("<polyline fill=\"none\" stroke=\"#1565c0\" stroke-width=\"2\" points=\"");
        foreach (RatePoint point in range.Points)
            svg.Append(CultureInfo.InvariantCulture, $"{X(Math.Log10(point.Rate)):0.0},{Y(point.Loss):0.0} ");
        svg.Append("\"/>\n");
        string caption = string.Create(CultureInfo.InvariantCulture, $"learning rate; chosen: {range.Chosen:0.0e+0}");
        Text(svg, (Left + Width - Right) / 2.0, Height - 10, "middle", caption);
        return svg.Append("</svg>\n").ToString();

        double X(double power) => Left + (power - first) / Math.Max(last - first, 1e-9) * (Width - Left - Right);
        double Y(double loss) => Height - Bottom - (loss - low) / span * (Height - Bottom - Top);
    }

    private static void Line(StringBuilder svg, double x1, double y1, double x2, double y2, string color) =>
        svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{x1:0.0}\" y1=\"{y1:0.0}\" x2=\"{x2:0.0}\" y2=\"{y2:0.0}\" stroke=\"{color}\"/>\n");

    private static void Text(StringBuilder svg, double x, double y, string anchor, string text) =>
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x:0.0}\" y=\"{y:0.0}\" text-anchor=\"{anchor}\">{text}</text>\n");
}
