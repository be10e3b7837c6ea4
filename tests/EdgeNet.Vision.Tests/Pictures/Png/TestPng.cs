using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Numerics;
using System.Text;

namespace EdgeNet.Vision.Tests.Pictures.Png;

/// <summary>
/// A PNG writer of its own for any colour type, depth and interlacing, sharing nothing with the decoder: samples are a plain array, bits are
/// packed one at a time, passes come from the specification's 8x8 pattern, and the expected grey is exact rational arithmetic.
/// </summary>
internal sealed class TestPng
{
    private static readonly string[] Pattern = ["16462646", "77777777", "56565656", "77777777", "36463646", "77777777", "56565656", "77777777"];

    public int Width { get; init; } = 1;

    public int Height { get; init; } = 1;

    public int Depth { get; init; } = 8;

    public int ColorType { get; init; }

    public bool Interlaced { get; init; }

    /// <summary>[(y * Width + x) * Channels + channel].</summary>
    public int[] Samples { get; init; } = [];

    public byte[]? Palette { get; init; }

    public byte[]? Transparency { get; init; }

    /// <summary>The filter of the nth row written.</summary>
    public Func<int, int> Filter { get; init; } = row => row % 5;

    /// <summary>Chunks between PLTE and IDAT.</summary>
    public byte[] More { get; init; } = [];

    public int IdatLength { get; init; } = int.MaxValue;

    public int Channels => ColorType switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };

    public static byte[] Signature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    public static TestPng Random(Random random, int width, int height, int colorType, int depth, bool interlaced, bool transparency)
    {
        int channels = colorType switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };
        int entries = colorType == 3 ? random.Next(1, (1 << depth) + 1) : 1 << depth;
        var samples = new int[width * height * channels];
        for (int i = 0; i < samples.Length; i++)
            samples[i] = random.Next(8) switch { 0 => 0, 1 => entries - 1, _ => random.Next(entries) };
        byte[]? palette = null;
        byte[]? clear = null;
        if (colorType == 3)
        {
            palette = new byte[3 * entries];
            random.NextBytes(palette);
        }

        if (transparency && colorType == 3)
        {
            clear = new byte[random.Next(1, entries + 1)];
            random.NextBytes(clear);
        }
        else if (transparency && colorType is 0 or 2)
        {
            // The key is the colour of some pixel, so that it hits.
            int pixel = random.Next(width * height);
            clear = [.. Enumerable.Range(0, channels).SelectMany(c => BigEndian16(samples[pixel * channels + c]))];
        }

        return new TestPng
        {
            Width = width, Height = height, ColorType = colorType, Depth = depth, Interlaced = interlaced, Samples = samples,
            Palette = palette, Transparency = clear, Filter = _ => random.Next(5), IdatLength = random.Next(1, 4000),
        };
    }

    public byte[] Encode() => [.. Signature, .. Header(), .. Extras(), .. Data(Compress(Rows())), .. Chunk("IEND", [])];

    public byte[] Header() => Chunk(
        "IHDR", [.. BigEndian32(Width), .. BigEndian32(Height), (byte)Depth, (byte)ColorType, 0, 0, (byte)(Interlaced ? 1 : 0)]);

    public byte[] Extras() =>
    [
        .. Chunk("tEXt", "Comment\0test"u8.ToArray()),
        .. Palette is null ? [] : Chunk("PLTE", Palette),
        .. Transparency is null ? [] : Chunk("tRNS", Transparency),
        .. More,
    ];

    public byte[] Data(byte[] compressed) =>
        [.. compressed.Chunk(Math.Min(IdatLength, compressed.Length)).SelectMany(part => Chunk("IDAT", part))];

    public static byte[] Compress(byte[] raw)
    {
        using var stream = new MemoryStream();
        using (var zlib = new ZLibStream(stream, CompressionLevel.Fastest, leaveOpen: true))
            zlib.Write(raw);
        return stream.ToArray();
    }

    public byte[] Rows()
    {
        var output = new List<byte>();
        int written = 0;
        for (char pass = '1'; pass <= (Interlaced ? '7' : '1'); pass++)
        {
            byte[]? above = null;
            for (int y = 0; y < Height; y++)
            {
                var bits = new List<bool>();
                for (int x = 0; x < Width; x++)
                {
                    if (Interlaced && Pattern[y % 8][x % 8] != pass)
                        continue;
                    for (int c = 0; c < Channels; c++)
                        for (int bit = Depth - 1; bit >= 0; bit--)
                            bits.Add((Samples[(y * Width + x) * Channels + c] >> bit & 1) != 0);
                }

                if (bits.Count == 0)
                    continue;
                byte[] row = [.. bits.Chunk(8).Select(b => (byte)b.Select((on, i) => on ? 128 >> i : 0).Sum())];
                int filter = Filter(written++);
                output.Add((byte)filter);
                output.AddRange(Filtered(filter, row, above ?? new byte[row.Length]));
                above = row;
            }
        }

        return [.. output];
    }

    /// <summary>The exact grey of every pixel.</summary>
    public byte[] Expected()
    {
        int max = (1 << Depth) - 1;
        var grey = new byte[Width * Height];
        for (int i = 0; i < grey.Length; i++)
        {
            int[] s = Samples[(i * Channels)..((i + 1) * Channels)];
            grey[i] = ColorType switch
            {
                0 => Grey(s[0], s[0], s[0], Hits(s) ? 0 : max, max),
                2 => Grey(s[0], s[1], s[2], Hits(s) ? 0 : max, max),
                3 => Grey(Palette![3 * s[0]], Palette[3 * s[0] + 1], Palette[3 * s[0] + 2], s[0] < (Transparency?.Length ?? 0) ? Transparency![s[0]] : 255, 255),
                4 => Grey(s[0], s[0], s[0], s[1], max),
                _ => Grey(s[0], s[1], s[2], s[3], max),
            };
        }

        return grey;
    }

    public static byte[] Chunk(string type, byte[] data)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(type), .. data];
        return [.. BigEndian32(data.Length), .. body, .. BigEndian32((int)Crc32.HashToUInt32(body))];
    }

    public static byte[] BigEndian32(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }

    private static byte[] BigEndian16(int value) => [(byte)(value >> 8), (byte)value];

    private bool Hits(int[] samples) =>
        Transparency is not null && Enumerable.Range(0, samples.Length).All(c => samples[c] == Transparency[2 * c] * 256 + Transparency[2 * c + 1]);

    // 0.299 R + 0.587 G + 0.114 B as 16-bit fractions that sum to one, over white, to the nearest level, halves up.
    private static byte Grey(BigInteger red, BigInteger green, BigInteger blue, BigInteger alpha, BigInteger max)
    {
        BigInteger luma = red * 19595 + green * 38470 + blue * 7471;
        BigInteger numerator = (luma * alpha + 65536 * max * (max - alpha)) * 255;
        BigInteger denominator = 65536 * max * max;
        return (byte)((2 * numerator + denominator) / (2 * denominator));
    }

    private byte[] Filtered(int filter, byte[] row, byte[] above)
    {
        int distance = Math.Max(1, Channels * Depth / 8);
        return [.. row.Select((value, i) =>
        {
            int a = i >= distance ? row[i - distance] : 0;
            int b = above[i];
            int c = i >= distance ? above[i - distance] : 0;
            int p = a + b - c;
            int paeth = new[] { a, b, c }.MinBy(v => Math.Abs(p - v));
            return (byte)(value - filter switch { 0 => 0, 1 => a, 2 => b, 3 => (a + b) / 2, _ => paeth });
        })];
    }
}
