using EdgeNet.Training.Data;

namespace EdgeNet.Training.Suspects;

/// <summary>
/// Takes networks' answers to the samples of a part, and keeps of each the probabilities of its own class and of the likeliest other.
/// </summary>
internal sealed class LabelJudge
{
    private readonly DataPart _part;
    private readonly int _classes;
    private readonly double[] _own;
    private readonly double[] _others;

    /// <summary>The likeliest other class; −1 where nobody answered.</summary>
    private readonly int[] _other;

    /// <param name="images">The samples.</param>
    /// <param name="part">The part that they are.</param>
    /// <param name="classes">Classes, two or more.</param>
    public LabelJudge(ImageSet images, DataPart part, int classes)
    {
        Images = images;
        _part = part;
        _classes = classes;
        _own = new double[images.Count];
        _others = new double[images.Count];
        _other = new int[images.Count];
        Array.Fill(_other, -1);
    }

    /// <summary>The samples.</summary>
    public ImageSet Images { get; }

    /// <summary>Samples that were judged.</summary>
    public int Count => _other.Count(o => o >= 0);

    /// <summary>Samples that were answered as they are labelled.</summary>
    public int Correct => Enumerable.Range(0, _other.Length).Count(i => _other[i] >= 0 && _own[i] >= _others[i]);

    /// <summary>Takes the probabilities of a sample.</summary>
    /// <returns>Whether its own class is the likeliest.</returns>
    public bool Take(int sample, ReadOnlySpan<float> probabilities)
    {
        int label = Images.Label(sample), other = label == 0 ? 1 : 0;
        for (int c = 0; c < _classes; c++)
            if (c != label && probabilities[c] > probabilities[other]) other = c;
        (_own[sample], _others[sample], _other[sample]) = (probabilities[label], probabilities[other], other);
        return probabilities[label] >= probabilities[other];
    }

    /// <summary>Adds up, class by class, how many samples were judged and the probabilities of their own class.</summary>
    public void AddTo(double[] sums, int[] counts)
    {
        for (int i = 0; i < _other.Length; i++)
        {
            if (_other[i] < 0) continue;
            sums[Images.Label(i)] += _own[i];
            counts[Images.Label(i)]++;
        }
    }

    /// <summary>The samples whose label is contradicted.</summary>
    /// <param name="means">The mean probability that samples of a class have of it.</param>
    public IEnumerable<SuspectLabel> Contradicted(double[] means)
    {
        for (int i = 0; i < _other.Length; i++)
        {
            if (_other[i] < 0 || _others[i] <= _own[i]) continue;
            yield return new(Images.NameOf(i, _part), Images.Label(i), _other[i], _own[i], _others[i], _others[i] >= means[_other[i]])
            {
                Index = i, Part = _part,
            };
        }
    }
}
