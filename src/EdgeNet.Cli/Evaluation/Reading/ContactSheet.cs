using System.Globalization;
using System.Net;
using System.Text;
using EdgeNet.Cli.Output;
using EdgeNet.Safety;
using EdgeNet.Training;

namespace EdgeNet.Cli.Evaluation.Reading;

/// <summary>
/// An evaluation as one HTML page that needs nothing else: figures, reject curve, and every picture small with truth, answer and
/// confidence, failures first. The page may load and run nothing but its own pictures and style.
/// </summary>
internal static class ContactSheet
{
    /// <summary>The most pictures of a page: a browser has to hold it.</summary>
    private const int MostPictures = 4000;

    /// <summary>The suspected labels that are shown a second time: what a person looks through in minutes.</summary>
    private const int MostSuspects = 100;

    private const string Head = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
        <meta name="viewport" content="width=device-width">
        <title>EdgeNet: what the reader read</title>
        <style>
        body { font: 14px/1.4 system-ui, sans-serif; margin: 2em; color: #222; background: #fafafa }
        h1 { font-size: 1.4em } h2 { font-size: 1.1em; margin-top: 2em }
        table { border-collapse: collapse; margin: 1em 0 }
        th, td { padding: .2em .8em; text-align: right; border-bottom: 1px solid #ddd }
        th:first-child, td:first-child { text-align: left }
        .sheet { display: flex; flex-wrap: wrap; gap: 12px; align-items: stretch }
        figure { margin: 0; padding: 8px; width: 244px; background: #fff; border: 1px solid #ddd; border-top: 4px solid #aaa; overflow-wrap: anywhere }
        figure div { height: 180px; display: flex; align-items: center; justify-content: center; background: #eee }
        img { max-width: 240px; max-height: 176px; min-width: 96px }
        figcaption { font-size: 12px; margin-top: 6px } figcaption b { font: 15px ui-monospace, monospace }
        .wrong { border-top-color: #c62828 } .rejected { border-top-color: #ef6c00 } .right, .empty { border-top-color: #2e7d32 }
        .file { color: #777 }
        svg { background: #fff; border: 1px solid #ddd } svg text { font-size: 11px; fill: #555 }
        </style>
        </head>
        <body>

        """;

    /// <summary>The page.</summary>
    public static string Write(ReaderEvaluation evaluation)
    {
        var html = new StringBuilder(Head);
        html.Append("<h1>What the reader read</h1>\n<p>Pattern ").Append(Text(evaluation.Pattern))
            .Append(", threshold ").Append(Format.Fixed(evaluation.Threshold, 4)).Append("</p>\n");
        Tables(html, evaluation);
        html.Append("<h2>Reject curve</h2>\n").Append(RejectCurveDrawing.Svg(evaluation.All)).Append('\n');
        Suspects(html, evaluation);
        int left = MostPictures;
        foreach (PictureVerdict verdict in Enum.GetValues<PictureVerdict>())
        {
            PictureOutcome[] outcomes = [.. evaluation.Outcomes.Where(o => o.At(evaluation.Threshold) == verdict).OrderByDescending(o => o.Score.Confidence)];
            if (outcomes.Length == 0)
                continue;
            html.Append(CultureInfo.InvariantCulture, $"<h2>{TitleOf(verdict)}: {outcomes.Length}</h2>\n<div class=\"sheet\">\n");
            foreach (PictureOutcome outcome in outcomes.Take(left))
                Figure(html, outcome, verdict);
            html.Append("</div>\n");
            if (outcomes.Length > left)
                html.Append(CultureInfo.InvariantCulture, $"<p>{outcomes.Length - left} more are not shown.</p>\n");
            left = Math.Max(0, left - outcomes.Length);
        }

        if (evaluation.Unreadable.Count > 0)
        {
            html.Append("<h2>Cannot be read as pictures</h2>\n<ul>\n");
            foreach (string message in evaluation.Unreadable)
                html.Append("<li>").Append(Text(message)).Append("</li>\n");
            html.Append("</ul>\n");
        }

        return html.Append("</body>\n</html>\n").ToString();
    }

    private static void Suspects(StringBuilder html, ReaderEvaluation evaluation)
    {
        if (evaluation.Suspects.Count == 0) return;
        html.Append(CultureInfo.InvariantCulture, $"<h2>Labels that the reader contradicts: {evaluation.Suspects.Count}</h2>\n")
            .Append("<p>Where the reader is sure, look at the label: the likeliest to be wrong come first.</p>\n<div class=\"sheet\">\n");
        foreach (PictureOutcome suspect in evaluation.Suspects.Take(MostSuspects)) Figure(html, suspect, suspect.At(evaluation.Threshold));
        html.Append("</div>\n");
    }

    private static void Tables(StringBuilder html, ReaderEvaluation evaluation)
    {
        html.Append("<table>\n<tr><th>kind</th><th>pictures</th><th>right</th><th>wrong</th><th>rejected</th><th>read rate</th><th>error</th>")
            .Append("<th>without rejection</th><th>at 1 % error</th><th>calibration error</th></tr>\n");
        foreach ((string kind, ReadingScores scores) in evaluation.Kinds)
            Row(html, kind, scores, evaluation.Threshold);
        Row(html, "all", evaluation.All, evaluation.Threshold);
        html.Append("</table>\n");
    }

    private static void Row(StringBuilder html, string kind, ReadingScores scores, double threshold)
    {
        html.Append("<tr><td>").Append(Text(kind)).Append("</td>");
        foreach (string cell in ReaderTables.Cells(scores, threshold))
            html.Append("<td>").Append(cell).Append("</td>");
        html.Append("</tr>\n");
    }

    private static void Figure(StringBuilder html, PictureOutcome outcome, PictureVerdict verdict)
    {
        html.Append("<figure class=\"").Append(verdict.ToString().ToLowerInvariant())
            .Append("\"><div><img alt=\"\" src=\"data:image/jpeg;base64,").Append(Convert.ToBase64String(outcome.Thumbnail))
            .Append("\"></div><figcaption>truth <b>").Append(TextOr(outcome.Row.Truth, "nothing"))
            .Append("</b><br>answer <b>").Append(TextOr(outcome.Answer, "nothing"))
            .Append("</b><br>confidence ").Append(Format.Fixed(outcome.Score.Confidence, 4));
        if (outcome.IsContradicted) html.Append(", of the truth ").Append(Format.Fixed(outcome.TruthConfidence, 4));
        if (outcome.Row.Kind.Length > 0)
            html.Append(", ").Append(Text(outcome.Row.Kind));
        html.Append("<br><span class=\"file\">").Append(Text(outcome.Row.File)).Append("</span></figcaption></figure>\n");
    }

    private static string TitleOf(PictureVerdict verdict) => verdict switch
    {
        PictureVerdict.Wrong => "Wrong",
        PictureVerdict.Rejected => "Rejected",
        PictureVerdict.Right => "Right",
        _ => "Nothing to read, nothing read",
    };

    private static string TextOr(string text, string nothing) => text.Length > 0 ? Text(text.Replace("\n", " / ")) : nothing;

    private static string Text(string text) => WebUtility.HtmlEncode(PlainText.Escape(text));
}
