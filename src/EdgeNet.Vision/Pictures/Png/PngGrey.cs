using System.Buffers.Binary;

namespace EdgeNet.Vision.Pictures.Png;

/// <summary>Turns restored rows of any colour type into 8-bit grey, drop-out and colours, as <see cref="GreyLevel"/> has them.</summary>
internal readonly ref struct PngGrey
{
    private readonly PngHeader _header;
    private readonly string _name;
    private readonly int _paletteCount;
    private readonly byte[] _levels;
    private readonly byte[] _dropoutLevels;
    private readonly byte[] _colorLevels;

    // The colour that tRNS makes transparent; larger than any sample if there is none.
    private readonly int _keyRed = int.MaxValue;
    private readonly int _keyGreen;
    private readonly int _keyBlue;

    internal PngGrey(in PngLayout layout, string name)
    {
        _header = layout.Header;
        _name = name;
        _levels = [];
        _dropoutLevels = [];
        _colorLevels = [];
        if (layout.HasTransparency && _header.Color is PngColor.Grey or PngColor.Rgb)
        {
            _keyRed = Key(layout, 0);
            _keyGreen = _header.Color == PngColor.Rgb ? Key(layout, 1) : 0;
            _keyBlue = _header.Color == PngColor.Rgb ? Key(layout, 2) : 0;
        }

        if (_header.Color == PngColor.Palette)
        {
            _paletteCount = layout.Palette.Length / 3;
            _levels = new byte[256];
            _dropoutLevels = new byte[256];
            _colorLevels = new byte[GreyPicture.BytesPerColor * 256];
            FillPaletteLevels(layout);
        }
        else if (_header is { Color: PngColor.Grey, Depth: <= 8 })
        {
            _paletteCount = 256;
            _levels = GreyLevels();
        }
    }

    /// <summary>Converts one row.</summary>
    /// <param name="row">The restored bytes.</param>
    /// <param name="grey">As long as the row has pixels.</param>
    /// <param name="dropout">As long where pixels are colours, otherwise empty.</param>
    /// <param name="colors">Three times as long where pixels are colours that are asked for, otherwise empty.</param>
    /// <param name="y">The row's number in the whole picture, for messages.</param>
    internal void Convert(ReadOnlySpan<byte> row, Span<byte> grey, Span<byte> dropout, Span<byte> colors, int y)
    {
        if (_levels.Length > 0)
        {
            ConvertLevels(row, grey, dropout, colors, y);
            return;
        }

        int bytes = _header.Depth / 8;
        uint max = (uint)_header.MaxSample;
        for (int x = 0; x < grey.Length; x++)
        {
            switch (_header.Color)
            {
                case PngColor.Grey:
                    uint level = Sample(row, x, bytes);
                    grey[x] = level == _keyRed ? (byte)255 : GreyLevel.Of(GreyLevel.Luma(level), max, max);
                    break;
                case PngColor.GreyAlpha:
                    grey[x] = GreyLevel.Of(GreyLevel.Luma(Sample(row, 2 * x, bytes)), Sample(row, 2 * x + 1, bytes), max);
                    break;
                case PngColor.Rgb:
                    uint red = Sample(row, 3 * x, bytes);
                    uint green = Sample(row, 3 * x + 1, bytes);
                    uint blue = Sample(row, 3 * x + 2, bytes);
                    bool clear = red == _keyRed && green == _keyGreen && blue == _keyBlue;
                    grey[x] = clear ? (byte)255 : GreyLevel.Of(GreyLevel.Luma(red, green, blue), max, max);
                    dropout[x] = clear ? (byte)255 : GreyLevel.Of(GreyLevel.Brightest(red, green, blue), max, max);
                    GreyLevel.Store(colors, x, red, green, blue, clear ? 0 : max, max);
                    break;
                default:
                    red = Sample(row, 4 * x, bytes);
                    green = Sample(row, 4 * x + 1, bytes);
                    blue = Sample(row, 4 * x + 2, bytes);
                    uint alpha = Sample(row, 4 * x + 3, bytes);
                    grey[x] = GreyLevel.Of(GreyLevel.Luma(red, green, blue), alpha, max);
                    dropout[x] = GreyLevel.Of(GreyLevel.Brightest(red, green, blue), alpha, max);
                    GreyLevel.Store(colors, x, red, green, blue, alpha, max);
                    break;
            }
        }
    }

    private void ConvertLevels(ReadOnlySpan<byte> row, Span<byte> grey, Span<byte> dropout, Span<byte> colors, int y)
    {
        int depth = _header.Depth;
        int mask = _header.MaxSample;
        for (int x = 0; x < grey.Length; x++)
        {
            int bit = x * depth;
            int index = (row[bit >> 3] >> (8 - depth - (bit & 7))) & mask;
            if (index >= _paletteCount)
                throw PictureException.In(_name, $"PNG pixels, row {y}: expected a palette index below {_paletteCount}, found {index}");
            grey[x] = _levels[index];
            if (!dropout.IsEmpty)
                dropout[x] = _dropoutLevels[index];
            if (!colors.IsEmpty)
                _colorLevels.AsSpan(GreyPicture.BytesPerColor * index, GreyPicture.BytesPerColor).CopyTo(colors[(GreyPicture.BytesPerColor * x)..]);
        }
    }

    private byte[] GreyLevels()
    {
        byte[] levels = new byte[256];
        uint max = (uint)_header.MaxSample;
        for (uint value = 0; value <= max; value++)
            levels[value] = value == _keyRed ? (byte)255 : GreyLevel.Of(GreyLevel.Luma(value), max, max);
        return levels;
    }

    private void FillPaletteLevels(in PngLayout layout)
    {
        for (int i = 0; i < layout.Palette.Length / 3; i++)
        {
            ReadOnlySpan<byte> entry = layout.Palette.Slice(3 * i, 3);
            byte alpha = i < layout.Transparency.Length ? layout.Transparency[i] : (byte)255;
            _levels[i] = GreyLevel.Of(GreyLevel.Luma(entry[0], entry[1], entry[2]), alpha, 255);
            _dropoutLevels[i] = GreyLevel.Of(GreyLevel.Brightest(entry[0], entry[1], entry[2]), alpha, 255);
            GreyLevel.Store(_colorLevels, i, entry[0], entry[1], entry[2], alpha, 255);
        }
    }

    private static int Key(in PngLayout layout, int channel) =>
        BinaryPrimitives.ReadUInt16BigEndian(layout.Transparency[(2 * channel)..]) & layout.Header.MaxSample;

    private static uint Sample(ReadOnlySpan<byte> row, int index, int bytes) =>
        bytes == 1 ? row[index] : BinaryPrimitives.ReadUInt16BigEndian(row[(2 * index)..]);
}
