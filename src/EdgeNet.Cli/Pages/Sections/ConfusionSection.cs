using System.Globalization;
using System.Text;
using EdgeNet.Cli.Output;
using EdgeNet.Training;

namespace EdgeNet.Cli.Pages.Sections;

/// <summary>Which class is taken for which: the matrix, or, of many classes, the most frequent mistakes.</summary>
internal static class ConfusionSection
{
    private const int MostInMatrix = 20, MostMistakes = 25;

    /// <summary>The section.</summary>
    public static string Html(EvaluationResult result, ClassNames names)
    {
        int classes = result.Confusion.GetLength(0);
        // Outputs that stand for no class, and were never answered, say nothing.
        int[] shown = [.. Enumerable.Range(0, classes).Where(c => c < names.Count
            || Enumerable.Range(0, classes).Any(l => result.Confusion[l, c] > 0))];
        var html = new StringBuilder("<section id=\"confusion\">\n<h2>What is taken for what</h2>\n");
        if (shown.Length <= MostInMatrix) Matrix(html, result, names, shown);
        else Mistakes(html, result, names, classes);
        return html.Append("</section>\n").ToString();
    }

    private static void Matrix(StringBuilder html, EvaluationResult result, ClassNames names, int[] shown)
    {
        html.Append("<p class=\"soft\">A row a right class, a column an answer; the color is the share of the row.</p>\n<div "
            + "class=\"scroll\"><table class=\"matrix\">\n<tr><th></th>");
        foreach (int answer in shown) html.Append("<th>").Append(names.Of(answer)).Append("</th>");
        html.Append("</tr>\n");
        foreach (int label in shown)
        {
            int own = shown.Sum(answer => result.Confusion[label, answer]);
            html.Append("<tr><th>").Append(names.Of(label)).Append("</th>");
            foreach (int answer in shown)
            {
                int count = result.Confusion[label, answer];
                html.Append(CultureInfo.InvariantCulture, $"<td data-label=\"{label}\" data-answer=\"{answer}\" data-count=\"{count}\"");
                if (label == answer) html.Append(" class=\"hit\"");
                html.Append(CultureInfo.InvariantCulture,
                    $" style=\"--share:{(own == 0 ? 0 : (double)count / own):0.###}\">{(count == 0 ? "" : Format.Count(count))}</td>");
            }

            html.Append("</tr>\n");
        }

        html.Append("</table></div>\n");
    }

    private static void Mistakes(StringBuilder html, EvaluationResult result, ClassNames names, int classes)
    {
        (int Label, int Answer)[] mistakes =
        [
            .. from label in Enumerable.Range(0, classes)
               from answer in Enumerable.Range(0, classes)
               where label != answer && result.Confusion[label, answer] > 0
               orderby result.Confusion[label, answer] descending, label, answer
               select (label, answer),
        ];
        html.Append(CultureInfo.InvariantCulture,
            $"<p class=\"soft\">The most frequent of {Format.Count(mistakes.Length)} kinds of mistakes.</p>\n");
        html.Append("<div class=\"scroll\"><table>\n<tr><th>is</th><th class=\"text\">answered</th><th>times</th><th>recall of the "
            + "class</th></tr>\n");
        foreach ((int label, int answer) in mistakes.Take(MostMistakes))
        {
            int count = result.Confusion[label, answer];
            html.Append(CultureInfo.InvariantCulture, $"<tr><td>{names.Of(label)}</td><td class=\"text\">{names.Of(answer)}</td>");
            html.Append(CultureInfo.InvariantCulture,
                $"<td data-label=\"{label}\" data-answer=\"{answer}\" data-count=\"{count}\">{Format.Count(count)}</td>");
            html.Append(CultureInfo.InvariantCulture, $"<td>{Format.Percent(result.Recall(label))}</td></tr>\n");
        }

        html.Append("</table></div>\n");
    }
}
