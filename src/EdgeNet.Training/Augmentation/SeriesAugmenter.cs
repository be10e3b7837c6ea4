namespace EdgeNet.Training.Augmentation;

/// <summary>Varies series: time is resampled once for cropping, shifting and warping together; then amplitude, noise and a mask.</summary>
internal sealed class SeriesAugmenter(SeriesAugmentation options, int channels, int length) : Augmenter
{
    private const ulong Stream = 0x5E21;

    /// <summary>Half waves of a time-warp.</summary>
    private const int Waves = 3;

    private readonly float[] _source = new float[channels * length];
    private readonly float[] _amplitudes = new float[Waves];

    /// <inheritdoc/>
    public override void Apply(Span<float> sample, ulong key)
    {
        var random = new SampleRandom(key, Stream);
        if (random.NextSingle() >= options.Probability) return;
        if (length > 1) Resample(sample, ref random);
        float noise = options.Noise * random.NextSingle();
        float logScale = MathF.Log(1 + options.Scale);
        for (int c = 0; c < channels; c++)
        {
            float scale = MathF.Exp(Signed(logScale, ref random));
            foreach (ref float value in sample.Slice(c * length, length))
            {
                value *= scale;
                if (noise > 0) value += noise * random.NextGaussian();
            }
        }

        int masked = (int)(options.Mask * random.NextSingle() * length + 0.5f);
        int start = random.Next(length - masked + 1);
        if (masked == 0) return;
        for (int c = 0; c < channels; c++)
            sample.Slice(c * length + start, masked).Clear();
    }

    private void Resample(Span<float> sample, ref SampleRandom random)
    {
        float last = length - 1;
        float kept = 1 - options.Crop * random.NextSingle();
        float start = (1 - kept) * last * random.NextSingle() + Signed(options.Shift * length, ref random);
        // The slopes of the waves sum to less than one, so that time never runs backward.
        for (int k = 0; k < Waves; k++)
            _amplitudes[k] = Signed(options.Warp * length / (k + 1), ref random);
        if (kept == 1 && start == 0 && options.Warp == 0) return;
        sample.CopyTo(_source);
        for (int t = 0; t < length; t++)
        {
            float at = t;
            for (int k = 0; k < Waves && options.Warp > 0; k++)
                at += _amplitudes[k] * MathF.Sin(MathF.PI * (k + 1) * t / last);
            at = Math.Clamp(start + kept * at, 0, last);
            int left = Math.Min((int)at, length - 2);
            float right = at - left;
            for (int c = 0; c < channels; c++)
            {
                int i = c * length + left;
                sample[c * length + t] = _source[i] + right * (_source[i + 1] - _source[i]);
            }
        }
    }
}
