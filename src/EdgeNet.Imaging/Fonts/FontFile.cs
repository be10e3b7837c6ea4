using EdgeNet.Vision.Pictures;
using SkiaSharp;

namespace EdgeNet.Imaging.Fonts;

/// <summary>A font file, TrueType, OpenType or WOFF, whose glyphs are drawn as grey pictures. FreeType, in Skia, reads it.</summary>
public sealed class FontFile : IDisposable
{
    private const long MostBytes = 64 << 20;
    private const int MostSide = 512;

    private readonly SKTypeface _face;
    private readonly string _name;

    private FontFile(SKTypeface face, string name)
    {
        _face = face;
        _name = name;
    }

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file, at most 64 MB.</param>
    /// <exception cref="PictureException">It is no font, or too large.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static FontFile Open(string path)
    {
        long length = new FileInfo(path).Length;
        if (length > MostBytes)
            throw PictureException.In(path, $"expected a font of at most {MostBytes} bytes, found {length}");
        using SKData data = SKData.CreateCopy(File.ReadAllBytes(path));
        SKTypeface? face = SKTypeface.FromData(data);
        return face is null
            ? throw PictureException.In(path, $"expected a TrueType, OpenType or WOFF font, found something else")
            : new FontFile(face, path);
    }

    /// <summary>Draws a character.</summary>
    /// <param name="character">The character.</param>
    /// <param name="size">Pixels of the em square, above 0.</param>
    /// <returns>The glyph; null where the font has none, none with ink, or one of more than 512 pixels a side.</returns>
    public FontGlyph? Draw(char character, float size)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        using var font = new SKFont(_face, size) { Edging = SKFontEdging.Antialias, Hinting = SKFontHinting.None, Subpixel = true };
        ushort glyph = font.GetGlyph(character);
        if (glyph == 0) return null;
        font.MeasureText([glyph], out SKRect bounds);
        // A damaged font may claim any size.
        if (!(MathF.Max(bounds.Width, bounds.Height) <= MostSide && MathF.Max(MathF.Abs(bounds.Left), MathF.Abs(bounds.Top)) <= 4 * MostSide))
            return null;
        int left = (int)MathF.Floor(bounds.Left) - 1, top = (int)MathF.Floor(bounds.Top) - 1;
        int width = (int)MathF.Ceiling(bounds.Right) + 1 - left, height = (int)MathF.Ceiling(bounds.Bottom) + 1 - top;
        if (bounds.IsEmpty || width is < 1 or > MostSide || height is < 1 or > MostSide) return null;
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Gray8, SKAlphaType.Opaque));
        using (var canvas = new SKCanvas(bitmap))
        using (var paint = new SKPaint { Color = SKColors.White, IsAntialias = true })
        {
            canvas.Clear(SKColors.Black);
            canvas.DrawText(character.ToString(), -left, -top, SKTextAlign.Left, font, paint);
        }

        byte[] pixels = new byte[width * height];
        for (int y = 0; y < height; y++)
            bitmap.GetPixelSpan().Slice(y * bitmap.RowBytes, width).CopyTo(pixels.AsSpan(y * width));
        return FontGlyph.Cut(pixels, width, height, -top);
    }

    /// <inheritdoc/>
    public override string ToString() => _name;

    /// <inheritdoc/>
    public void Dispose() => _face.Dispose();
}
