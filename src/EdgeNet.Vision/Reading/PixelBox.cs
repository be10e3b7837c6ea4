namespace EdgeNet.Vision.Reading;

/// <summary>A box in frame pixels: columns X to X + Width - 1, rows Y to Y + Height - 1.</summary>
/// <param name="X">The leftmost column.</param>
/// <param name="Y">The topmost row.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
public readonly record struct PixelBox(int X, int Y, int Width, int Height)
{
    /// <summary>The smallest box that holds two others.</summary>
    /// <param name="one">A box.</param>
    /// <param name="other">A box.</param>
    public static PixelBox Around(PixelBox one, PixelBox other)
    {
        int left = Math.Min(one.X, other.X);
        int top = Math.Min(one.Y, other.Y);
        int right = Math.Max(one.X + one.Width, other.X + other.Width);
        int bottom = Math.Max(one.Y + one.Height, other.Y + other.Height);
        return new PixelBox(left, top, right - left, bottom - top);
    }
}
