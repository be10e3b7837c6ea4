namespace EdgeNet.Vision.Pictures;

/// <summary>
/// The grey of a colour: Rec. 601 luma (0.299 R + 0.587 G + 0.114 B), laid over white as far as it is transparent, rounded once to the
/// nearest of 256 levels. All decoders use it, so that a colour has one grey in every format.
/// </summary>
internal static class GreyLevel
{
    // The luma weights in units of 1/65536; they sum to exactly one.
    internal const uint Red = 19_595;
    internal const uint Green = 38_470;
    internal const uint Blue = 7_471;
    internal const uint One = 65_536;

    internal static ulong Luma(uint red, uint green, uint blue) => (ulong)red * Red + (ulong)green * Green + (ulong)blue * Blue;

    /// <summary>The brightest sample in the unit of a luma: the second plane of a colour.</summary>
    internal static ulong Brightest(uint red, uint green, uint blue) => (ulong)Math.Max(red, Math.Max(green, blue)) * One;

    /// <summary>The luma of a grey sample.</summary>
    internal static ulong Luma(uint grey) => (ulong)grey * One;

    /// <summary>Puts a colour over white into a row of colours, which is empty where none are asked for.</summary>
    internal static void Store(Span<byte> colors, int x, uint red, uint green, uint blue, uint alpha, uint max)
    {
        if (colors.IsEmpty)
            return;
        Span<byte> pixel = colors.Slice(GreyPicture.BytesPerColor * x, GreyPicture.BytesPerColor);
        pixel[0] = Of(Luma(red), alpha, max);
        pixel[1] = Of(Luma(green), alpha, max);
        pixel[2] = Of(Luma(blue), alpha, max);
    }

    /// <summary>The level of a luma over white.</summary>
    /// <param name="luma">0 to <paramref name="max"/> × <see cref="One"/>.</param>
    /// <param name="alpha">0, transparent, to <paramref name="max"/>, opaque.</param>
    /// <param name="max">The largest sample, 1 to 65,535; the products stay below 2^57.</param>
    internal static byte Of(ulong luma, uint alpha, uint max)
    {
        // The usual case, without a division: what follows comes to the same.
        if (max == 255 && alpha == 255)
            return (byte)((luma + One / 2) >> 16);
        ulong overWhite = luma * alpha + (max - alpha) * ((ulong)max * One);
        ulong unit = (ulong)max * max * One;
        return (byte)((overWhite * 255 + unit / 2) / unit);
    }
}
