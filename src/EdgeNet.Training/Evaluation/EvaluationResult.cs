namespace EdgeNet.Training;

/// <summary>How a network does on labelled pictures.</summary>
public sealed class EvaluationResult
{
    private readonly int[] _ranks;

    internal EvaluationResult(int[,] confusion, int[] ranks, double loss)
    {
        Confusion = confusion;
        _ranks = ranks;
        Loss = loss;
        for (int c = 0; c < confusion.GetLength(0); c++)
            Correct += confusion[c, c];
        foreach (int count in ranks)
            Samples += count;
    }

    /// <summary>Takes the answers to samples with targets.</summary>
    internal EvaluationResult(
        int samples, int correct, double loss, IReadOnlyList<NumberScore> numbers, IReadOnlyList<LabelScore> labels)
    {
        Confusion = new int[0, 0];
        _ranks = [];
        Samples = samples;
        // A number is near or far, and hardly ever right.
        Correct = numbers.Count > 0 ? 0 : correct;
        Loss = loss;
        Numbers = numbers;
        Labels = labels;
    }

    /// <summary>Pictures.</summary>
    public int Samples { get; }

    /// <summary>
    /// Pictures whose largest output is that of the right class; where samples may have several classes, those of which every one is
    /// answered rightly; 0 of numbers.
    /// </summary>
    public int Correct { get; }

    /// <summary>The share that is right, in [0, 1].</summary>
    public double Accuracy => (double)Correct / Samples;

    /// <summary>The share that is wrong, in [0, 1].</summary>
    public double Error => (double)(Samples - Correct) / Samples;

    /// <summary>Between what bounds the error on all samples of this kind lies.</summary>
    public ErrorRange ErrorRange => ErrorRange.Of(Samples - Correct, Samples);

    /// <summary>
    /// The mean cross-entropy, in nats; of labels the mean sum of the binary ones, and of numbers half the mean squared distance, in
    /// deviations of the training part while a network is trained.
    /// </summary>
    public double Loss { get; }

    /// <summary>
    /// The area under the ROC curve in [0, 1], 0.5 by chance: the mean over the classes, each against all others. Null where it was not taken:
    /// during training, and of more than 16 million outputs.
    /// </summary>
    public double? AreaUnderRoc { get; init; }

    /// <summary>The figures of each number; empty where the outputs are none.</summary>
    public IReadOnlyList<NumberScore> Numbers { get; } = [];

    /// <summary>The figures of each class where samples may have several; empty where they have one.</summary>
    public IReadOnlyList<LabelScore> Labels { get; } = [];

    /// <summary>The mean of the numbers' <see cref="NumberScore.R2"/>, those that never change left out; NaN without any.</summary>
    public double R2 => Mean(Numbers.Select(n => n.R2));

    /// <summary>
    /// The mean of the classes' <see cref="LabelScore.AveragePrecision"/>, those that no sample has left out; NaN without any.
    /// </summary>
    public double MeanAveragePrecision => Mean(Labels.Select(l => l.AveragePrecision));

    /// <summary>
    /// The mean of the classes' <see cref="LabelScore.F1"/>, those that no sample has or is said to left out; NaN without any.
    /// </summary>
    public double MeanF1 => Mean(Labels.Select(l => l.F1));

    /// <summary>Whether there are targets in place of classes.</summary>
    internal bool HasTargets => Numbers.Count + Labels.Count > 0;

    /// <summary>How often [right class, answered class].</summary>
    public int[,] Confusion { get; }

    /// <summary>How often the right class had rank 0, 1, … among the outputs.</summary>
    internal IReadOnlyList<int> Ranks => _ranks;

    /// <summary>What several evaluations of the same classes come to together.</summary>
    internal static EvaluationResult Sum(IReadOnlyList<EvaluationResult> results)
    {
        if (results[0].HasTargets) return SumTargets(results);
        int classes = results[0]._ranks.Length;
        int[,] confusion = new int[classes, classes];
        int[] ranks = new int[classes];
        double loss = 0;
        foreach (EvaluationResult result in results)
        {
            for (int row = 0; row < classes; row++)
            {
                ranks[row] += result._ranks[row];
                for (int column = 0; column < classes; column++) confusion[row, column] += result.Confusion[row, column];
            }

            loss += result.Loss * result.Samples;
        }

        return new EvaluationResult(confusion, ranks, loss / ranks.Sum());
    }

    private static EvaluationResult SumTargets(IReadOnlyList<EvaluationResult> results)
    {
        int samples = results.Sum(r => r.Samples);
        return new EvaluationResult(
            samples, results.Sum(r => r.Correct), results.Sum(r => r.Loss * r.Samples) / samples,
            [.. results[0].Numbers.Select((_, k) => results.Select(r => r.Numbers[k]).Aggregate((a, b) => a.And(b)))],
            [.. results[0].Labels.Select((_, k) => results.Select(r => r.Labels[k]).Aggregate((a, b) => a.And(b)))]);
    }

    private static double Mean(IEnumerable<double> figures) => figures.Where(f => !double.IsNaN(f)).DefaultIfEmpty(double.NaN).Average();

    /// <summary>The share whose right class is among the k largest outputs.</summary>
    /// <param name="k">1 or more.</param>
    public double TopK(int k) => (double)_ranks.Take(k).Sum() / Samples;

    /// <summary>The share whose answer is the right class or one beside it, for classes that are steps of a scale.</summary>
    /// <param name="isCircle">Whether the first class and the last one are neighbors, as on a wheel.</param>
    public double WithinOneStep(bool isCircle)
    {
        int classes = _ranks.Length;
        int near = 0;
        for (int label = 0; label < classes; label++)
        {
            for (int answer = 0; answer < classes; answer++)
            {
                int steps = Math.Abs(label - answer);
                if (steps <= 1 || (isCircle && steps == classes - 1)) near += Confusion[label, answer];
            }
        }

        return (double)near / Samples;
    }

    /// <summary>The share of a class's pictures that are answered with it; NaN where there are none.</summary>
    /// <param name="label">The class.</param>
    public double Recall(int label) => (double)Confusion[label, label] / Enumerable.Range(0, _ranks.Length).Sum(c => Confusion[label, c]);

    /// <summary>The share of a class's answers that are right; NaN where there are none.</summary>
    /// <param name="label">The class.</param>
    public double Precision(int label) => (double)Confusion[label, label] / Enumerable.Range(0, _ranks.Length).Sum(c => Confusion[c, label]);

    /// <summary>The harmonic mean of a class's precision and recall; NaN where it is neither there nor answered.</summary>
    /// <param name="label">The class.</param>
    public double F1(int label)
    {
        int classes = _ranks.Length;
        int own = Enumerable.Range(0, classes).Sum(c => Confusion[label, c]),
            answered = Enumerable.Range(0, classes).Sum(c => Confusion[c, label]);
        return 2.0 * Confusion[label, label] / (own + answered);
    }
}
