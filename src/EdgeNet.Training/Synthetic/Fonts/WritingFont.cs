using EdgeNet.Imaging.Fonts;

namespace EdgeNet.Training.Synthetic.Fonts;

/// <summary>The digits and letters of one font, at a size at which its digits are <see cref="DigitHeight"/> rows high.</summary>
internal sealed class WritingFont
{
    /// <summary>Rows of a digit: a little more than on a strip, and few enough that a smaller one loses no stroke.</summary>
    public const int DigitHeight = 24;

    /// <summary>The most rows and columns of a glyph.</summary>
    public const int MostSide = 60;

    private const float Trial = 100;

    private readonly FontGlyph?[] _glyphs = new FontGlyph?[128];

    private WritingFont(bool isPrint) => IsPrint = isPrint;

    /// <summary>Whether it is print, not a hand.</summary>
    public bool IsPrint { get; }

    /// <summary>The mean width of a digit's stroke, in rows of <see cref="DigitHeight"/>.</summary>
    public float Stroke { get; private set; }

    /// <summary>A character's glyph; null if there is none that fits.</summary>
    public FontGlyph? this[char character] => character < 128 ? _glyphs[character] : null;

    /// <summary>Draws a font's glyphs.</summary>
    /// <returns>The font; null if it lacks a digit.</returns>
    public static WritingFont? Of(FontFile file, bool isPrint)
    {
        float tallest = 0;
        for (char c = '0'; c <= '9'; c++)
        {
            if (file.Draw(c, Trial) is not { } glyph) return null;
            tallest = Math.Max(tallest, glyph.Height);
        }

        float size = Trial * DigitHeight / tallest;
        var font = new WritingFont(isPrint);
        for (char c = '0'; c <= 'z'; c++)
        {
            if (!char.IsAsciiLetterOrDigit(c)) continue;
            FontGlyph? glyph = file.Draw(c, size);
            if (glyph is { Width: <= MostSide, Height: <= MostSide }) font._glyphs[c] = glyph;
            else if (char.IsAsciiDigit(c)) return null;
        }

        font.Stroke = font.MeanStroke();
        return font;
    }

    // A stroke's area is its length times its width, and its outline twice its length.
    private float MeanStroke()
    {
        float area = 0, outline = 0;
        for (char c = '0'; c <= '9'; c++)
        {
            FontGlyph glyph = _glyphs[c]!;
            for (int y = 0; y <= glyph.Height; y++)
            {
                for (int x = 0; x <= glyph.Width; x++)
                {
                    float value = At(glyph, x, y);
                    area += value;
                    float across = value - At(glyph, x - 1, y), down = value - At(glyph, x, y - 1);
                    outline += MathF.Sqrt(across * across + down * down);
                }
            }
        }

        return 2 * area / outline;
    }

    private static float At(FontGlyph glyph, int x, int y) =>
        (uint)x < glyph.Width && (uint)y < glyph.Height ? glyph.Pixels[y * glyph.Width + x] / 255f : 0;
}
