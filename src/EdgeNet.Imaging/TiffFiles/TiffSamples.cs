using System.Runtime.InteropServices;
using EdgeNet.Vision.Pictures;

namespace EdgeNet.Imaging.TiffFiles;

/// <summary>Turns rows of TIFF samples into grey, drop-out and colours, as <see cref="GreyLevel"/> has them.</summary>
internal sealed class TiffSamples
{
    private readonly TiffDirectory _directory;
    private readonly uint _max;
    private readonly byte[] _levels = [];
    private readonly byte[] _dropoutLevels = [];
    private readonly byte[] _colorLevels = [];

    /// <summary>Makes the tables of a picture.</summary>
    /// <param name="directory">What it consists of.</param>
    /// <param name="palette">Red, green and blue of every index, 16 bits each; empty for other pictures than those of a palette.</param>
    internal TiffSamples(TiffDirectory directory, ushort[][] palette)
    {
        _directory = directory;
        _max = (1u << directory.Bits) - 1;
        if (directory.Samples > 1 || directory.Bits > 8)
            return;
        _levels = new byte[_max + 1];
        _dropoutLevels = HasColor ? new byte[_max + 1] : [];
        _colorLevels = HasColor ? new byte[GreyPicture.BytesPerColor * (_max + 1)] : [];
        for (uint i = 0; i <= _max; i++)
        {
            if (HasColor)
            {
                uint red = palette[0][i], green = palette[1][i], blue = palette[2][i];
                _levels[i] = GreyLevel.Of(GreyLevel.Luma(red, green, blue), 65_535, 65_535);
                _dropoutLevels[i] = GreyLevel.Of(GreyLevel.Brightest(red, green, blue), 65_535, 65_535);
                GreyLevel.Store(_colorLevels, (int)i, red, green, blue, 65_535, 65_535);
            }
            else
            {
                _levels[i] = GreyLevel.Of(GreyLevel.Luma(directory.Color == TiffColor.Ink ? _max - i : i), _max, _max);
            }
        }
    }

    /// <summary>Whether pixels are colours.</summary>
    internal bool HasColor => _directory.Color is TiffColor.Rgb or TiffColor.Palette or TiffColor.Cmyk;

    /// <summary>Converts a row.</summary>
    /// <param name="planes">For each plane, the row's samples from its first pixel on.</param>
    /// <param name="start">Where in each of <paramref name="planes"/> the row begins.</param>
    /// <param name="grey">As long as the row has pixels.</param>
    /// <param name="dropout">As long where pixels are colours, otherwise empty.</param>
    /// <param name="colors">Three times as long where pixels are colours that are asked for, otherwise empty.</param>
    internal void Convert(byte[][] planes, int start, Span<byte> grey, Span<byte> dropout, Span<byte> colors)
    {
        if (_levels.Length > 0)
        {
            ConvertLevels(planes[0].AsSpan(start), grey, dropout, colors);
            return;
        }

        int samples = _directory.Samples;
        Span<uint> pixel = stackalloc uint[samples];
        for (int x = 0; x < grey.Length; x++)
        {
            for (int i = 0; i < samples; i++)
                pixel[i] = _directory.Planes > 1 ? Sample(planes[i], start, x) : Sample(planes[0], start, x * samples + i);
            (grey[x], byte brightest) = Levels(pixel, x, colors);
            if (!dropout.IsEmpty)
                dropout[x] = brightest;
        }
    }

    private (byte Grey, byte Dropout) Levels(ReadOnlySpan<uint> pixel, int x, Span<byte> colors)
    {
        uint red = pixel[0], green = red, blue = red;
        if (_directory.Color == TiffColor.Ink)
            red = green = blue = _max - red;
        else if (_directory.Color == TiffColor.Rgb)
            (green, blue) = (pixel[1], pixel[2]);
        else if (_directory.Color == TiffColor.Cmyk)
            (red, green, blue) = (Through(pixel[0], pixel[3]), Through(pixel[1], pixel[3]), Through(pixel[2], pixel[3]));
        uint alpha = _directory.Alpha == TiffAlpha.None ? _max : pixel[_directory.Colors];
        StoreColor(colors, x, red, green, blue, alpha);
        ulong luma = GreyLevel.Luma(red, green, blue), brightest = GreyLevel.Brightest(red, green, blue);
        return _directory.Alpha == TiffAlpha.Multiplied
            ? (OverWhite(luma, alpha), OverWhite(brightest, alpha))
            : (GreyLevel.Of(luma, alpha, _max), GreyLevel.Of(brightest, alpha, _max));
    }

    private void StoreColor(Span<byte> colors, int x, uint red, uint green, uint blue, uint alpha)
    {
        if (colors.IsEmpty)
            return;
        if (_directory.Alpha != TiffAlpha.Multiplied)
        {
            GreyLevel.Store(colors, x, red, green, blue, alpha, _max);
            return;
        }

        Span<byte> pixel = colors.Slice(GreyPicture.BytesPerColor * x, GreyPicture.BytesPerColor);
        pixel[0] = OverWhite(GreyLevel.Luma(red), alpha);
        pixel[1] = OverWhite(GreyLevel.Luma(green), alpha);
        pixel[2] = OverWhite(GreyLevel.Luma(blue), alpha);
    }

    /// <summary>What an ink and black let through.</summary>
    private uint Through(uint ink, uint black) => (uint)(((ulong)(_max - ink) * (_max - black) + _max / 2) / _max);

    private byte OverWhite(ulong luma, uint alpha) =>
        GreyLevel.Of(Math.Min(luma + GreyLevel.Luma(_max - alpha), GreyLevel.Luma(_max)), _max, _max);

    private uint Sample(byte[] plane, int start, int index) =>
        _max > 255 ? MemoryMarshal.Cast<byte, ushort>(plane.AsSpan(start))[index] : plane[start + index];

    private void ConvertLevels(ReadOnlySpan<byte> row, Span<byte> grey, Span<byte> dropout, Span<byte> colors)
    {
        int depth = _directory.Bits;
        for (int x = 0; x < grey.Length; x++)
        {
            int bit = x * depth;
            int index = (row[bit >> 3] >> (8 - depth - (bit & 7))) & (int)_max;
            grey[x] = _levels[index];
            if (!dropout.IsEmpty)
                dropout[x] = _dropoutLevels[index];
            if (!colors.IsEmpty)
                _colorLevels.AsSpan(GreyPicture.BytesPerColor * index, GreyPicture.BytesPerColor).CopyTo(colors[(GreyPicture.BytesPerColor * x)..]);
        }
    }
}
