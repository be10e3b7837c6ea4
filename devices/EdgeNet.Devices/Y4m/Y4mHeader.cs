using System.Buffers.Text;
using System.Text;
using EdgeNet.Safety;
using EdgeNet.Vision.Pictures;

namespace EdgeNet.Devices.Y4m;

/// <summary>The first line of a YUV4MPEG2 stream: <c>YUV4MPEG2 W640 H480 F30:1 Ip A1:1 C420jpeg</c>.</summary>
/// <param name="Width">Pixels a row.</param>
/// <param name="Height">Rows.</param>
/// <param name="ChromaLength">Bytes behind the luma in each frame.</param>
internal readonly record struct Y4mHeader(int Width, int Height, long ChromaLength)
{
    /// <summary>Parses the line.</summary>
    /// <param name="line">The line without its line feed.</param>
    /// <exception cref="InvalidDataException">It is no such line, or of a kind that is not read.</exception>
    internal static Y4mHeader Parse(ReadOnlySpan<byte> line)
    {
        if (!line.StartsWith("YUV4MPEG2"u8) || (line.Length > 9 && line[9] != (byte)' '))
            throw new InvalidDataException("expected a Y4M stream, which begins with YUV4MPEG2, found other bytes");
        int width = 0, height = 0;
        ReadOnlySpan<byte> color = "420"u8;
        ReadOnlySpan<byte> fields = line[9..];
        foreach (Range range in fields.Split((byte)' '))
        {
            ReadOnlySpan<byte> field = fields[range];
            if (field.IsEmpty)
                continue;
            switch (field[0])
            {
                case (byte)'W':
                    width = Side(field[1..]);
                    break;
                case (byte)'H':
                    height = Side(field[1..]);
                    break;
                case (byte)'C':
                    color = field[1..];
                    break;
                case (byte)'I' when field.Length != 2 || field[1] is not ((byte)'p' or (byte)'?'):
                    throw new InvalidDataException(
                        "expected whole frames (Ip), found interlaced ones: convert them, as with ffmpeg -vf yadif");
            }
        }

        if (width < 1 || height < 1 || (long)width * height > PictureLimits.MaxPixels)
        {
            string limits = FormattableString.Invariant($"1 to {PictureLimits.MaxSide} and at most {PictureLimits.MaxPixels} pixels");
            throw new InvalidDataException(
                FormattableString.Invariant($"expected a width and a height of {limits}, found {width}x{height}"));
        }

        return new Y4mHeader(width, height, Chroma(color, width, height));
    }

    private static int Side(ReadOnlySpan<byte> digits) =>
        Utf8Parser.TryParse(digits, out int side, out int used) && used == digits.Length && side is >= 1 and <= PictureLimits.MaxSide
            ? side
            : 0;

    private static long Chroma(ReadOnlySpan<byte> color, int width, int height)
    {
        long halfWidth = (width + 1) / 2, halfHeight = (height + 1) / 2;
        if (color.SequenceEqual("mono"u8))
            return 0;
        if (color.SequenceEqual("420"u8)
            || color.SequenceEqual("420jpeg"u8)
            || color.SequenceEqual("420mpeg2"u8)
            || color.SequenceEqual("420paldv"u8))
        {
            return 2 * halfWidth * halfHeight;
        }

        if (color.SequenceEqual("422"u8))
            return 2 * halfWidth * height;
        if (color.SequenceEqual("444"u8))
            return 2L * width * height;
        if (color.SequenceEqual("411"u8))
            return 2 * ((width + 3L) / 4) * height;
        string found = PlainText.Escape(Encoding.Latin1.GetString(color));
        throw new InvalidDataException(
            $"expected the colours mono, 420, 422, 444 or 411 of 8 bits, found {found}: convert them, as with ffmpeg -pix_fmt yuv420p");
    }
}
