using System.Buffers.Binary;
using System.IO.Compression;

namespace EdgeNet.Vision.Pictures.Png;

/// <summary>
/// Decodes PNG pictures to 8-bit grey and drop-out, and to colours where they are asked for (W3C PNG specification, second edition): every colour type, bit depth and interlacing.
/// As libpng has it, a bad CRC, length, order or count of what the pixels need is an error, as is a picture with too few bytes; damage to
/// what they do not need, bytes after them, and a file that ends behind them, are a warning. Colour profiles and gamma are passed over.
/// </summary>
internal static class PngDecoder
{
    internal const int SignatureLength = 8;

    // What deflate can expand at most: 258 bytes from two bits, so 1,032 times.
    private const int MaxExpansion = 1032;

    // Behind this many bytes too many the checksum is no longer looked for: it may lie 1,032 times as far away as the file is long.
    private const int MaxSurplus = 1 << 12;

    internal static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    internal static bool Recognises(ReadOnlySpan<byte> data) => data.StartsWith(Signature);

    internal static GreyPicture Decode(ReadOnlySpan<byte> file, string name, bool withColors)
    {
        var warnings = new PictureWarnings(name);
        PngLayout layout = PngLayout.Parse(file, name, warnings);
        PngHeader header = layout.Header;
        long needed = PngPass.TotalLength(header);
        if (needed > layout.CompressedLength * MaxExpansion)
        {
            throw PictureException.In(
                name,
                $"PNG: expected compressed data for {needed} bytes of {header.Width}x{header.Height} pixels, found {layout.CompressedLength} bytes, which cannot expand so far");
        }

        using var compressed = new PngCompressedStream(Join(file, layout));
        using var rows = new ZLibStream(compressed, CompressionMode.Decompress);
        var picture = new GreyPicture(header.Width, header.Height, header.HasColor, withColors && header.HasColor);
        try
        {
            ReadPasses(rows, layout, picture, name);
            // Reading on past the last row makes the decompressor check its own checksum.
            int surplus = rows.ReadAtLeast(new byte[MaxSurplus], MaxSurplus, throwOnEndOfStream: false);
            if (surplus > 0)
                warnings.Add($"PNG pixels: expected {needed} bytes, found more, which were passed over");
            else if (compressed.IsExhausted)
                warnings.Add($"PNG pixels: expected a checksum at the end of the compressed data, found none");
            else if (compressed.Position < compressed.Length)
                warnings.Add($"PNG pixels: expected the end of IDAT after the compressed data, found more bytes, which were passed over");
        }
        catch (Exception error) when (error is InvalidDataException or IOException)
        {
            throw PictureException.In(name, $"PNG pixels: expected zlib data, found damage", error);
        }

        picture.DropWeakColor();
        picture.Warning = warnings.Text;
        return PictureOrientation.Apply(picture, ExifOrientation.Read(layout.Exif));
    }

    private static byte[] Join(ReadOnlySpan<byte> file, in PngLayout layout)
    {
        byte[] joined = new byte[layout.CompressedLength];
        int position = layout.FirstIdat;
        int count = 0;
        for (int i = 0; i < layout.IdatCount; i++)
        {
            int length = (int)BinaryPrimitives.ReadUInt32BigEndian(file[position..]);
            file.Slice(position + 8, length).CopyTo(joined.AsSpan(count));
            count += length;
            position += length + 12;
        }

        return joined;
    }

    private static void ReadPasses(ZLibStream rows, in PngLayout layout, GreyPicture picture, string name)
    {
        PngHeader header = layout.Header;
        var grey = new PngGrey(layout, name);
        int longest = 1 + header.RowLength(header.Width);
        byte[] current = new byte[longest];
        byte[] previous = new byte[longest];
        byte[] reduced = header.Interlaced ? new byte[header.Width] : [];
        byte[] reducedDropout = header.Interlaced && header.HasColor ? new byte[header.Width] : [];
        byte[] reducedColors = header.Interlaced && picture.HasColors ? new byte[GreyPicture.BytesPerColor * header.Width] : [];
        ReadOnlySpan<PngPass> passes = PngPass.Of(header);
        for (int p = 0; p < passes.Length; p++)
        {
            PngPass pass = passes[p];
            int width = pass.Width(header);
            int height = width > 0 ? pass.Height(header) : 0;
            int length = 1 + header.RowLength(width);
            Array.Clear(previous);
            for (int row = 0; row < height; row++)
            {
                Span<byte> bytes = current.AsSpan(0, length);
                int found = rows.ReadAtLeast(bytes, length, throwOnEndOfStream: false);
                if (found < length)
                    throw PictureException.In(name, $"PNG pixels, {PlaceOf(p, passes, row)}: expected {length} bytes, found {found}");
                if (bytes[0] > PngFilter.Last)
                    throw PictureException.In(name, $"PNG pixels, {PlaceOf(p, passes, row)}: expected filter 0 to 4, found {bytes[0]}");
                PngFilter.Undo(bytes[0], bytes[1..], previous.AsSpan(1, length - 1), header.FilterDistance);
                int y = pass.Top + row * pass.StepY;
                if (header.Interlaced)
                {
                    Span<byte> dropout = header.HasColor ? reducedDropout.AsSpan(0, width) : [];
                    Span<byte> colors = picture.HasColors ? reducedColors.AsSpan(0, GreyPicture.BytesPerColor * width) : [];
                    grey.Convert(bytes[1..], reduced.AsSpan(0, width), dropout, colors, y);
                    Scatter(reduced.AsSpan(0, width), picture.Row(y), pass.Left, pass.StepX);
                    Scatter(dropout, picture.DropoutRow(y), pass.Left, pass.StepX);
                    ScatterColors(colors, picture.ColorRow(y), pass.Left, pass.StepX);
                }
                else
                {
                    grey.Convert(bytes[1..], picture.Row(y), picture.DropoutRow(y), picture.ColorRow(y), y);
                }

                (current, previous) = (previous, current);
            }
        }
    }

    private static string PlaceOf(int pass, ReadOnlySpan<PngPass> passes, int row) =>
        passes.Length == 1 ? FormattableString.Invariant($"row {row}") : FormattableString.Invariant($"pass {pass + 1}, row {row}");

    private static void Scatter(ReadOnlySpan<byte> source, Span<byte> row, int left, int step)
    {
        for (int i = 0, x = left; i < source.Length; i++, x += step)
            row[x] = source[i];
    }

    private static void ScatterColors(ReadOnlySpan<byte> source, Span<byte> row, int left, int step)
    {
        const int Bytes = GreyPicture.BytesPerColor;
        for (int i = 0, x = left; i < source.Length; i += Bytes, x += step)
            source.Slice(i, Bytes).CopyTo(row[(Bytes * x)..]);
    }
}
