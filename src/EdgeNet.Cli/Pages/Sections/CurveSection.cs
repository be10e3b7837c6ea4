using System.Globalization;
using System.Text;
using EdgeNet.Cli.Output;
using EdgeNet.Cli.Pages.Charts;
using EdgeNet.Training;

namespace EdgeNet.Cli.Pages.Sections;

/// <summary>How training went: the verdict in words, and loss, accuracy and rate over the epochs.</summary>
internal static class CurveSection
{
    /// <summary>The section.</summary>
    /// <param name="epochs">The epochs so far, one or more.</param>
    /// <param name="deadLayers">Layers that have stopped learning, a sentence each.</param>
    public static string Html(IReadOnlyList<EpochReport> epochs, IReadOnlyList<string> deadLayers)
    {
        EpochReport kept = epochs.LastOrDefault(e => e.IsBest) ?? epochs[^1];
        var html = new StringBuilder("<section id=\"training\">\n<h2>Training</h2>\n");
        html.Append(CultureInfo.InvariantCulture, $"<p class=\"verdict {kept.Fit.Verdict}\">{Capital(Markup.Text(kept.Fit.Text))}.</p>\n");
        foreach (string dead in deadLayers) html.Append("<p>").Append(Markup.Text(dead)).Append("</p>\n");
        html.Append(CultureInfo.InvariantCulture,
            $"<p class=\"soft\">Epoch {kept.Epoch} of {epochs.Count} is the one that was kept, the vertical line. Training samples are "
                + $"measured ")
            .Append("undistorted; the loss of the batches is taken as they are learnt, with distortions and dropout.</p>\n<div "
                + "class=\"row\">\n");
        Chart(html, "loss", kept, epochs, isShare: false,
            ("batches", "c", e => e.TrainingLoss), ("training samples", "a", e => e.Train.Loss),
                ("validation", "b", e => e.Validation.Loss));
        if (kept.Validation.Numbers.Count > 0)
            Chart(html, "R²", kept, epochs, isShare: false, ("training samples", "a", e => e.Train.R2),
                ("validation", "b", e => e.Validation.R2));
        else
            Chart(html, "accuracy", kept, epochs, isShare: true,
                ("batches", "c", e => e.TrainingAccuracy), ("training samples", "a", e => e.Train.Accuracy),
                    ("validation", "b", e => e.Validation.Accuracy));
        Chart(html, "learning rate", kept, epochs, isShare: false, ("at the epoch's end", "a", e => e.LearningRate));
        html.Append("</div>\n<details><summary>All epochs</summary><div class=\"scroll\"><table><tr><th>epoch</th><th>rate</th><th>loss "
            + "of batches</th>")
            .Append("<th>training loss</th><th>validation loss</th><th>training accuracy</th><th>validation accuracy</th></tr>\n");
        foreach (EpochReport e in epochs)
        {
            html.Append(CultureInfo.InvariantCulture,
                $"<tr><td>{e.Epoch}</td><td>{e.LearningRate:0.0e+0}</td><td>{Format.Fixed(e.TrainingLoss, 4)}</td>");
            html.Append(CultureInfo.InvariantCulture,
                $"<td>{Format.Fixed(e.Train.Loss, 4)}</td><td>{Format.Fixed(e.Validation.Loss, 4)}</td>");
            html.Append(e.Validation.Numbers.Count > 0 ? "<td></td><td></td></tr>\n"
                : $"<td>{Format.Percent(e.Train.Accuracy)}</td><td>{Format.Percent(e.Validation.Accuracy)}</td></tr>\n");
        }

        return html.Append("</table></div></details>\n</section>\n").ToString();
    }

    private static void Chart(
        StringBuilder html, string name, EpochReport kept, IReadOnlyList<EpochReport> epochs, bool isShare,
        params (string Name, string Style, Func<EpochReport, double> Figure)[] lines)
    {
        var x = new ChartAxis("epoch", Math.Min(1, epochs[0].Epoch) - 0.5, epochs[^1].Epoch + 0.5) { IsWhole = true };
        ChartAxis y = ChartAxis.Around(name, epochs.SelectMany(e => lines.Select(l => l.Figure(e))), isShare, fromZero: !isShare
            && lines.Length != 2);
        var chart = new LineChart($"{name} over epochs", x, y);
        if (epochs.Count > 1) chart.Mark("even", (kept.Epoch, y.Low), (kept.Epoch, y.High));
        foreach ((string line, string style, Func<EpochReport, double> figure) in lines)
            chart.Add(new ChartLine(line, style, [.. epochs.Select(e => ((double)e.Epoch, figure(e)))]));
        html.Append("<div><h3>").Append(Capital(name)).Append("</h3>").Append(chart.Html()).Append("</div>\n");
    }

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
