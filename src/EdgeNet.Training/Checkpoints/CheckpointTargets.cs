using System.Text.Json.Serialization;

namespace EdgeNet.Training.Checkpoints;

/// <summary>The figures of numbers or labels, as plain data. JSON has no NaN: an average precision that is none is left out.</summary>
internal sealed record CheckpointTargets(int Samples, int Correct, double[][] Numbers, int[][] Labels, double?[] AveragePrecisions)
{
    /// <summary>Whether no member is missing.</summary>
    [JsonIgnore]
    public bool IsWhole => Numbers is not null && Array.TrueForAll(Numbers, n => n is not null)
        && Labels is not null && Array.TrueForAll(Labels, l => l is not null) && AveragePrecisions is not null;

    public static CheckpointTargets From(EvaluationResult result) => new(
        result.Samples, result.Correct,
        [.. result.Numbers.Select(n => (double[])[n.SquaredError, n.AbsoluteError, n.Mean, n.Spread])],
        [.. result.Labels.Select(l => (int[])[l.Hits, l.FalseAlarms, l.Misses])],
        [.. result.Labels.Select(l => double.IsNaN(l.AveragePrecision) ? (double?)null : l.AveragePrecision)]);

    /// <exception cref="InvalidDataException">Figures are missing.</exception>
    public EvaluationResult ToResult(double loss)
    {
        if (Array.Exists(Numbers, n => n.Length != 4) || Array.Exists(Labels, l => l.Length != 3)
            || AveragePrecisions.Length != Labels.Length)
            throw new InvalidDataException("expected four figures of each number, and four of each label");
        return new EvaluationResult(
            Samples, Correct, loss,
            [.. Numbers.Select(n => new NumberScore(Samples, n[0], n[1], n[2], n[3]))],
            [.. Labels.Select((l, k) => new LabelScore(l[0], l[1], l[2], AveragePrecisions[k] ?? double.NaN))]);
    }
}
