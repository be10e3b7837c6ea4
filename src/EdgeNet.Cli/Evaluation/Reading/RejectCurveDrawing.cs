using System.Globalization;
using System.Text;
using EdgeNet.Training;

namespace EdgeNet.Cli.Evaluation.Reading;

/// <summary>A reject curve as SVG: the error of accepted answers over the read rate.</summary>
internal static class RejectCurveDrawing
{
    private const int Width = 480;
    private const int Height = 240;
    private const int Left = 48;
    private const int Bottom = 28;
    private const int Top = 12;
    private const double ScaleStep = 0.04;

    /// <summary>The drawing.</summary>
    public static string Svg(ReadingScores scores)
    {
        IReadOnlyList<RejectPoint> curve = scores.Curve();
        double highest = ScaleStep * Math.Max(1, Math.Ceiling((curve.Count == 0 ? 0 : curve.Max(p => p.Error)) / ScaleStep));
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg width=\"{Width}\" height=\"{Height}\" role=\"img\" aria-label=\"error over read rate\">\n");
        for (int i = 0; i <= 4; i++)
        {
            double share = i / 4.0;
            Line(svg, X(share), Y(0), X(share), Y(1), "#eee");
            Line(svg, X(0), Y(share), X(1), Y(share), "#eee");
            Label(svg, X(share), Height - 10, "middle", string.Create(CultureInfo.InvariantCulture, $"{100 * share:0} %"));
            Label(svg, Left - 4, Y(share) + 4, "end", string.Create(CultureInfo.InvariantCulture, $"{100 * share * highest:0} %"));
        }

        double target = Y(ReaderEvaluation.TargetError / highest);
        Line(svg, X(0), target, X(1), target, "#c62828");
        svg.Append("<polyline fill=\"none\" stroke=\"#1565c0\" stroke-width=\"2\" points=\"");
        foreach (RejectPoint point in curve)
        {
            double rate = scores.ReadRate(point);
            svg.Append(CultureInfo.InvariantCulture, $"{X(double.IsNaN(rate) ? 0 : rate):0.0},{Y(point.Error / highest):0.0} ");
        }

        return svg.Append("\"/>\n</svg>\n<p>Error of accepted answers over the share that is read right; the line is 1 %.</p>").ToString();
    }

    private static double X(double share) => Left + share * (Width - Left - 24);

    private static double Y(double share) => Height - Bottom - share * (Height - Bottom - Top);

    private static void Line(StringBuilder svg, double x1, double y1, double x2, double y2, string color) =>
        svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{x1:0.0}\" y1=\"{y1:0.0}\" x2=\"{x2:0.0}\" y2=\"{y2:0.0}\" stroke=\"{color}\"/>\n");

    private static void Label(StringBuilder svg, double x, double y, string anchor, string text) =>
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x:0.0}\" y=\"{y:0.0}\" text-anchor=\"{anchor}\">{text}</text>\n");
}
