using System.Globalization;
using EdgeNet.Cli.Output;
using EdgeNet.Training;

namespace EdgeNet.Cli.Training;

/// <summary>Epochs as lines of a table that grows while training goes on; where there are less than 80 columns, without the rate.</summary>
/// <param name="width">Characters of a line.</param>
/// <param name="choosesEpoch">Whether the best epoch is kept, not the last one.</param>
internal sealed class EpochTable(int width, bool choosesEpoch)
{
    private const int Full = 77;

    /// <summary>The headings.</summary>
    public string Header => width >= Full
        ? $"{"epoch",9}{"rate",10}{"loss",9}{"accuracy",11}{"validation",12}{"test",10}{"seconds",9}"
        : $"{"epoch",7}{"loss",9}{"accuracy",10}{"validation",11}{"test",9}{"s",7}";

    /// <summary>One epoch: loss and accuracy over its batches, then accuracies through the generated code.</summary>
    public string Line(EpochReport r)
    {
        string epoch = FormattableString.Invariant($"{r.Epoch}/{r.Epochs}"), best = r.IsBest && choosesEpoch ? "  best" : "";
        string test = r.Test is null ? "" : Format.Percent(r.Test.Accuracy), validation = Format.Percent(r.Validation.Accuracy);
        double seconds = (r.TrainingTime + r.EvaluationTime).TotalSeconds;
        return width >= Full
            ? string.Create(CultureInfo.InvariantCulture,
                $"{epoch,9}{r.LearningRate,10:0.0e+0}{r.TrainingLoss,9:0.0000}{Format.Percent(r.TrainingAccuracy),11}{validation,12}{test,10}{seconds,9:0.0}{best}")
            : string.Create(CultureInfo.InvariantCulture,
                $"{epoch,7}{r.TrainingLoss,9:0.0000}{Format.Percent(r.TrainingAccuracy),10}{validation,11}{test,9}{seconds,7:0.0}{best}");
    }
}
