using System.Globalization;
using System.Text;

namespace EdgeNet.Cli.Pages.Charts;

/// <summary>Lines over two axes as SVG.</summary>
/// <param name="title">What is shown, for those who do not see it.</param>
/// <param name="x">The horizontal axis.</param>
/// <param name="y">The vertical axis.</param>
internal sealed class LineChart(string title, ChartAxis x, ChartAxis y)
{
    private const int Width = 460, Height = 260, Left = 58, Right = 22, Top = 10, Bottom = 40;

    /// <summary>More points than this would be dots in a row.</summary>
    private const int MostDots = 40;

    private readonly List<ChartLine> _lines = [];
    private readonly StringBuilder _marks = new();

    /// <summary>Adds a line.</summary>
    public LineChart Add(ChartLine line)
    {
        _lines.Add(line);
        return this;
    }

    /// <summary>Adds a straight line between two points, such as a limit.</summary>
    /// <param name="style">Its class in the page's style.</param>
    /// <param name="from">One end.</param>
    /// <param name="to">The other.</param>
    public LineChart Mark(string style, (double X, double Y) from, (double X, double Y) to)
    {
        _marks.Append(CultureInfo.InvariantCulture,
            $"<path class=\"{style}\" d=\"M{X(from.X):0.0} {Y(from.Y):0.0}L{X(to.X):0.0} {Y(to.Y):0.0}\"/>\n");
        return this;
    }

    /// <summary>The chart with its legend.</summary>
    public string Html()
    {
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture,
            $"<div><svg viewBox=\"0 0 {Width} {Height}\" width=\"{Width}\" role=\"img\" aria-label=\"{title}\">\n");
        foreach (double tick in x.Ticks())
        {
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"grid\" d=\"M{X(tick):0.0} {Top}V{Height - Bottom}\"/>");
            Text(svg, X(tick), Height - Bottom + 15, "middle", x.Format(tick));
        }

        foreach (double tick in y.Ticks())
        {
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"grid\" d=\"M{Left} {Y(tick):0.0}H{Width - Right}\"/>");
            Text(svg, Left - 6, Y(tick) + 4, "end", y.Format(tick));
        }

        Text(svg, (Left + Width - Right) / 2.0, Height - 6, "middle", x.Name);
        svg.Append('\n').Append(_marks);
        foreach (ChartLine line in _lines) Draw(svg, line);
        svg.Append("</svg>\n<p class=\"soft\">");
        foreach (ChartLine line in _lines) svg.Append(CultureInfo.InvariantCulture,
            $"<span class=\"key {line.Style}\"></span>{line.Name}&ensp;");
        return svg.Append("</p></div>\n").ToString();
    }

    private void Draw(StringBuilder svg, ChartLine line)
    {
        (double X, double Y)[] points = [.. line.Points.Where(p => double.IsFinite(p.X) && double.IsFinite(p.Y))];
        if (points.Length > 1)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<polyline class=\"line {line.Style}\" points=\"");
            foreach ((double px, double py) in points) svg.Append(CultureInfo.InvariantCulture, $"{X(px):0.0},{Y(py):0.0} ");
            svg.Append("\"/>\n");
        }

        if (points.Length > MostDots) return;
        foreach ((double px, double py) in points)
            svg.Append(CultureInfo.InvariantCulture, $"<circle class=\"dot {line.Style}\" cx=\"{X(px):0.0}\" cy=\"{Y(py):0.0}\" r=\"3\"/>");
    }

    private double X(double value) => Left + x.Place(value) * (Width - Left - Right);

    private double Y(double value) => Height - Bottom - y.Place(value) * (Height - Bottom - Top);

    private static void Text(StringBuilder svg, double x, double y, string anchor, string text) =>
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x:0.0}\" y=\"{y:0.0}\" text-anchor=\"{anchor}\">{text}</text>");
}
