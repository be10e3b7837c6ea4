namespace EdgeNet.Cli.Pages.Charts;

/// <summary>A line of a chart.</summary>
/// <param name="Name">Its name in the legend, escaped.</param>
/// <param name="Style">Its class in the page's style: a, b or c.</param>
/// <param name="Points">Its points from left to right; those that are not finite are left out.</param>
internal sealed record ChartLine(string Name, string Style, IReadOnlyList<(double X, double Y)> Points);
