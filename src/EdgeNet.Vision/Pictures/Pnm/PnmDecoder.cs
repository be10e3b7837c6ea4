namespace EdgeNet.Vision.Pictures.Pnm;

/// <summary>
/// Decodes portable any maps to 8-bit grey and drop-out, and to colours where they are asked for: bitmaps (P1, P4), grey maps (P2, P5), pixmaps (P3, P6) and arbitrary maps (P7), plain and
/// binary, with 1 to 65,535 levels (https://netpbm.sourceforge.net/doc/). Of several pictures in a file the first counts.
/// </summary>
internal static class PnmDecoder
{
    internal static bool Recognises(ReadOnlySpan<byte> data) =>
        data.Length >= 3 && data[0] == 'P' && data[1] is >= (byte)'1' and <= (byte)'7' && (PnmTokens.IsSpace(data[2]) || data[2] == '#');

    internal static GreyPicture Decode(ReadOnlySpan<byte> data, string name, bool withColors)
    {
        PnmHeader header = PnmHeader.Parse(data, name);
        long found = data.Length - header.End;
        if (found < header.LeastBytes)
        {
            throw PictureException.In(
                name, $"{header.Kind} pixels at byte {header.End}: expected at least {header.LeastBytes} bytes for {header.Width}x{header.Height} pixels, found {found}");
        }

        var picture = new GreyPicture(header.Width, header.Height, hasDropout: header.Channels >= 3, withColors && header.Channels >= 3);
        ReadOnlySpan<byte> pixels = data[header.End..];
        if (header.IsBitmap)
            DecodeBits(data, header, picture, name);
        else if (header.IsPlain)
            DecodePlain(data, header, picture, name);
        else if (header is { Channels: 1, Maximum: 255 })
            pixels[..picture.Pixels.Length].CopyTo(picture.Pixels);
        else
            DecodeBinary(pixels, header, picture, name);
        picture.DropWeakColor();
        return picture;
    }

    private static void DecodeBits(ReadOnlySpan<byte> data, PnmHeader header, GreyPicture picture, string name)
    {
        if (header.IsPlain)
        {
            var tokens = new PnmTokens(data, header.End, name, header.Kind);
            foreach (ref byte pixel in picture.Pixels)
                pixel = tokens.ReadBit() == 0 ? (byte)255 : (byte)0;
            return;
        }

        int length = (header.Width + 7) / 8;
        for (int y = 0; y < header.Height; y++)
        {
            ReadOnlySpan<byte> bits = data.Slice(header.End + y * length, length);
            Span<byte> row = picture.Row(y);
            for (int x = 0; x < row.Length; x++)
                row[x] = (bits[x >> 3] << (x & 7) & 0x80) == 0 ? (byte)255 : (byte)0;
        }
    }

    private static void DecodePlain(ReadOnlySpan<byte> data, PnmHeader header, GreyPicture picture, string name)
    {
        var tokens = new PnmTokens(data, header.End, name, header.Kind);
        Span<uint> samples = stackalloc uint[4];
        Span<byte> pixels = picture.Pixels;
        Span<byte> dropout = picture.Dropout;
        for (int i = 0; i < pixels.Length; i++)
        {
            for (int channel = 0; channel < header.Channels; channel++)
            {
                int at = tokens.Position;
                int value = tokens.ReadNumber("pixel");
                if (value > header.Maximum)
                    throw PastMaximum(header, name, at, i, value);
                samples[channel] = (uint)value;
            }

            pixels[i] = Level(samples, header);
            if (!dropout.IsEmpty)
                dropout[i] = Brightest(samples, header);
            Store(picture.Colors, i, samples, header);
        }
    }

    private static void DecodeBinary(ReadOnlySpan<byte> source, PnmHeader header, GreyPicture picture, string name)
    {
        Span<uint> samples = stackalloc uint[4];
        Span<byte> pixels = picture.Pixels;
        Span<byte> dropout = picture.Dropout;
        bool words = header.Maximum > 255;
        int at = 0;
        for (int i = 0; i < pixels.Length; i++)
        {
            for (int channel = 0; channel < header.Channels; channel++, at += words ? 2 : 1)
            {
                int value = words ? (source[at] << 8) | source[at + 1] : source[at];
                if (value > header.Maximum)
                    throw PastMaximum(header, name, header.End + at, i, value);
                samples[channel] = (uint)value;
            }

            pixels[i] = Level(samples, header);
            if (!dropout.IsEmpty)
                dropout[i] = Brightest(samples, header);
            Store(picture.Colors, i, samples, header);
        }
    }

    private static byte Level(ReadOnlySpan<uint> samples, PnmHeader header)
    {
        uint max = (uint)header.Maximum;
        return header.Channels switch
        {
            1 => GreyLevel.Of(GreyLevel.Luma(samples[0]), max, max),
            2 => GreyLevel.Of(GreyLevel.Luma(samples[0]), samples[1], max),
            3 => GreyLevel.Of(GreyLevel.Luma(samples[0], samples[1], samples[2]), max, max),
            _ => GreyLevel.Of(GreyLevel.Luma(samples[0], samples[1], samples[2]), samples[3], max),
        };
    }

    private static byte Brightest(ReadOnlySpan<uint> samples, PnmHeader header)
    {
        uint max = (uint)header.Maximum;
        return GreyLevel.Of(GreyLevel.Brightest(samples[0], samples[1], samples[2]), header.Channels == 4 ? samples[3] : max, max);
    }

    private static void Store(Span<byte> colors, int pixel, ReadOnlySpan<uint> samples, PnmHeader header)
    {
        uint max = (uint)header.Maximum;
        GreyLevel.Store(colors, pixel, samples[0], samples[1], samples[2], header.Channels == 4 ? samples[3] : max, max);
    }

    private static PictureException PastMaximum(PnmHeader header, string name, int at, int index, int value) => PictureException.In(
        name,
        $"{header.Kind} pixel ({index % header.Width}, {index / header.Width}) at byte {at}: expected at most {header.Maximum}, found {value}");
}
