using System.Globalization;
using EdgeNet.Cli.Output;
using EdgeNet.Training;

namespace EdgeNet.Cli.Training;

/// <summary>Epochs as lines of a table that grows while training goes on.</summary>
internal static class EpochTable
{
    /// <summary>The headings.</summary>
    public static string Header => string.Create(CultureInfo.InvariantCulture,
        $"{"epoch",9}{"rate",10}{"loss",9}{"accuracy",11}{"validation",12}{"test",10}{"seconds",9}");

    /// <summary>One epoch: loss and accuracy over its batches, then accuracies through the generated code.</summary>
    public static string Line(EpochReport r) => string.Create(CultureInfo.InvariantCulture,
        $"{r.Epoch + "/" + r.Epochs,9}{r.LearningRate,10:0.0e+0}{r.TrainingLoss,9:0.0000}{Format.Percent(r.TrainingAccuracy),11}{Format.Percent(r.Validation.Accuracy),12}{(r.Test is null ? "" : Format.Percent(r.Test.Accuracy)),10}{(r.TrainingTime + r.EvaluationTime).TotalSeconds,9:0.0}{(r.IsBest ? "  best" : "")}");
}
