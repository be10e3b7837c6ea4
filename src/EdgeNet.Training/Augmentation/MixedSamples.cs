using EdgeNet.Training.Gradients;

namespace EdgeNet.Training.Augmentation;

/// <summary>
/// The samples that a learner learns from, each mixed with another of them: partners never come from a part or a fold that is held out.
/// </summary>
internal sealed class MixedSamples : IMixedLabelSource
{
    private const ulong Stream = 0x3118;
    private const int MostAxes = 3;

    private readonly ILabelSource _samples;
    private readonly AugmentationPolicy _policy;
    private readonly int[] _indices;
    private readonly int _channels;
    private readonly int[] _axes;
    private readonly int _dimensions;
    private readonly float[][] _partners;

    /// <summary>What each sample was mixed with when it was last read; each is read by one thread at a time.</summary>
    private readonly LabelMix[] _mixes;

    /// <param name="samples">All samples.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="shape">The shape of a sample, channels first.</param>
    /// <param name="indices">Those that are learnt from.</param>
    /// <param name="policy">How they are mixed.</param>
    /// <param name="workers">Threads.</param>
    public MixedSamples(ILabelSource samples, int count, IReadOnlyList<int> shape, int[] indices, AugmentationPolicy policy, int workers)
    {
        _samples = samples;
        _policy = policy;
        _indices = indices;
        _mixes = new LabelMix[count];
        _channels = shape.Count > 1 ? shape[0] : 1;
        int[] axes = [.. shape.Count > 1 ? shape.Skip(1) : shape];
        // Always three axes, outer ones of size 1.
        _axes = [.. Enumerable.Repeat(1, Math.Max(0, MostAxes - axes.Length)), .. axes];
        if (_axes.Length > MostAxes) throw new TrainingException($"Mixing expects samples of up to four axes, found {string.Join("×", shape)}.");
        _dimensions = _axes.Count(size => size > 1);
        int length = shape.Aggregate(1, (product, size) => product * size);
        _partners = [.. Enumerable.Range(0, workers).Select(_ => new float[length])];
    }

    /// <inheritdoc/>
    public int Label(int sample) => _samples.Label(sample);

    /// <inheritdoc/>
    public LabelMix Mix(int sample) => _mixes[sample];

    /// <inheritdoc/>
    public void Read(int sample, ulong key, int worker, Span<float> input)
    {
        _samples.Read(sample, key, worker, input);
        var random = new SampleRandom(key, Stream);
        int partner = _indices[random.Next(_indices.Length)];
        ulong partnerKey = random.NextUInt64();
        bool cuts = _policy.CutMix > 0 && (_policy.Mixup == 0 || random.NextSingle() < 0.5f);
        float share = Beta(cuts ? _policy.CutMix : _policy.Mixup, ref random);
        // Which of the two is the partner is chance: with the larger share its own, a sample's answer can still be right or wrong.
        share = Math.Max(share, 1 - share);
        Span<float> other = _partners[worker];
        _samples.Read(partner, partnerKey, worker, other);
        if (cuts) share = Cut(input, other, share, ref random);
        else Blend(input, other, share);
        _mixes[sample] = new(_samples.Label(partner), share);
    }

    private static void Blend(Span<float> input, ReadOnlySpan<float> other, float share)
    {
        for (int i = 0; i < input.Length; i++)
            input[i] = share * input[i] + (1 - share) * other[i];
    }

    /// <summary>Puts a box of the other one in.</summary>
    /// <returns>The share of the cells that stay.</returns>
    private float Cut(Span<float> input, ReadOnlySpan<float> other, float share, ref SampleRandom random)
    {
        Span<int> starts = stackalloc int[MostAxes], ends = stackalloc int[MostAxes];
        float side = MathF.Pow(1 - share, 1f / Math.Max(1, _dimensions));
        long boxed = 1, cells = 1;
        for (int axis = 0; axis < MostAxes; axis++)
        {
            int size = _axes[axis], extent = size == 1 ? 1 : (int)MathF.Round(side * size);
            starts[axis] = random.Next(size - extent + 1);
            ends[axis] = starts[axis] + extent;
            boxed *= extent;
            cells *= size;
        }

        for (int c = 0; c < _channels; c++)
        {
            for (int z = starts[0]; z < ends[0]; z++)
            {
                for (int y = starts[1]; y < ends[1]; y++)
                {
                    int row = ((c * _axes[0] + z) * _axes[1] + y) * _axes[2];
                    other[(row + starts[2])..(row + ends[2])].CopyTo(input[(row + starts[2])..]);
                }
            }
        }

        return 1 - (float)boxed / cells;
    }

    /// <summary>Beta(a, a) by Jöhnk (1964), for a of at most 1.</summary>
    private static float Beta(float a, ref SampleRandom random)
    {
        while (true)
        {
            double x = Math.Pow(random.NextSingle(), 1 / a), y = Math.Pow(random.NextSingle(), 1 / a);
            if (x + y is > 0 and <= 1) return (float)(x / (x + y));
        }
    }
}
