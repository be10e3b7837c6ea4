using EdgeNet.Training.Synthetic.Fonts;

namespace EdgeNet.Training.Synthetic.Lines;

/// <summary>What the symbols of one line have in common: one hand, one pen, one way of spacing.</summary>
internal struct LineStyle
{
    /// <summary>The height of a digit, in pixels.</summary>
    public float Height;

    /// <summary>The row of the baseline at the left end.</summary>
    public float Baseline;

    /// <summary>Rows that the baseline falls by a column.</summary>
    public float Slope;

    /// <summary>Columns that a digit leans to the right for each row upwards.</summary>
    public float Slant;

    /// <summary>The width of digits, as a multiple of the usual.</summary>
    public float Aspect;

    /// <summary>The pen's width, in pixels.</summary>
    public float Pen;

    /// <summary>The mean gap between two digits, in heights; below 0 they touch.</summary>
    public float Gap;

    /// <summary>How much gaps vary, in heights.</summary>
    public float GapSpread;

    /// <summary>How black the ink is, 0 to 1.</summary>
    public float Ink;

    /// <summary>How much heights vary, as a share.</summary>
    public float HeightSpread;

    /// <summary>The share of digits that are taken from the pictures; the others are drawn.</summary>
    public float PictureShare;

    /// <summary>The font that digits and letters may be taken from; null for none.</summary>
    public WritingFont? Font;

    /// <summary>The share of digits that are taken from the font.</summary>
    public float FontShare;

    /// <summary>Whether letters are the font's.</summary>
    public bool HasFontLetters;

    /// <summary>Whether drawn digits are even, like print.</summary>
    public bool IsPrint;

    /// <summary>Whether drawn digits are those of Europe and of older hands.</summary>
    public bool IsWorld;

    /// <summary>How much widths vary from digit to digit, as a share.</summary>
    public float WidthSpread;

    /// <summary>Whether zeros at the end are small and run together, as the cents and the round sums of many hands.</summary>
    public bool HasSmallZeros;

    /// <summary>Chooses the form of drawn digits: one hand writes a digit in one way.</summary>
    public ulong Hand;

    /// <summary>Draws a style.</summary>
    /// <param name="random">The generator.</param>
    /// <param name="ink">What is written with.</param>
    public static LineStyle Draw(ref SampleRandom random, LineInk ink)
    {
        LineStyle style = default;
        style.Height = Math.Clamp(20.5f + 3.8f * random.NextGaussian(), 11, 29);
        style.Slope = 0.02f * random.NextGaussian();
        style.Baseline = 16 + style.Height / 2 + 1.6f * random.NextGaussian() - 128 * style.Slope;
        style.Slant = Math.Clamp(0.18f + 0.28f * random.NextGaussian(), -0.6f, 1);
        style.Aspect = MathF.Exp(0.2f * random.NextGaussian());
        style.Pen = style.Height * (0.05f + 0.16f * MathF.Pow(random.NextSingle(), 1.5f));
        style.Ink = random.NextSingle(0.65f, 1);
        style.HeightSpread = 0.04f + 0.16f * random.NextSingle() * random.NextSingle();
        style.WidthSpread = 0.16f * random.NextSingle();
        style.HasSmallZeros = random.Next(3) == 0;
        style.Hand = random.NextUInt64();
        style.IsPrint = random.Next(6) == 0;
        style.IsWorld = random.Next(3) > 0;
        style.PictureShare = ink.Pictures is null ? 0 : random.Next(10) switch { <= 3 => 0, <= 6 => random.NextSingle(0.3f, 0.9f), _ => 1 };
        if (style.IsPrint)
        {
            style.PictureShare = 0;
            style.Slant = random.Next(4) == 0 ? 0.2f : 0;
            style.HeightSpread = style.WidthSpread = 0;
            style.HasSmallZeros = false;
            style.Pen = style.Height * random.NextSingle(0.06f, 0.2f);
        }

        if (ink.Fonts is not null)
        {
            style.Font = ink.Fonts.Pick(style.IsPrint, ref random);
            // A hand of a font has all its digits from there; the words of any other may be written by it.
            style.FontShare = style.Font is not null && random.Next(style.IsPrint ? 4 : 5) < (style.IsPrint ? 3 : 2) ? 1 : 0;
            style.HasFontLetters = style.FontShare > 0 || random.Next(2) == 0;
        }

        (style.Gap, style.GapSpread) = random.Next(10) switch
        {
            0 or 1 => (random.NextSingle(-0.12f, 0.02f), 0.06f),
            2 or 3 or 4 => (random.NextSingle(0.02f, 0.2f), 0.1f),
            5 or 6 => (random.NextSingle(0.15f, 0.45f), 0.12f),
            7 or 8 => (random.NextSingle(0.35f, 0.9f), 0.1f),
            _ => (random.NextSingle(0.8f, 2), 0.4f),
        };
        return style;
    }
}
