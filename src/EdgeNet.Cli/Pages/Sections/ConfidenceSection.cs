using System.Globalization;
using System.Text;
using EdgeNet.Cli.Evaluation;
using EdgeNet.Cli.Output;
using EdgeNet.Cli.Pages.Charts;
using EdgeNet.Training;

namespace EdgeNet.Cli.Pages.Sections;

/// <summary>What confidences are worth: the reliability diagram, before and after temperature scaling, and the reject curve.</summary>
internal static class ConfidenceSection
{
    /// <summary>More points of a reject curve than this look the same.</summary>
    private const int MostPoints = 300;

    /// <summary>The sections; nothing where answers are not known one by one.</summary>
    public static string Html(EvaluationFigures figures) =>
        figures.Scores is { } scores ? Calibration(figures, scores) + Rejecting(figures, scores) : "";

    private static string Calibration(EvaluationFigures figures, ReadingScores scores)
    {
        var share = new ChartAxis("mean confidence of a group", 0, 1, IsShare: true);
        var chart = new LineChart("share of right answers over confidence", share, share).Mark("even", (0, 0), (1, 1));
        chart.Add(Line("as it answers", "a", scores));
        if (figures.Scaled is { } scaled) chart.Add(Line("after temperature scaling", "b", scaled));
        var html = new StringBuilder("<section id=\"calibration\">\n<h2>What a confidence is worth</h2>\n<div class=\"row\">\n")
            .Append(chart.Html()).Append("<div>\n");
        html.Append("<p>The answers are in ten groups of equally many, by confidence. A point is the share of a group that is right. On "
            + "the dotted line, confidence is a probability; ")
            .Append("below it, the network is too sure.</p>\n");
        html.Append("<p>Expected calibration error: ").Append(Markup.Percent("ece", figures.CalibrationError!.Value))
            .Append(" as it answers");
        if (figures.ScaledError is { } error)
        {
            html.Append(", ").Append(Markup.Percent("ece-scaled", error)).Append(" with the logits divided by a temperature of ")
                .Append(Markup.Value("temperature", figures.Temperature!.Value, Format.Fixed(figures.Temperature.Value, 3)))
                .Append(".</p>\n<p class=\"soft\">The temperature (Guo et al. 2017) was fitted on the validation samples, which were "
                    + "neither learnt from nor are in this diagram. It changes no answer.</p>\n");
        }
        else
        {
            html.Append(".</p>\n<p class=\"soft\">Temperature scaling is not shown: it is fitted on a validation part, and there is none "
                + "beside the samples that are measured.</p>\n");
        }

        return html.Append("</div>\n</div>\n</section>\n").ToString();
    }

    private static string Rejecting(EvaluationFigures figures, ReadingScores scores)
    {
        IReadOnlyList<RejectPoint> curve = scores.Curve();
        int step = Math.Max(1, curve.Count / MostPoints);
        RejectPoint[] points = [.. curve.Where((_, i) => i % step == 0 || i == curve.Count - 1)];
        double total = scores.Pictures;
        var x = new ChartAxis("share of samples that are answered", 0, 1, IsShare: true);
        ChartAxis y = ChartAxis.Around("error", [.. points.Select(p => p.Error), 1.5 * EvaluationFigures.TargetError], isShare: true,
            fromZero: true);
        LineChart chart = new LineChart("error of accepted answers over the share that is accepted", x, y)
            .Mark("mark", (0, EvaluationFigures.TargetError), (1, EvaluationFigures.TargetError))
            .Add(new ChartLine("error of the accepted answers", "a", [.. points.Select(p => ((p.Right + p.Wrong) / total, p.Error))]));
        RejectPoint best = figures.Rejecting!.Value;
        var html = new StringBuilder("<section id=\"rejecting\">\n<h2>Answering only when sure</h2>\n<div class=\"row\">\n")
            .Append(chart.Html()).Append("<div>\n");
        html.Append("<p>Where answers below a confidence are rejected, fewer of the others are wrong.</p>\n<p>Read rate with at most ")
            .Append(CultureInfo.InvariantCulture, $"{100 * EvaluationFigures.TargetError:0} % of the accepted answers wrong: ")
            .Append(Markup.Percent("read-rate", figures.ReadRate!.Value));
        if (best.Right > 0)
            html.Append(", from a confidence of ").Append(Markup.Value("reject-threshold", best.Threshold,
                Format.Fixed(best.Threshold, 4))).Append(" on");
        html.Append(".</p>\n<p class=\"soft\">That threshold is read off the samples that are measured here. Choose the one of a device "
            + "on others.</p>\n");
        return html.Append("</div>\n</div>\n</section>\n").ToString();
    }

    private static ChartLine Line(string name, string style, ReadingScores scores) =>
        new(name, style, [.. scores.CalibrationGroups(0).OrderBy(g => g.Confidence).Select(g => (g.Confidence, g.Accuracy))]);
}
