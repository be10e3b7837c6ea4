namespace EdgeNet.Training.Augmentation;

/// <summary>Blurs a grey plane by a separable Gaussian; outside is zero.</summary>
internal static class GaussianBlur
{
    private const int MaxRadius = 4;

    /// <summary>Blurs in place.</summary>
    /// <param name="plane">The grey values, row by row.</param>
    /// <param name="scratch">As many elements.</param>
    /// <param name="width">Columns.</param>
    /// <param name="deviation">The deviation, in pixels; above 0. The kernel ends at four pixels.</param>
    public static void Apply(Span<float> plane, Span<float> scratch, int width, float deviation)
    {
        Span<float> half = stackalloc float[MaxRadius + 1];
        int radius = Math.Clamp((int)MathF.Ceiling(2.5f * deviation), 1, MaxRadius);
        float sum = 0;
        for (int i = 0; i <= radius; i++)
        {
            half[i] = MathF.Exp(-i * i / (2 * deviation * deviation));
            sum += i == 0 ? half[i] : 2 * half[i];
        }

        for (int i = 0; i <= radius; i++)
            half[i] /= sum;
        int height = plane.Length / width;
        for (int i = 0; i < plane.Length; i++)
            scratch[i] = Sum(plane, i, i % width, width, 1, half, radius);
        for (int i = 0; i < plane.Length; i++)
            plane[i] = Sum(scratch, i, i / width, height, width, half, radius);
    }

    /// <summary>A whole kernel, summing to 1.</summary>
    /// <param name="deviation">The deviation, in pixels; above 0.</param>
    /// <param name="reach">Deviations to either side.</param>
    public static float[] Kernel(float deviation, float reach)
    {
        int radius = Math.Max(1, (int)MathF.Ceiling(reach * deviation));
        float[] kernel = [.. Enumerable.Range(-radius, 2 * radius + 1).Select(i => MathF.Exp(-i * i / (2 * deviation * deviation)))];
        float sum = kernel.Sum();
        return [.. kernel.Select(k => k / sum)];
    }

    private static float Sum(ReadOnlySpan<float> from, int at, int position, int size, int step, ReadOnlySpan<float> half, int radius)
    {
        float sum = half[0] * from[at];
        for (int j = 1; j <= radius; j++)
        {
            if (position >= j) sum += half[j] * from[at - j * step];
            if (position + j < size) sum += half[j] * from[at + j * step];
        }

        return sum;
    }
}
