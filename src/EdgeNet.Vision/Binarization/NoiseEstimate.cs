namespace EdgeNet.Vision.Binarization;

/// <summary>How much a frame's pixels vary where nothing is drawn.</summary>
internal static class NoiseEstimate
{
    // A smoothed pixel weighs its nine sources with squares that sum to (6/16)^2.
    internal const float SmoothingGain = 0.375f;

    /// <summary>
    /// The standard deviation of the noise in grey levels: the median of second differences along rows, which neither a gradient nor the few
    /// pixels at edges move (for a normal distribution the median of |x| is 0.6745 σ, and a second difference has 6 σ²).
    /// </summary>
    internal static float Of(ReadOnlySpan<byte> pixels, int width, int height)
    {
        Span<int> histogram = stackalloc int[512];
        histogram.Clear();
        int count = 0;
        int step = Math.Max(1, height / 128);
        for (int y = 0; y < height; y += step)
        {
            ReadOnlySpan<byte> row = pixels.Slice(y * width, width);
            for (int x = 2; x < row.Length; x++)
                histogram[Math.Abs(row[x] - 2 * row[x - 1] + row[x - 2])]++;
            count += Math.Max(0, width - 2);
        }

        if (count == 0)
            return 0;
        int half = count / 2;
        int below = 0;
        int bin = 0;
        while (below + histogram[bin] <= half)
            below += histogram[bin++];
        // Differences are whole numbers: within the bin the median is interpolated, and bin 0 is half as wide.
        float within = (half - below + 0.5f) / histogram[bin];
        float median = bin == 0 ? within * 0.5f : bin - 0.5f + within;
        return median / (0.6745f * MathF.Sqrt(6));
    }
}
