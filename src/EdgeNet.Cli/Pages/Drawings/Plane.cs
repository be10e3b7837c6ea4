namespace EdgeNet.Cli.Pages.Drawings;

/// <summary>A rectangle of numbers, and what makes it small enough to draw.</summary>
/// <param name="Width">Numbers of a row.</param>
/// <param name="Height">Rows.</param>
/// <param name="Values">The numbers, row by row.</param>
internal sealed record Plane(int Width, int Height, float[] Values)
{
    /// <summary>The rectangle of one channel: of a volume its middle slice.</summary>
    /// <param name="spatial">The sizes of the axes behind the channels; none for a single number, one for a row.</param>
    /// <param name="channel">The channel's values.</param>
    public static Plane Of(IReadOnlyList<int> spatial, ReadOnlySpan<float> channel)
    {
        if (spatial.Count <= 1) return new(channel.Length, 1, channel.ToArray());
        int width = spatial[^1], height = spatial[^2], area = width * height, slices = channel.Length / area;
        return new(width, height, channel.Slice(slices / 2 * area, area).ToArray());
    }

    /// <summary>The same, in blocks that are averaged, with no more numbers on a side than given.</summary>
    public Plane Within(int width, int height)
    {
        int across = Math.Max(1, (Width + width - 1) / width), down = Math.Max(1, (Height + height - 1) / height);
        if (across == 1 && down == 1) return this;
        int newWidth = (Width + across - 1) / across, newHeight = (Height + down - 1) / down;
        float[] values = new float[newWidth * newHeight];
        for (int y = 0; y < newHeight; y++)
            for (int x = 0; x < newWidth; x++) values[y * newWidth + x] = Mean(x * across, y * down, across, down);
        return new(newWidth, newHeight, values);
    }

    /// <summary>The numbers as colors.</summary>
    /// <param name="color">The color of a number.</param>
    public Canvas Draw(Func<float, (byte R, byte G, byte B)> color)
    {
        var canvas = new Canvas(Width, Height);
        for (int i = 0; i < Values.Length; i++) canvas.Set(i % Width, i / Width, color(Values[i]));
        return canvas;
    }

    private float Mean(int left, int top, int across, int down)
    {
        double sum = 0;
        int count = 0;
        for (int y = top; y < Math.Min(top + down, Height); y++)
        {
            for (int x = left; x < Math.Min(left + across, Width); x++)
            {
                sum += Values[y * Width + x];
                count++;
            }
        }

        return (float)(sum / count);
    }
}
