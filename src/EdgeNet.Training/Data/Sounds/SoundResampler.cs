namespace EdgeNet.Training.Data.Sounds;

/// <summary>
/// Brings sound to another rate by band-limited interpolation (Smith and Gossett 1984): each sample is a sum of its neighbors weighted by a
/// windowed sinc, whose band ends below half the lower of both rates.
/// </summary>
internal static class SoundResampler
{
    private const int Crossings = 24;

    /// <summary>The samples that so many become.</summary>
    public static int LengthOf(int count, int from, int to) => (int)Math.Max(1, (long)count * to / from);

    /// <summary>Resamples the beginning of a sound.</summary>
    /// <param name="samples">The sound.</param>
    /// <param name="from">Its samples a second.</param>
    /// <param name="result">Receives samples at the other rate.</param>
    /// <param name="to">The other rate.</param>
    public static void Resample(ReadOnlySpan<float> samples, int from, Span<float> result, int to)
    {
        double step = (double)from / to, cutoff = Math.Min(1, 1 / step), reach = Crossings / cutoff;
        for (int i = 0; i < result.Length; i++)
        {
            double at = i * step, sum = 0, weights = 0;
            int first = Math.Max(0, (int)Math.Ceiling(at - reach)), last = Math.Min(samples.Length - 1, (int)Math.Floor(at + reach));
            for (int k = first; k <= last; k++)
            {
                double distance = k - at;
                double weight = Sinc(distance * cutoff) * (0.5 + 0.5 * Math.Cos(Math.PI * distance / reach));
                sum += weight * samples[k];
                weights += weight;
            }

            // Near the ends some of the neighbors are silence, which counts too: only whole windows are brought to a sum of 1.
            bool isWhole = at - reach >= 0 && at + reach <= samples.Length - 1;
            result[i] = (float)(isWhole ? sum / weights : sum * cutoff);
        }
    }

    private static double Sinc(double x) => Math.Abs(x) < 1e-9 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);
}
