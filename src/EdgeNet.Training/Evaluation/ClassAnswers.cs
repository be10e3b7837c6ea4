using EdgeNet.Training.Data;
using EdgeNet.Training.Suspects;

namespace EdgeNet.Training;

/// <summary>
/// A network's answers to the samples of a part, one class each: what calibration, rejection, the worst mistakes and suspected labels are
/// taken from. The probabilities of all classes are kept unless they are more than 64 million.
/// </summary>
public sealed class ClassAnswers
{
    private const long Most = 1 << 26;

    private readonly ImageSet _images;
    private readonly float[]? _probabilities;
    private readonly int[] _answers;
    private readonly float[] _confidences;
    private readonly float[] _own;
    private readonly bool _logits;

    internal ClassAnswers(int classes, ImageSet images, bool logits)
    {
        Classes = classes;
        _images = images;
        _logits = logits;
        _answers = new int[images.Count];
        _confidences = new float[images.Count];
        _own = new float[images.Count];
        if ((long)classes * images.Count <= Most) _probabilities = new float[classes * images.Count];
    }

    /// <summary>Outputs of the network, a class each.</summary>
    public int Classes { get; }

    /// <summary>Samples.</summary>
    public int Count => _answers.Length;

    /// <summary>Whether the probabilities of all classes are kept.</summary>
    public bool HasProbabilities => _probabilities is not null;

    /// <summary>The right class of a sample.</summary>
    /// <param name="sample">The sample.</param>
    public int Label(int sample) => _images.Label(sample);

    /// <summary>The answered class of a sample, the first of equally probable ones.</summary>
    /// <param name="sample">The sample.</param>
    public int Answer(int sample) => _answers[sample];

    /// <summary>The probability of the answered class, 0 to 1.</summary>
    /// <param name="sample">The sample.</param>
    public double Confidence(int sample) => _confidences[sample];

    /// <summary>The probability of the right class, 0 to 1.</summary>
    /// <param name="sample">The sample.</param>
    public double OwnProbability(int sample) => _own[sample];

    /// <summary>Whether the answer is right.</summary>
    /// <param name="sample">The sample.</param>
    public bool IsRight(int sample) => _answers[sample] == _images.Label(sample);

    /// <summary>The probability of each class.</summary>
    /// <param name="sample">The sample.</param>
    /// <exception cref="InvalidOperationException">They are not kept.</exception>
    public ReadOnlySpan<float> Probabilities(int sample) => _probabilities is { } all
        ? all.AsSpan(sample * Classes, Classes)
        : throw new InvalidOperationException("The probabilities are too many to be kept.");

    /// <summary>The answers as what accepts or rejects by confidence.</summary>
    public ReadingScores Scores() => new(Enumerable.Range(0, Count).Select(i => new ReadingScore(_confidences[i], true, IsRight(i))));

    /// <summary>The same with the logits divided by a temperature (Guo et al. 2017), which changes no answer.</summary>
    /// <param name="temperature">Above 0; 1 changes nothing.</param>
    /// <exception cref="InvalidOperationException">The probabilities are not kept.</exception>
    public ReadingScores Scores(double temperature)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(temperature);
        return new(Enumerable.Range(0, Count).Select(i => new ReadingScore(Tempered(i, 1 / temperature), true, IsRight(i))));
    }

    /// <summary>The samples that the network gives the least probability of their own class, the worst first.</summary>
    /// <param name="count">How many at most; those that are answered rightly are none of them.</param>
    public IReadOnlyList<int> Worst(int count) =>
        [.. Enumerable.Range(0, Count).Where(i => !IsRight(i)).OrderBy(i => _own[i]).ThenByDescending(i => _confidences[i]).Take(count)];

    /// <summary>
    /// The samples whose label is contradicted, the likeliest to be wrong first; see <see cref="Trainer.FindSuspects(Dataset,
    /// IParameterSource, CancellationToken)"/>. The weights must not have learnt from these samples.
    /// </summary>
    /// <param name="classes">Classes of the data; outputs beyond them stand for none.</param>
    /// <exception cref="InvalidOperationException">The probabilities are not kept.</exception>
    public IReadOnlyList<SuspectLabel> Suspects(int classes)
    {
        if (classes < 2) return [];
        var judge = new LabelJudge(_images, DataPart.Test, classes);
        for (int i = 0; i < Count; i++) judge.Take(i, Probabilities(i));
        double[] means = new double[classes];
        int[] counts = new int[classes];
        judge.AddTo(means, counts);
        for (int c = 0; c < classes; c++) means[c] /= Math.Max(1, counts[c]);
        return [.. judge.Contradicted(means).OrderBy(l => l.Probability)];
    }

    /// <summary>Takes a sample's outputs. Several threads may, of different samples.</summary>
    internal void Add(int sample, ReadOnlySpan<float> outputs)
    {
        int answer = 0;
        for (int c = 1; c < outputs.Length; c++)
            if (outputs[c] > outputs[answer]) answer = c;
        float largest = outputs[answer];
        double sum = 0;
        foreach (float output in outputs) sum += Weight(output, largest);
        _answers[sample] = answer;
        _confidences[sample] = Share(largest);
        _own[sample] = Share(outputs[_images.Label(sample)]);
        if (_probabilities is null) return;
        for (int c = 0; c < outputs.Length; c++) _probabilities[sample * Classes + c] = Share(outputs[c]);

        float Share(float output) => sum > 0 ? (float)Math.Clamp(Weight(output, largest) / sum, 0, 1) : 0;
    }

    /// <summary>The probability of the answered class where logits are multiplied by a factor.</summary>
    private double Tempered(int sample, double factor)
    {
        double largest = Logit(_confidences[sample]), sum = 0;
        foreach (float p in Probabilities(sample)) sum += Math.Exp(factor * (Logit(p) - largest));
        return Math.Clamp(1 / sum, 0, 1);
    }

    /// <summary>
    /// A logit up to a constant that all classes of a sample share. A probability of 0 counts as the smallest number there is.
    /// </summary>
    internal static double Logit(float probability) => Math.Log(Math.Max(probability, float.Epsilon));

    private double Weight(float output, float largest) => _logits ? Math.Exp(output - largest) : Math.Max(0, output);
}
