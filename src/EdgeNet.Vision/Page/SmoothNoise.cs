namespace EdgeNet.Vision.Page;

/// <summary>How much smoothed pixels vary where nothing is drawn: noise, grain, and texture as fine as strokes.</summary>
internal static class SmoothNoise
{
    // Noise of a picture that was blurred, enlarged or compressed is alike in neighbours: differences are taken some pixels apart.
    private const int Step = 4;

    // A quarter of a normal distribution lies within so many standard deviations, and a second difference has 6 times the variance.
    private const float QuarterWithin = 0.3186f;

    /// <summary>
    /// The standard deviation in grey levels, by the lower quartile of second differences along rows, which neither a gradient nor writing
    /// over half of the picture moves much.
    /// </summary>
    internal static float Of(PagePicture picture)
    {
        Span<int> histogram = stackalloc int[512];
        histogram.Clear();
        int count = 0;
        int step = Math.Max(1, picture.Height / 128);
        for (int y = 0; y < picture.Height; y += step)
        {
            ReadOnlySpan<byte> row = picture.SmoothRow(y);
            for (int x = 2 * Step; x < row.Length; x++)
                histogram[Math.Abs(row[x] - 2 * row[x - Step] + row[x - 2 * Step])]++;
            count += Math.Max(0, row.Length - 2 * Step);
        }

        if (count == 0)
            return 0;
        int quarter = count / 4;
        int below = 0, bin = 0;
        while (below + histogram[bin] <= quarter)
            below += histogram[bin++];
        // Differences are whole numbers: within the bin the quartile is interpolated, and bin 0 is half as wide.
        float within = (quarter - below + 0.5f) / histogram[bin];
        float quartile = bin == 0 ? within * 0.5f : bin - 0.5f + within;
        return quartile / (QuarterWithin * MathF.Sqrt(6));
    }
}
