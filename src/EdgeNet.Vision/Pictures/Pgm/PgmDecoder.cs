namespace EdgeNet.Vision.Pictures.Pgm;

/// <summary>Decodes portable grey maps, plain (P2) and binary (P5), with 1 to 65,535 grey levels (https://netpbm.sourceforge.net/doc/pgm.html).</summary>
internal static class PgmDecoder
{
    internal static bool Recognises(ReadOnlySpan<byte> data) =>
        data.Length >= 3 && data[0] == 'P' && data[1] is (byte)'2' or (byte)'5' && (PgmTokens.IsSpace(data[2]) || data[2] == '#');

    internal static GreyPicture Decode(ReadOnlySpan<byte> data, string name)
    {
        bool binary = data[1] == '5';
        var tokens = new PgmTokens(data, position: 2, name);
        int width = tokens.ReadNumber("width");
        int height = tokens.ReadNumber("height");
        PictureSize.ThrowIfBeyondLimits(name, "PGM header", width, height);
        int maximum = tokens.ReadNumber("largest grey value");
        if (maximum is < 1 or > 65_535)
            throw PictureException.In(name, $"PGM header: expected a largest grey value of 1 to 65535, found {maximum}");

        if (binary)
            tokens.SkipOneSpace();
        int count = width * height;
        long needed = binary ? (maximum < 256 ? count : 2L * count) : 2L * count - 1;
        long found = data.Length - tokens.Position;
        if (found < needed)
        {
            throw PictureException.In(
                name, $"PGM pixels at byte {tokens.Position}: expected at least {needed} bytes for {width}x{height} pixels, found {found}");
        }

        var picture = new GreyPicture(width, height);
        if (!binary)
            DecodePlain(ref tokens, picture, maximum, name);
        else if (maximum < 256)
            DecodeBytes(data.Slice(tokens.Position, count), tokens.Position, picture, maximum, name);
        else
            DecodeWords(data.Slice(tokens.Position, 2 * count), tokens.Position, picture, maximum, name);
        return picture;
    }

    private static void DecodePlain(ref PgmTokens tokens, GreyPicture picture, int maximum, string name)
    {
        Span<byte> pixels = picture.Pixels;
        for (int i = 0; i < pixels.Length; i++)
        {
            int at = tokens.Position;
            int value = tokens.ReadNumber("pixel");
            if (value > maximum)
                throw PastMaximum(name, at, i, picture.Width, maximum, value);
            pixels[i] = Scale(value, maximum);
        }
    }

    private static void DecodeBytes(ReadOnlySpan<byte> source, int position, GreyPicture picture, int maximum, string name)
    {
        Span<byte> pixels = picture.Pixels;
        if (maximum == 255)
        {
            source.CopyTo(pixels);
            return;
        }

        for (int i = 0; i < pixels.Length; i++)
        {
            int value = source[i];
            if (value > maximum)
                throw PastMaximum(name, position + i, i, picture.Width, maximum, value);
            pixels[i] = Scale(value, maximum);
        }
    }

    private static void DecodeWords(ReadOnlySpan<byte> source, int position, GreyPicture picture, int maximum, string name)
    {
        Span<byte> pixels = picture.Pixels;
        for (int i = 0; i < pixels.Length; i++)
        {
            int value = (source[2 * i] << 8) | source[2 * i + 1];
            if (value > maximum)
                throw PastMaximum(name, position + 2 * i, i, picture.Width, maximum, value);
            pixels[i] = Scale(value, maximum);
        }
    }

    private static byte Scale(int value, int maximum) => (byte)((value * 255 + maximum / 2) / maximum);

    private static PictureException PastMaximum(string name, int at, int index, int width, int maximum, int value) =>
        PictureException.In(name, $"PGM pixel ({index % width}, {index / width}) at byte {at}: expected at most {maximum}, found {value}");
}
