namespace EdgeNet.Training.Evaluation;

/// <summary>Takes the answers to samples of one class each, of several threads; what comes out does not depend on who came first.</summary>
/// <param name="classes">The network's classes.</param>
/// <param name="labels">The samples' classes.</param>
/// <param name="logits">Whether outputs are logits rather than probabilities.</param>
/// <param name="scores">What keeps the probabilities of all classes, where they are wanted.</param>
internal sealed class ClassTally(int classes, int[] labels, bool logits, ClassScores? scores = null) : EvaluationTally
{
    // Each sample has a place of its own; the sum is taken in order at the end.
    private readonly int[] _answers = new int[labels.Length];
    private readonly int[] _ranks = new int[labels.Length];
    private readonly double[] _losses = new double[labels.Length];

    /// <inheritdoc/>
    public override void Add(int sample, ReadOnlySpan<float> outputs)
    {
        int label = labels[sample];
        int answer = 0;
        int rank = 0;
        double sum = 0;
        for (int c = 0; c < outputs.Length; c++)
            if (outputs[c] > outputs[answer]) answer = c;
        for (int c = 0; c < outputs.Length; c++)
        {
            // Of equals the first counts as larger, as it does for the answer.
            if (outputs[c] > outputs[label] || (outputs[c] == outputs[label] && c < label)) rank++;
            sum += logits ? Math.Exp(outputs[c] - outputs[answer]) : outputs[c];
        }

        double logProbability = logits
            ? outputs[label] - outputs[answer] - Math.Log(sum)
            : Math.Log(Math.Max(outputs[label], float.Epsilon) / sum);
        scores?.Add(sample, outputs, logits);
        _answers[sample] = answer;
        _ranks[sample] = rank;
        _losses[sample] = -logProbability;
    }

    /// <inheritdoc/>
    public override EvaluationResult Result()
    {
        int[,] confusion = new int[classes, classes];
        int[] ranks = new int[classes];
        double loss = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            confusion[labels[i], _answers[i]]++;
            ranks[_ranks[i]]++;
            loss += _losses[i];
        }

        return new EvaluationResult(confusion, ranks, loss / labels.Length) { AreaUnderRoc = scores?.MeanArea(labels) };
    }
}
