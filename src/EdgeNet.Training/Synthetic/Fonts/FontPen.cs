using EdgeNet.Imaging.Fonts;
using EdgeNet.Training.Augmentation;
using EdgeNet.Training.Synthetic.Lines;

namespace EdgeNet.Training.Synthetic.Fonts;

/// <summary>Writes a font's characters on a strip, with the line's pen and slant.</summary>
/// <param name="canvas">The strip.</param>
internal sealed class FontPen(LineCanvas canvas)
{
    private const int Margin = 2;
    private const int Side = WritingFont.MostSide + 2 * Margin;

    // As often as English and French have them; those that few digits look like are no rarer.
    private const string Small = "eeeeeaaaiiinnnsssrrrtttllooouuddccmmppvvggffbbhhqjxyzkw";
    private const string Capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    // Letters of which nobody thinks, when one stands alone, that it is a digit.
    private const string NoDigits = "AEFHKMNRWXYdhkmnrwx";

    private readonly float[] _cell = new float[Side * Side];
    private readonly float[] _scratch = new float[Side * Side];

    /// <summary>A letter of a word.</summary>
    /// <param name="random">The generator.</param>
    /// <param name="isFirst">Whether it begins a word, in which case it may be a capital.</param>
    /// <param name="isLone">Whether no digit may look like it.</param>
    public static char Letter(ref SampleRandom random, bool isFirst, bool isLone)
    {
        string letters = isLone ? NoDigits : isFirst && random.Next(2) == 0 ? Capitals : Small;
        return letters[random.Next(letters.Length)];
    }

    /// <summary>Writes a character.</summary>
    /// <param name="random">The generator.</param>
    /// <param name="glyph">The character.</param>
    /// <param name="style">The line; its aspect is the character's.</param>
    /// <param name="at">The left edge and the baseline.</param>
    /// <param name="height">The height of a digit, in pixels.</param>
    /// <returns>The character's width, in pixels; below 0 if it does not fit.</returns>
    public float Write(ref SampleRandom random, FontGlyph glyph, in LineStyle style, (float X, float Baseline) at, float height)
    {
        float scale = height / WritingFont.DigitHeight;
        float width = Math.Max(1.5f, glyph.Width * scale * style.Aspect);
        if (at.X + width > canvas.Width - 1) return -1;
        int columns = glyph.Width + 2 * Margin, rows = glyph.Height + 2 * Margin;
        Span<float> cell = _cell.AsSpan(0, columns * rows);
        cell.Clear();
        for (int y = 0; y < glyph.Height; y++)
        {
            for (int x = 0; x < glyph.Width; x++)
                cell[(y + Margin) * columns + x + Margin] = glyph.Pixels[y * glyph.Width + x] / 255f;
        }

        // Half a pen to each side, and never so little that a stroke breaks.
        float thicker = style.IsPrint ? 0 : (style.Pen / scale - style.Font!.Stroke) / 2 + 0.15f * random.NextGaussian();
        float least = Math.Min(0, 0.6f - style.Font!.Stroke / 2);
        StrokeThickness.Change(cell, _scratch.AsSpan(0, cell.Length), columns, Math.Clamp(thicker, least, 1.6f));
        float bottom = at.Baseline + (glyph.Height - glyph.Rise) * scale;
        float lift = style.IsPrint ? 0 : 0.05f * random.NextGaussian();
        float slant = style.IsPrint ? style.Slant : style.Slant - 0.1f;
        var place = new LineCanvas.Placement(at.X, bottom, width, glyph.Height * scale, slant, lift);
        var box = new LineCanvas.Box(Margin, Margin, Margin + glyph.Width, Margin + glyph.Height);
        canvas.Picture(cell, columns, box, place, style.Ink);
        return width;
    }
}
