namespace EdgeNet.Imaging.Fonts;

/// <summary>A glyph as a grey picture, cut to its ink.</summary>
/// <param name="Pixels">Row by row, ink 255 and paper 0.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Rise">Rows from the upper edge to the baseline.</param>
public sealed record FontGlyph(byte[] Pixels, int Width, int Height, int Rise)
{
    private const int InkLevel = 32;

    /// <summary>Cuts a picture to its ink.</summary>
    /// <returns>The glyph; null where there is no ink.</returns>
    internal static FontGlyph? Cut(byte[] pixels, int width, int height, int rise)
    {
        int left = width, top = height, right = 0, bottom = 0;
        for (int i = 0; i < pixels.Length; i++)
        {
            if (pixels[i] < InkLevel) continue;
            left = Math.Min(left, i % width);
            right = Math.Max(right, i % width + 1);
            top = Math.Min(top, i / width);
            bottom = Math.Max(bottom, i / width + 1);
        }

        if (right <= left) return null;
        byte[] cut = new byte[(right - left) * (bottom - top)];
        for (int y = top; y < bottom; y++)
            pixels.AsSpan(y * width + left, right - left).CopyTo(cut.AsSpan((y - top) * (right - left)));
        return new FontGlyph(cut, right - left, bottom - top, rise - top);
    }
}
