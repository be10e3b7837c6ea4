using System.Globalization;
using System.Text;
using EdgeNet.Cli.Output;
using EdgeNet.Cli.Pages.Drawings;
using EdgeNet.Training;
using EdgeNet.Training.Data;
using EdgeNet.Training.Understanding;

namespace EdgeNet.Cli.Pages.Sections;

/// <summary>Samples as figures: the worst answers, with where the network looked, and labels that are most likely wrong.</summary>
/// <param name="drawing">Draws samples.</param>
/// <param name="viewer">Looks into the network.</param>
/// <param name="names">The classes.</param>
/// <param name="data">The data set's name, which the names of its files begin with.</param>
internal sealed class SampleSection(SampleDrawing drawing, NetworkViewer viewer, ClassNames names, string data)
{
    private const int MostWorst = 24, MostSuspects = 24;

    /// <summary>The wrong answers whose right class got the least probability.</summary>
    /// <param name="images">The samples that were measured.</param>
    /// <param name="answers">The answers.</param>
    /// <param name="partName">The name of their part.</param>
    public string Worst(ImageSet images, ClassAnswers answers, string partName)
    {
        IReadOnlyList<int> worst = answers.Worst(MostWorst);
        var html = new StringBuilder("<section id=\"worst\">\n<h2>The worst answers</h2>\n");
        if (worst.Count == 0) return html.Append("<p>No answer is wrong.</p>\n</section>\n").ToString();
        html.Append(CultureInfo.InvariantCulture,
            $"<p class=\"soft\">Of the {partName} part, the {worst.Count} wrong answers with the least probability of the right class");
        html.Append(viewer.CamLayerName is null ? ".</p>\n"
            : ", and beside each what told for the answer (Grad-CAM, Selvaraju et al. 2017), the hotter the more.</p>\n");
        html.Append("<div class=\"row\">\n");
        float[] input = new float[images.ImageLength];
        foreach (int sample in worst)
        {
            images.Read(sample, input);
            html.Append(CultureInfo.InvariantCulture, $"<figure data-sample=\"{sample}\">").Append(Drawn(input, answers.Answer(sample)))
                .Append("<figcaption>is <b>")
                .Append(names.Of(answers.Label(sample))).Append("</b> ").Append(Markup.Percent("own", answers.OwnProbability(sample)))
                    .Append(", answered <b>")
                .Append(names.Of(answers.Answer(sample))).Append("</b> ").Append(Markup.Percent("confidence", answers.Confidence(sample)))
                .Append("<br>").Append(FileName(images.SampleName(sample, partName))).Append("</figcaption></figure>\n");
        }

        return html.Append("</div>\n</section>\n").ToString();
    }

    /// <summary>Samples whose label is contradicted by weights that did not learn it.</summary>
    /// <param name="found">The labels, and what judged them.</param>
    public string Suspects(PageSuspects found)
    {
        var html = new StringBuilder("<section id=\"suspects\">\n<h2>Labels that may be wrong</h2>\n");
        (SuspectLabel, ImageSet)[] sure = [.. found.Labels.Where(s => s.Label.IsConfident)];
        html.Append("<p>").Append(found.Judges).Append(' ').Append(!found.IsJudgeFit
            ? "They contradict too many labels to count wrong ones by them"
            : sure.Length == 1 ? "One label is estimated to be wrong" : $"About {Format.Count(sure.Length)} labels are estimated to be wrong");
        html.Append(" (confident learning, Northcutt et al. 2021)")
            .Append(sure.Length == 0 ? ".</p>\n" : "; the likeliest ones first. A look decides: hard samples are among them.</p>\n")
            .Append("<div class=\"row\">\n");
        foreach ((SuspectLabel suspect, ImageSet images) in sure.Take(MostSuspects))
        {
            float[] input = new float[images.ImageLength];
            images.Read(suspect.Index, input);
            html.Append("<figure>").Append(drawing.Html(input, null, "the sample")).Append("<figcaption>labelled <b>")
                .Append(names.Of(suspect.Label)).Append("</b> ")
                .Append(Markup.Percent("own", suspect.Probability)).Append(", likelier <b>").Append(names.Of(suspect.Other)).Append("</b> ")
                .Append(Markup.Percent("other", suspect.OtherProbability)).Append("<br>").Append(FileName(suspect.Name))
                    .Append("</figcaption></figure>\n");
        }

        return html.Append("</div>\n</section>\n").ToString();
    }

    /// <summary>A file as it lies in the data set: the page may go to people who know nothing of the folders above.</summary>
    private string FileName(string name) =>
        Markup.Text(name.StartsWith(data, StringComparison.Ordinal) && name[data.Length..] is ['/' or '\\' or ':', ..] file
            ? file.TrimStart('/', '\\', ':') : name);

    private string Drawn(float[] input, int answer)
    {
        HeatMap? heat = viewer.GradCam(input, answer);
        return $"<div class=\"{(drawing.IsNarrow ? "pair" : "stack")}\">" + drawing.Html(input, null, "the sample")
            + (heat is null ? "" : drawing.Html(input, heat, "Grad-CAM of the answer")) + "</div>";
    }
}
