using EdgeNet.Training.Augmentation;

namespace EdgeNet.Training.Robustness.Corruptions;

/// <summary>
/// A sample that is being corrupted, with memory for it. Strokes of one channel are ink of 1 on paper of 0, and outside is paper; pictures
/// of more channels are light, and go on past the border with its pixels. Of series and volumes there are values alone.
/// </summary>
internal sealed class SampleCanvas
{
    /// <summary>The side of the pictures that MNIST-C's lengths are of.</summary>
    private const int StandardSide = 28;

    private readonly float[] _copy;

    /// <param name="shape">The shape of a sample, channels first.</param>
    public SampleCanvas(IReadOnlyList<int> shape)
    {
        Channels = shape.Count > 1 ? shape[0] : 1;
        Spatial = [.. shape.Count > 1 ? shape.Skip(1) : shape];
        (Height, Width) = (Spatial.Length > 1 ? Spatial[^2] : 1, Spatial[^1]);
        Plane = Spatial.Aggregate(1, (product, size) => product * size);
        Values = new float[Channels * Plane];
        _copy = new float[Values.Length];
    }

    /// <summary>The sample, channels first.</summary>
    public float[] Values { get; }

    /// <summary>Channels.</summary>
    public int Channels { get; }

    /// <summary>The sizes of a channel.</summary>
    public int[] Spatial { get; }

    /// <summary>Rows of a picture.</summary>
    public int Height { get; }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Values of a channel.</summary>
    public int Plane { get; }

    /// <summary>Whether the picture is of ink on paper.</summary>
    public bool IsInk => Channels == 1;

    /// <summary>Pixels that one pixel of MNIST becomes; 1 below twice its size.</summary>
    public int Unit => Math.Max(1, Math.Min(Height, Width) / StandardSide);

    /// <summary>A channel.</summary>
    public Span<float> Channel(int c) => Values.AsSpan(c * Plane, Plane);

    /// <summary>A copy of the sample, until it is copied again.</summary>
    public float[] Copy()
    {
        Values.CopyTo(_copy, 0);
        return _copy;
    }

    /// <summary>Changes every value.</summary>
    public void Map(Func<float, float> change)
    {
        foreach (ref float value in Values.AsSpan()) value = change(value);
    }

    /// <summary>Resamples the picture, bilinearly: each pixel comes from where the map of its offset from the center leads.</summary>
    /// <param name="map">Takes (x, y) from the center, in pixels, to where it comes from.</param>
    public void Warp(Func<float, float, (float X, float Y)> map)
    {
        float[] from = Copy();
        float centerX = (Width - 1) / 2f, centerY = (Height - 1) / 2f;
        for (int y = 0, i = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++, i++)
            {
                (float sourceX, float sourceY) = map(x - centerX, y - centerY);
                for (int c = 0; c < Channels; c++)
                    Values[c * Plane + i] = Sample(from.AsSpan(c * Plane, Plane), sourceX + centerX, sourceY + centerY);
            }
        }
    }

    /// <summary>Blurs the picture by a Gaussian; the border goes on with its pixels.</summary>
    /// <param name="deviation">The deviation in pixels, above 0.</param>
    public void Blur(float deviation)
    {
        for (int c = 0; c < Channels; c++) Blur(Channel(c), deviation);
    }

    /// <summary>Blurs values that have the size of a channel.</summary>
    public void Blur(Span<float> plane, float deviation)
    {
        float[] kernel = GaussianBlur.Kernel(deviation, reach: 4);
        Span<float> half = _copy.AsSpan(0, Plane);
        int radius = kernel.Length / 2;
        for (int i = 0; i < Plane; i++)
        {
            int row = i / Width * Width, x = i % Width;
            float sum = 0;
            for (int k = -radius; k <= radius; k++) sum += kernel[k + radius] * plane[row + Math.Clamp(x + k, 0, Width - 1)];
            half[i] = sum;
        }

        for (int i = 0; i < Plane; i++)
        {
            int y = i / Width, x = i % Width;
            float sum = 0;
            for (int k = -radius; k <= radius; k++) sum += kernel[k + radius] * half[Math.Clamp(y + k, 0, Height - 1) * Width + x];
            plane[i] = sum;
        }
    }

    /// <summary>Brings values back to 0 to 1.</summary>
    public void Clamp()
    {
        foreach (ref float value in Values.AsSpan()) value = Math.Clamp(value, 0, 1);
    }

    /// <summary>The value of a channel's copy at a pixel; outside, paper or the border's.</summary>
    public float At(ReadOnlySpan<float> plane, int x, int y)
    {
        if (IsInk && (x < 0 || y < 0 || x >= Width || y >= Height)) return 0;
        return plane[Math.Clamp(y, 0, Height - 1) * Width + Math.Clamp(x, 0, Width - 1)];
    }

    private float Sample(ReadOnlySpan<float> plane, float x, float y)
    {
        // Far outside all is the same, and a float may be larger than any index.
        x = Math.Clamp(x, -2, Width + 1);
        y = Math.Clamp(y, -2, Height + 1);
        int left = (int)MathF.Floor(x), top = (int)MathF.Floor(y);
        float fx = x - left, fy = y - top;
        float above = At(plane, left, top) * (1 - fx) + At(plane, left + 1, top) * fx;
        float below = At(plane, left, top + 1) * (1 - fx) + At(plane, left + 1, top + 1) * fx;
        return above * (1 - fy) + below * fy;
    }
}
