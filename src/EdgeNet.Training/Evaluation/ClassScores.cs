namespace EdgeNet.Training.Evaluation;

/// <summary>
/// The probability of each class for each sample, kept for the area under the ROC curve. Of many classes and samples (ImageNet's test part has
/// 50 million) none are kept.
/// </summary>
internal sealed class ClassScores
{
    private const long Most = 1 << 24;

    private readonly int _classes;
    private readonly float[] _scores;

    private ClassScores(int classes, int samples) => (_classes, _scores) = (classes, new float[classes * samples]);

    /// <summary>Room for all scores, or null where they are too many.</summary>
    public static ClassScores? For(int classes, int samples) => (long)classes * samples <= Most ? new ClassScores(classes, samples) : null;

    /// <summary>Takes a sample's outputs. Several threads may, of different samples.</summary>
    /// <param name="sample">The sample's number.</param>
    /// <param name="outputs">Probabilities, or logits.</param>
    /// <param name="logits">Which of them they are.</param>
    public void Add(int sample, ReadOnlySpan<float> outputs, bool logits)
    {
        Span<float> scores = _scores.AsSpan(sample * _classes, _classes);
        outputs.CopyTo(scores);
        if (logits) Softmax(scores);
    }

    /// <summary>The mean of the classes' areas, each class against all others; null where no class has both samples of its own and others.</summary>
    /// <param name="labels">The samples' classes.</param>
    public double? MeanArea(ReadOnlySpan<int> labels)
    {
        double sum = 0;
        int counted = 0;
        float[] scores = new float[labels.Length];
        bool[] isOfClass = new bool[labels.Length];
        for (int c = 0; c < _classes; c++)
        {
            for (int i = 0; i < labels.Length; i++)
            {
                scores[i] = _scores[i * _classes + c];
                isOfClass[i] = labels[i] == c;
            }

            if (Area(scores, isOfClass) is not { } area) continue;
            sum += area;
            counted++;
        }

        return counted > 0 ? sum / counted : null;
    }

    private static void Softmax(Span<float> values)
    {
        float most = float.NegativeInfinity;
        foreach (float value in values) most = Math.Max(most, value);
        double sum = 0;
        foreach (float value in values) sum += Math.Exp(value - most);
        foreach (ref float value in values) value = (float)(Math.Exp(value - most) / sum);
    }

    /// <summary>The chance that a sample of the class scores higher than another one; a tie counts half (Mann and Whitney, 1947).</summary>
    private static double? Area(float[] scores, bool[] isOfClass)
    {
        Array.Sort(scores, isOfClass);
        double pairs = 0;
        long below = 0;
        for (int start = 0; start < scores.Length;)
        {
            int end = start;
            long own = 0;
            for (; end < scores.Length && scores[end].Equals(scores[start]); end++)
                if (isOfClass[end]) own++;
            long others = end - start - own;
            pairs += own * (below + others / 2.0);
            below += others;
            start = end;
        }

        long all = scores.Length - below;
        return all > 0 && below > 0 ? pairs / ((double)all * below) : null;
    }
}
