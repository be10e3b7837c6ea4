using System.Globalization;
using System.Text;
using EdgeNet.Cli.Evaluation;
using EdgeNet.Cli.Networks;
using EdgeNet.Cli.Output;
using EdgeNet.Cli.Pages.Drawings;
using EdgeNet.Cli.Pages.Sections;
using EdgeNet.Training;
using EdgeNet.Training.Data;
using EdgeNet.Training.Understanding;

namespace EdgeNet.Cli.Pages;

/// <summary>
/// The page of train --report and evaluate --report: training, figures, mistakes, what is inside, and the cost on a device.
/// </summary>
/// <param name="network">The network.</param>
/// <param name="data">The data set's name.</param>
/// <param name="classes">The classes in the order of the outputs.</param>
internal sealed class ReportPage(NetworkEntry network, string data, IReadOnlyList<string> classes)
{
    private readonly ClassNames _names = new(classes);

    /// <summary>The command that made the page; empty for none.</summary>
    public string Command { get; init; } = "";

    /// <summary>How training went; null where nothing was trained.</summary>
    public string? Training { get; init; }

    /// <summary>What was measured; null where nothing was yet.</summary>
    public EvaluationFigures? Figures { get; init; }

    /// <summary>The weights that were measured; null where there are none yet.</summary>
    public IParameterSource? Weights { get; init; }

    /// <summary>How samples are prepared; null where nothing is known.</summary>
    public InputPreparation? Preparation { get; init; }

    /// <summary>Labels that may be wrong, and what judged them; null where none were looked for.</summary>
    public PageSuspects? Suspects { get; init; }

    /// <summary>The page.</summary>
    public string Html()
    {
        string title = $"{Markup.Text(network.Name)} on {Markup.Text(data)}";
        var html = new StringBuilder();
        html.Append("<h1>").Append(title).Append("</h1>\n");
        if (Command.Length > 0) html.Append("<p class=\"soft wide\"><code>").Append(Markup.Text(Command)).Append("</code></p>\n");
        if (Figures is { } figures) Tiles(html, figures);
        html.Append(Training);
        if (Figures is { Result: var result })
        {
            if (result.Numbers.Count + result.Labels.Count > 0)
                html.Append(ClassSection.Targets(result, _names));
            else
                html.Append(ConfusionSection.Html(result, _names)).Append(ClassSection.Html(result, _names))
                    .Append(ConfidenceSection.Html(Figures));
        }

        if (Weights is { } weights) Inside(html, weights);
        html.Append(CostSection.Html(network));
        return PageFrame.Around(title, html.ToString());
    }

    private void Tiles(StringBuilder html, EvaluationFigures figures)
    {
        EvaluationResult result = figures.Result;
        html.Append(CultureInfo.InvariantCulture,
            $"<p>Measured on the {figures.Part} part through the generated code.</p>\n<div class=\"tiles\">\n");
        Tile(html, "samples", Markup.Count("samples", result.Samples));
        if (result.Numbers.Count > 0)
        {
            Tile(html, "R²", Markup.Number("r2", result.R2));
        }
        else if (result.Labels.Count > 0)
        {
            Tile(html, "all classes right", Markup.Percent("accuracy", result.Accuracy));
            Tile(html, "mean average precision", Markup.Percent("map", result.MeanAveragePrecision));
        }
        else
        {
            Tile(html, "accuracy", Markup.Percent("accuracy", result.Accuracy));
            Tile(html, "right", Markup.Count("correct", result.Correct));
            Tile(html, $"error, {result.ErrorRange} with chance", Format.Percent(result.Error));
            if (result.AreaUnderRoc is { } area) Tile(html, "area under the ROC curve", Markup.Number("auc", area));
            if (figures.CalibrationError is { } error) Tile(html, "calibration error", Format.Percent(error));
            if (figures.ReadRate is { } rate) Tile(html, "read rate at 1 % error", Format.Percent(rate));
        }

        html.Append("</div>\n");
    }

    private void Inside(StringBuilder html, IParameterSource weights)
    {
        NetworkViewer viewer;
        try
        {
            viewer = new NetworkViewer(network.Graph, weights);
        }
        catch (TrainingException e)
        {
            // A layer without a gradient: the figures stand without pictures of the inside.
            html.Append("<section><h2>Inside</h2><p>").Append(Markup.Text(e.Message)).Append("</p></section>\n");
            return;
        }

        var drawing = new SampleDrawing(network.Info.InputShape, Preparation);
        var samples = new SampleSection(drawing, viewer, _names, data);
        if (Figures is { Answers: { } asked, Images: { } shown }) html.Append(samples.Worst(shown, asked, Figures.Part));
        if (Suspects is { } suspects) html.Append(samples.Suspects(suspects));
        html.Append(LayerSection.Filters(viewer));
        if (Figures is { Answers: { } answers, Images: { } images }) Layers(html, viewer, drawing, answers, images);
    }

    /// <summary>The layers for two samples: the worst wrong answer, and the surest right one.</summary>
    private void Layers(StringBuilder html, NetworkViewer viewer, SampleDrawing drawing, ClassAnswers answers, ImageSet images)
    {
        int[] right = [.. Enumerable.Range(0, answers.Count).Where(answers.IsRight).OrderByDescending(answers.Confidence).Take(1)];
        html.Append("<section id=\"layers\">\n<h2>What each layer sees</h2>\n<p class=\"soft\">A tile a channel; from violet, the layer's "
            + "least value, to yellow, its largest one.</p>\n");
        float[] input = new float[images.ImageLength];
        foreach (int sample in (int[])[.. answers.Worst(1), .. right])
        {
            images.Read(sample, input);
            html.Append("<details open><summary>is <b>").Append(_names.Of(answers.Label(sample))).Append("</b>, answered <b>")
                .Append(_names.Of(answers.Answer(sample))).Append("</b> ").Append(Format.Percent(answers.Confidence(sample)))
                    .Append("</summary>\n")
                .Append(drawing.Html(input, null, "the sample")).Append(LayerSection.Maps(viewer.Activations(input)))
                    .Append("</details>\n");
        }

        html.Append("</section>\n");
    }

    private static void Tile(StringBuilder html, string name, string figure) => html.Append("<div><b>").Append(figure).Append("</b>")
        .Append(name).Append("</div>\n");
}
