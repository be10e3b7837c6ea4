namespace EdgeNet.Training.Augmentation;

/// <summary>
/// Varies volumes. Where each cell comes from is the sum of three tables, one an axis: mirroring, turning and shifting are all in them.
/// </summary>
internal sealed class VolumeAugmenter(VolumeAugmentation options, int channels, int[] sizes) : Augmenter
{
    private const ulong Stream = 0x701;
    private const int Axes = 3;

    private readonly int[] _strides = [sizes[1] * sizes[2], sizes[2], 1];
    private readonly int[] _order = new int[Axes];
    private readonly bool[] _mirrored = new bool[Axes];
    private readonly int[][] _tables = [new int[sizes[0]], new int[sizes[1]], new int[sizes[2]]];
    private readonly float[] _source = new float[channels * sizes[0] * sizes[1] * sizes[2]];

    /// <inheritdoc/>
    public override void Apply(Span<float> sample, ulong key)
    {
        var random = new SampleRandom(key, Stream);
        if (random.NextSingle() >= options.Probability) return;
        Turn(ref random);
        for (int axis = 0; axis < Axes; axis++)
            if (random.NextSingle() < options.Flip) _mirrored[axis] = !_mirrored[axis];
        Fill(ref random);
        Move(sample);
        float noise = options.Noise * random.NextSingle();
        if (noise == 0) return;
        foreach (ref float value in sample)
            value += noise * random.NextGaussian();
    }

    /// <summary>One of the turns that a box of these sizes has: axes change places, and an even number of directions in all.</summary>
    private void Turn(ref SampleRandom random)
    {
        for (int axis = 0; axis < Axes; axis++)
            (_order[axis], _mirrored[axis]) = (axis, false);
        if (random.NextSingle() >= options.Turn) return;
        bool odd = false;
        for (int i = Axes - 1; i > 0; i--)
        {
            int j = random.Next(i + 1);
            if (i == j || sizes[_order[i]] != sizes[_order[j]]) continue;
            (_order[i], _order[j]) = (_order[j], _order[i]);
            odd = !odd;
        }

        for (int axis = 0; axis < Axes - 1; axis++)
            _mirrored[axis] = random.NextSingle() < 0.5f;
        // With an odd exchange of axes an odd number of mirrors makes a turn, else an even one.
        _mirrored[Axes - 1] = _mirrored[0] ^ _mirrored[1] ^ odd;
    }

    private void Fill(ref SampleRandom random)
    {
        int most = (int)MathF.Round(options.Shift);
        for (int axis = 0; axis < Axes; axis++)
        {
            int size = sizes[axis], shift = random.Next(2 * most + 1) - most;
            for (int i = 0; i < size; i++)
            {
                int from = Math.Clamp(i - shift, 0, size - 1);
                _tables[axis][i] = _strides[_order[axis]] * (_mirrored[axis] ? size - 1 - from : from);
            }
        }
    }

    private void Move(Span<float> sample)
    {
        sample.CopyTo(_source);
        int cells = sample.Length / channels;
        for (int c = 0, to = 0; c < channels; c++)
            foreach (int plane in _tables[0])
                foreach (int row in _tables[1])
                    foreach (int cell in _tables[2])
                        sample[to++] = _source[c * cells + plane + row + cell];
    }
}
