namespace EdgeNet.Training.Checkpoints;

/// <summary>An evaluation, as plain data: rows of the confusion matrix, ranks of the right class, the mean loss.</summary>
internal sealed record CheckpointEvaluation(int[][] Confusion, int[] Ranks, double Loss)
{
    public static CheckpointEvaluation From(EvaluationResult result)
    {
        int classes = result.Confusion.GetLength(0);
        int[][] confusion = [.. Enumerable.Range(0, classes).Select(r => Enumerable.Range(0, classes).Select(c => result.Confusion[r, c]).ToArray())];
        return new(confusion, [.. result.Ranks], result.Loss);
    }

    /// <exception cref="InvalidDataException">The matrix is not square.</exception>
    public EvaluationResult ToResult()
    {
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
