namespace EdgeNet;

/// <summary>Triangles over the bins of a spectrum, evenly spaced on the mel scale, each reaching to the middles of its neighbors.</summary>
internal sealed class MelBands
{
    private readonly int[] _first;
    private readonly float[][] _weights;

    /// <param name="features">Bands and edges.</param>
    /// <param name="bins">Bins of the spectrum, from 0 to half the rate.</param>
    public MelBands(SoundFeatures features, int bins)
    {
        double low = Mel(features.Lowest), step = (Mel(features.Highest) - low) / (features.Bands + 1);
        _first = new int[features.Bands];
        _weights = new float[features.Bands][];
        for (int b = 0; b < features.Bands; b++)
        {
            double left = low + b * step;
            var weights = new List<float>();
            // The constant part, bin 0, is no sound.
            for (int bin = 1; bin < bins; bin++)
            {
                double mel = Mel(bin * (features.Rate / 2.0) / (bins - 1));
                double weight = Math.Min((mel - left) / step, (left + 2 * step - mel) / step);
                if (weight <= 0) continue;
                if (weights.Count == 0) _first[b] = bin;
                weights.Add((float)weight);
            }

            _weights[b] = [.. weights];
        }
    }

    /// <summary>Sums the magnitudes of each band.</summary>
    public void Sum(ReadOnlySpan<float> magnitudes, Span<float> bands)
    {
        for (int b = 0; b < _weights.Length; b++)
        {
            float sum = 0;
            for (int i = 0; i < _weights[b].Length; i++) sum += _weights[b][i] * magnitudes[_first[b] + i];
            bands[b] = sum;
        }
    }

    private static double Mel(double hertz) => 1127 * Math.Log(1 + hertz / 700);
}
