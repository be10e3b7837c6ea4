using EdgeNet.Cli.Evaluation;
using EdgeNet.Cli.Networks;
using EdgeNet.Cli.Output;
using EdgeNet.Cli.Pages;
using EdgeNet.Cli.Pages.Sections;
using EdgeNet.Safety;
using EdgeNet.Training;
using EdgeNet.Training.Data;

namespace EdgeNet.Cli.Training;

/// <summary>The story of a training run as a page: its curves after each epoch, everything else in the end.</summary>
/// <param name="path">The page's file.</param>
/// <param name="network">The network.</param>
/// <param name="command">The command line.</param>
/// <param name="data">The data set.</param>
internal sealed class TrainingPage(string path, NetworkEntry network, string command, Dataset data) : ITrainingStory
{
    private readonly List<EpochReport> _epochs = [];
    private string? _curves;

    /// <summary>Whether a report of this name is a page.</summary>
    public static bool IsPage(string path) => Path.GetExtension(path).ToLowerInvariant() is ".html" or ".htm";

    /// <inheritdoc/>
    public void Add(EpochReport epoch)
    {
        _epochs.Add(epoch);
        Write(Page(CurveSection.Html(_epochs, [])));
    }

    /// <inheritdoc/>
    public void Finish(TrainingResult result)
    {
        if (result.Epochs.Count == 0) return;
        _curves = CurveSection.Html(result.Epochs, result.DeadLayers);
        Write(Page(_curves));
    }

    /// <summary>Measures the weights as they were written, and tells of them.</summary>
    /// <param name="trainer">What trained them.</param>
    /// <param name="result">What training came to.</param>
    /// <param name="weights">The weights' file.</param>
    /// <param name="output">Where it is told what takes long.</param>
    public void Conclude(Trainer trainer, TrainingResult result, string weights, CommandOutput output)
    {
        using SafetensorsFile file = network.OpenWeights(new FileInfo(weights));
        ImageSet? held = trainer.HeldOutOf(data);
        (string part, ImageSet? images) = data.Test is { } test ? ("test", test) : ("validation", held);
        EvaluationFigures? figures = images is null ? null : EvaluationFigures.Measure(
            part, () => network.Create(file), images, logits: !network.EndsInSoftmax && !network.EndsInSigmoid, data.Test is null ? null
                : held);
        ReportPage page = Page(_curves);
        Write(new ReportPage(network, data.Name, data.Classes)
        {
            Command = page.Command, Training = _curves, Figures = figures, Weights = file, Preparation = data.Preparation,
            Suspects = Suspects(trainer, result, figures, output),
        });
        output.Out.WriteLine($"Report: {path}");
    }

    /// <summary>Suspected labels: of the parts that were not learnt by the weights, of few samples by folds, which learn for it.</summary>
    private PageSuspects? Suspects(Trainer trainer, TrainingResult result, EvaluationFigures? figures, CommandOutput output)
    {
        if (data.Outputs != TargetKind.Classes || data.Classes.Count < 2) return null;
        if (result.Plan.Kind == ValidationKind.Crossed)
        {
            if (result.Reason == StopReason.Cancelled) return null;
            output.Out.WriteLine("Looking for wrong labels: sets of weights learn, each without a fold. Ctrl-C leaves it out.");
            return FromFolds(trainer);
        }

        if (figures is not { Answers.HasProbabilities: true }) return null;
        IEnumerable<(SuspectLabel Label, ImageSet)> labels = figures.Answers.Suspects(data.Classes.Count).Select(l => (l, figures.Images!));
        if (figures.Held is { } held) labels = labels.Concat(held.Answers.Suspects(data.Classes.Count).Select(l => (l, held.Images)));
        return new([.. labels.OrderBy(l => l.Label.Probability)],
            "The samples that were held out and measured were judged by the trained weights, which did not learn them; edgenet data check "
                + "--suspects judges all.",
            SuspectReport.IsFit(figures.Result.Correct, figures.Result.Samples));
    }

    private PageSuspects? FromFolds(Trainer trainer)
    {
        using var cancellation = new CancellationTokenSource();
        using IDisposable interrupt = CommandOutput.OnInterrupt(cancellation.Cancel);
        try
        {
            SuspectReport report = trainer.FindSuspects(data, cancellation: cancellation.Token);
            return new([.. report.Labels.Select(l => (l, l.ImagesIn(data)))], "Each sample was judged by weights that learnt the folds without it.",
                report.IsJudgeFit);
        }
        catch (OperationCanceledException)
        {
            // The weights are written, and all else is known.
            return null;
        }
    }

    private ReportPage Page(string? curves) => new(network, data.Name, data.Classes) { Command = command, Training = curves };

    private void Write(ReportPage page) => OutputFile.WriteText(path, page.Html());
}
