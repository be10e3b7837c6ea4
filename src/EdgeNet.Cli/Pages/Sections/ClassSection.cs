using System.Globalization;
using System.Text;
using EdgeNet.Training;

namespace EdgeNet.Cli.Pages.Sections;

/// <summary>Precision, recall and F1 of each class, or the figures of each target.</summary>
internal static class ClassSection
{
    /// <summary>More classes than this begin closed.</summary>
    private const int MostOpen = 20;

    /// <summary>The section of classes, of which each sample has one.</summary>
    public static string Html(EvaluationResult result, ClassNames names)
    {
        int classes = result.Confusion.GetLength(0);
        var html = new StringBuilder("<section id=\"classes\">\n<h2>Each class</h2>\n");
        html.Append("<p class=\"soft\">Recall: how many of a class are answered with it. Precision: how many of its answers are right. "
            + "F1: their harmonic mean.</p>\n");
        html.Append(CultureInfo.InvariantCulture,
            $"<details{(classes <= MostOpen ? " open" : "")}><summary>{classes} classes</summary><div class=\"scroll\"><table>\n");
        html.Append("<tr><th>class</th><th>samples</th><th>precision</th><th>recall</th><th>F1</th></tr>\n");
        for (int c = 0; c < classes; c++)
        {
            int own = Enumerable.Range(0, classes).Sum(answer => result.Confusion[c, answer]);
            html.Append(CultureInfo.InvariantCulture,
                $"<tr data-class=\"{c}\"><td class=\"name\">{names.Of(c)}</td><td>{Markup.Count("samples", own)}</td>");
            html.Append("<td>").Append(Markup.Percent("precision", result.Precision(c))).Append("</td><td>")
                .Append(Markup.Percent("recall", result.Recall(c)));
            html.Append("</td><td>").Append(Markup.Percent("f1", result.F1(c))).Append("</td></tr>\n");
        }

        return html.Append("</table></div></details>\n</section>\n").ToString();
    }

    /// <summary>The section of targets: numbers, or classes of which a sample may have several.</summary>
    public static string Targets(EvaluationResult result, ClassNames names)
    {
        var html = new StringBuilder("<section id=\"targets\">\n<h2>Each target</h2>\n<div class=\"scroll\"><table>\n");
        html.Append(result.Numbers.Count > 0
            ? "<tr><th>number</th><th>root mean squared error</th><th>mean absolute error</th><th>R²</th></tr>\n"
            : "<tr><th>class</th><th>samples</th><th>precision</th><th>recall</th><th>F1</th><th>average precision</th></tr>\n");
        for (int i = 0; i < result.Numbers.Count; i++)
        {
            NumberScore score = result.Numbers[i];
            html.Append(CultureInfo.InvariantCulture,
                $"<tr data-class=\"{i}\"><td>{names.Of(i)}</td><td>{Markup.Number("rmse", score.RootMeanSquaredError)}</td>");
            html.Append(CultureInfo.InvariantCulture,
                $"<td>{Markup.Number("mae", score.MeanAbsoluteError)}</td><td>{Markup.Number("r2", score.R2)}</td></tr>\n");
        }

        for (int i = 0; i < result.Labels.Count; i++)
        {
            LabelScore score = result.Labels[i];
            html.Append(CultureInfo.InvariantCulture,
                $"<tr data-class=\"{i}\"><td>{names.Of(i)}</td><td>{Markup.Count("samples", score.Hits + score.Misses)}</td>");
            html.Append(CultureInfo.InvariantCulture,
                $"<td>{Markup.Percent("precision", score.Precision)}</td><td>{Markup.Percent("recall", score.Recall)}</td>");
            html.Append(CultureInfo.InvariantCulture,
                $"<td>{Markup.Percent("f1", score.F1)}</td><td>{Markup.Percent("ap", score.AveragePrecision)}</td></tr>\n");
        }

        return html.Append("</table></div>\n</section>\n").ToString();
    }
}
