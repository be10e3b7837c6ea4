using System.Globalization;
using EdgeNet.Cli.Output;
using EdgeNet.Training;

namespace EdgeNet.Cli.Training;

/// <summary>Epochs as lines of a table that grows while training goes on; where there are less than 80 columns, without the rate.</summary>
/// <param name="width">Characters of a line.</param>
/// <param name="choosesEpoch">Whether the best epoch is kept, not the last one.</param>
/// <param name="outputs">What is learnt: of numbers the share of the variance that is explained stands in place of the accuracy.</param>
internal sealed class EpochTable(int width, bool choosesEpoch, TargetKind outputs)
{
    private const int Full = 77;

    /// <summary>The headings.</summary>
    public string Header => width >= Full
        ? $"{"epoch",9}{"rate",10}{"loss",9}{Named("accuracy"),11}{Of("validation"),12}{Of("test"),10}{"seconds",9}"
        : $"{"epoch",7}{"loss",9}{Named("accuracy"),10}{Of("validation"),11}{Of("test"),9}{"s",7}";

    /// <summary>The share of a training part that is right; nothing of numbers, which hardly ever are.</summary>
    public string Accuracy(double share) => outputs == TargetKind.Numbers ? "" : Format.Percent(share);

    /// <summary>One epoch: loss and accuracy over its batches, then accuracies through the generated code.</summary>
    public string Line(EpochReport r)
    {
        string epoch = FormattableString.Invariant($"{r.Epoch}/{r.Epochs}"), best = r.IsBest && choosesEpoch ? "  best" : "";
        string test = r.Test is null ? "" : Figure(r.Test), validation = Figure(r.Validation);
        double seconds = (r.TrainingTime + r.EvaluationTime).TotalSeconds;
        return width >= Full
            ? string.Create(CultureInfo.InvariantCulture,
                $"{epoch,9}{r.LearningRate,10:0.0e+0}{r.TrainingLoss,9:0.0000}{Accuracy(r.TrainingAccuracy),11}{validation,12}{test,10}{seconds,9:0.0}{best}")
            : string.Create(CultureInfo.InvariantCulture,
                $"{epoch,7}{r.TrainingLoss,9:0.0000}{Accuracy(r.TrainingAccuracy),10}{validation,11}{test,9}{seconds,7:0.0}{best}");
    }

    private string Named(string heading) => outputs == TargetKind.Numbers ? "" : heading;

    private string Of(string part) => outputs != TargetKind.Numbers ? part : part == "test" ? "test R²" : "valid. R²";

    private static string Figure(EvaluationResult result) =>
        result.Numbers.Count == 0 ? Format.Percent(result.Accuracy) : double.IsNaN(result.R2) ? "" : Format.Fixed(result.R2, 4);
}
