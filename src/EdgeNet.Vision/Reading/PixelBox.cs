namespace EdgeNet.Vision.Reading;

/// <summary>A box in frame pixels: columns X to X + Width - 1, rows Y to Y + Height - 1.</summary>
/// <param name="X">The leftmost column.</param>
/// <param name="Y">The topmost row.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
public readonly record struct PixelBox(int X, int Y, int Width, int Height);
