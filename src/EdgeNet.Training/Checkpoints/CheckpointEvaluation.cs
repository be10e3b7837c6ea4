using System.Text.Json.Serialization;

namespace EdgeNet.Training.Checkpoints;

/// <summary>
/// An evaluation, as plain data: rows of the confusion matrix, ranks of the right class, the mean loss; the figures of numbers or labels.
/// </summary>
internal sealed record CheckpointEvaluation(int[][] Confusion, int[] Ranks, double Loss)
{
    public CheckpointTargets? Targets { get; init; }

    /// <summary>Whether no member is missing.</summary>
    [JsonIgnore]
    public bool IsWhole => Confusion is not null && Array.TrueForAll(Confusion, row => row is not null) && Ranks is not null
        && Targets is null or { IsWhole: true };

    public static CheckpointEvaluation From(EvaluationResult result)
    {
        if (result.HasTargets)
            return new([], [], result.Loss) { Targets = CheckpointTargets.From(result) };
        int classes = result.Confusion.GetLength(0);
        int[][] confusion = [.. Enumerable.Range(0, classes).Select(r => Enumerable.Range(0, classes).Select(c => result.Confusion[r, c]).ToArray())];
        return new(confusion, [.. result.Ranks], result.Loss);
    }

    /// <exception cref="InvalidDataException">The matrix is not square.</exception>
    public EvaluationResult ToResult()
    {
        if (Targets is not null) return Targets.ToResult(Loss);
        int classes = Ranks.Length;
        if (Confusion.Length != classes || Confusion.Any(row => row.Length != classes))
            throw new InvalidDataException($"expected a confusion matrix of {classes}×{classes}");
        int[,] confusion = new int[classes, classes];
        for (int row = 0; row < classes; row++)
            for (int column = 0; column < classes; column++)
                confusion[row, column] = Confusion[row][column];
        return new EvaluationResult(confusion, Ranks, Loss);
    }
}
