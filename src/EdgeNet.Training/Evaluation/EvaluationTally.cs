namespace EdgeNet.Training.Evaluation;

/// <summary>Takes the answers of several threads; what comes out does not depend on who came first.</summary>
/// <param name="classes">The network's classes.</param>
/// <param name="samples">Samples that will be given.</param>
/// <param name="logits">Whether outputs are logits rather than probabilities.</param>
/// <param name="scores">What keeps the probabilities of all classes, where they are wanted.</param>
internal sealed class EvaluationTally(int classes, int samples, bool logits, ClassScores? scores = null)
{
    // Each sample has a place of its own; the sum is taken in order at the end.
    private readonly int[] _answers = new int[samples];
    private readonly int[] _ranks = new int[samples];
    private readonly int[] _labels = new int[samples];
    private readonly double[] _losses = new double[samples];

    /// <summary>Takes one answer.</summary>
    /// <param name="sample">The sample's number.</param>
    /// <param name="label">Its class.</param>
    /// <param name="outputs">The network's outputs.</param>
    public void Add(int sample, int label, ReadOnlySpan<float> outputs)
    {
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
        _labels[sample] = label;
        _answers[sample] = answer;
        _ranks[sample] = rank;
        _losses[sample] = -logProbability;
    }

    /// <summary>What all answers come to.</summary>
    public EvaluationResult Result()
    {
        int[,] confusion = new int[classes, classes];
        int[] ranks = new int[classes];
        double loss = 0;
        for (int i = 0; i < samples; i++)
        {
            confusion[_labels[i], _answers[i]]++;
            ranks[_ranks[i]]++;
            loss += _losses[i];
        }

        return new EvaluationResult(confusion, ranks, loss / samples) { AreaUnderRoc = scores?.MeanArea(_labels) };
    }
}
