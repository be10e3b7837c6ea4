using EdgeNet.Vision.Pictures;

namespace EdgeNet.Imaging.TiffFiles;

/// <summary>
/// What the first directory of a TIFF file says of its picture, checked (TIFF revision 6.0): sizes against <see cref="PictureLimits"/>,
/// strips and tiles against the file, and everything against what is read here. No pixel is allocated so far.
/// </summary>
internal sealed class TiffDirectory
{
    private const int MaxSamples = 16;
    private const string Advice = "; convert it first, as with ImageMagick: magick IN OUT.png";

    // A tile is read whole. Programs cut large pictures and small ones alike into tiles of up to this side.
    private const int UsualTile = 1024;

    private readonly string _name;

    private TiffDirectory(in TiffEntries entries, int length, string name)
    {
        _name = name;
        Width = Number(entries.Value(256, 0));
        Height = Number(entries.Value(257, 0));
        PictureSize.ThrowIfBeyondLimits(name, "TIFF directory", Width, Height);
        Compression = Number(entries.Value(259, 1));
        CheckCompression();
        Samples = Number(entries.Value(277, 1));
        if (Samples is < 1 or > MaxSamples)
            throw Unexpected($"1 to {MaxSamples} samples a pixel", $"{Samples}");
        Bits = Number(entries.Value(258, 1));
        for (int i = 1; i < entries.CountOf(258) && i < Samples; i++)
        {
            if (entries.Value(258, 0, i) != (uint)Bits)
                throw Unexpected("samples of one depth", $"{Bits} and {entries.Value(258, 0, i)} bits");
        }

        if (entries.Value(339, 1) is var kind and not (1 or 4))
            throw Unexpected("whole numbers without sign as samples", kind == 3 ? "floating point" : "others");
        Color = ColorOf(Number(entries.Value(262, Samples >= 3 ? 2u : 1)));
        CheckDepth();
        Planes = entries.Value(284, 1) == 2 && Samples > 1 ? Samples : 1;
        Alpha = Samples == Colors ? TiffAlpha.None : entries.Value(338, 0) switch
        {
            1 => TiffAlpha.Multiplied,
            2 => TiffAlpha.Beside,
            _ => TiffAlpha.None,
        };
        Orientation = Number(entries.Value(274, 1));
        if (entries.CountOf(322) > 0 || entries.CountOf(323) > 0)
            CheckTiles(entries, length);
        else
            CheckStrips(entries, length);
    }

    internal int Width { get; }

    internal int Height { get; }

    /// <summary>Bits a sample: 1, 2, 4, 8 or 16.</summary>
    internal int Bits { get; }

    /// <summary>Samples a pixel, <see cref="Colors"/> or more.</summary>
    internal int Samples { get; }

    /// <summary>Samples a pixel that colours take.</summary>
    internal int Colors => Color switch
    {
        TiffColor.Rgb => 3,
        TiffColor.Cmyk => 4,
        _ => 1,
    };

    internal TiffColor Color { get; private set; }

    internal TiffAlpha Alpha { get; }

    internal int Compression { get; }

    /// <summary>Planes that samples lie in: one for all of them, or one for each.</summary>
    internal int Planes { get; }

    /// <summary>1 to 8, as EXIF has it; others have no meaning.</summary>
    internal int Orientation { get; }

    /// <summary>The width of tiles; 0 for strips.</summary>
    internal int TileWidth { get; private set; }

    /// <summary>The height of tiles; 0 for strips.</summary>
    internal int TileHeight { get; private set; }

    /// <summary>Whether the samples are colour differences, which JPEG's decoder is to turn into colours.</summary>
    internal bool IsYCbCr { get; private set; }

    /// <summary>Checks a file.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="name">Its name for messages.</param>
    /// <exception cref="PictureException">The file is damaged, of a kind that is not read, or beyond <see cref="PictureLimits"/>.</exception>
    internal static TiffDirectory Parse(ReadOnlySpan<byte> file, string name) => new(new TiffEntries(file, name), file.Length, name);

    private static int Number(ulong value) => (int)Math.Min(value, int.MaxValue);

    private void CheckCompression()
    {
        string? other = Compression switch
        {
            1 or 2 or 3 or 4 or 5 or 7 or 8 or 32773 or 32946 => null,
            6 => "JPEG in the form before 1995",
            34661 => "JBIG",
            34712 => "JPEG 2000",
            34887 => "LERC",
            34925 => "LZMA",
            50000 => "Zstandard",
            50001 => "WebP",
            _ => FormattableString.Invariant($"number {Compression}"),
        };
        if (other is not null)
            throw Unexpected("compression by fax codes, LZW, deflate, PackBits, JPEG or none", other + Advice);
    }

    private TiffColor ColorOf(int photometric)
    {
        IsYCbCr = photometric == 6 && Compression == 7 && Samples == 3;
        return photometric switch
        {
            0 => TiffColor.Ink,
            1 => TiffColor.Grey,
            2 => TiffColor.Rgb,
            3 => TiffColor.Palette,
            5 => TiffColor.Cmyk,
            6 when IsYCbCr => TiffColor.Rgb,
            _ => throw Unexpected("grey, RGB, palette, CMYK, or YCbCr in JPEG", photometric switch
            {
                4 => "a mask",
                6 => "YCbCr without JPEG",
                8 or 9 or 10 => "CIELab",
                32803 => "a camera's raw mosaic",
                32844 or 32845 => "LogLuv",
                _ => FormattableString.Invariant($"photometric interpretation {photometric}"),
            } + Advice),
        };
    }

    private void CheckDepth()
    {
        if (Samples < Colors)
            throw Unexpected($"at least {Colors} samples a pixel", $"{Samples}");
        bool isKnown = Color switch
        {
            _ when Compression == 7 => Bits == 8,
            TiffColor.Palette => Bits is 1 or 2 or 4 or 8 && Samples == 1,
            TiffColor.Grey or TiffColor.Ink when Samples == 1 => Bits is 1 or 2 or 4 or 8 or 16,
            _ => Bits is 8 or 16,
        };
        if (!isKnown || (Compression is 2 or 3 or 4 && (Bits != 1 || Samples != 1)))
            throw Unexpected("1, 2, 4, 8 or 16 bits a sample, as the kind of picture has them", $"{Bits} bits in {Samples} samples");
    }

    private void CheckTiles(in TiffEntries entries, int length)
    {
        TileWidth = Number(entries.Value(322, 0));
        TileHeight = Number(entries.Value(323, 0));
        if (TileWidth < 1 || TileWidth > Math.Max(UsualTile, Width + 16) || TileHeight < 1 || TileHeight > Math.Max(UsualTile, Height + 16))
            throw Unexpected($"tiles of {UsualTile} pixels a side or about the picture's size", $"{TileWidth}x{TileHeight} for {Width}x{Height} pixels");
        long across = (Width + TileWidth - 1) / TileWidth, down = (Height + TileHeight - 1) / TileHeight;
        CheckParts(entries, 324, 325, across * down * Planes, length);
    }

    private void CheckStrips(in TiffEntries entries, int length)
    {
        long rows = Math.Min((long)Math.Min(entries.Value(278, int.MaxValue), int.MaxValue), Height);
        if (rows < 1)
            throw Unexpected("at least 1 row a strip", "0");
        CheckParts(entries, 273, 279, (Height + rows - 1) / rows * Planes, length);
    }

    /// <summary>Checks that strips or tiles are there, lie within the file, and do not take the same bytes many times.</summary>
    private void CheckParts(in TiffEntries entries, int offsets, int counts, long needed, int length)
    {
        int found = Math.Min(entries.CountOf(offsets), entries.CountOf(counts));
        if (found < needed)
            throw Unexpected($"{needed} strips or tiles with offsets and lengths", $"{found}");
        long total = 0;
        for (int i = 0; i < needed; i++)
        {
            ulong offset = entries.Value(offsets, ulong.MaxValue, i);
            ulong count = entries.Value(counts, ulong.MaxValue, i);
            if (count == 0 || count > (ulong)length || offset > (ulong)length - count)
                throw Unexpected($"strip or tile {i} within the file's {length} bytes", $"{count} bytes at {offset}");
            total += (long)count;
        }

        if (total > 16L * length)
            throw Unexpected($"strips or tiles of {length} bytes in all", $"{total}");
        long pixels = (long)Width * Height * Samples * Bits / 8;
        if (Compression == 1 && total < pixels)
            throw Unexpected($"at least {pixels} bytes for {Width}x{Height} pixels", $"{total}");
    }

    private PictureException Unexpected(FormattableString expected, FormattableString found) =>
        Unexpected(FormattableString.Invariant(expected), FormattableString.Invariant(found));

    private PictureException Unexpected(FormattableString expected, string found) => Unexpected(FormattableString.Invariant(expected), found);

    private PictureException Unexpected(string expected, FormattableString found) => Unexpected(expected, FormattableString.Invariant(found));

    private PictureException Unexpected(string expected, string found) =>
        PictureException.In(_name, $"TIFF directory: expected {expected}, found {found}");
}
