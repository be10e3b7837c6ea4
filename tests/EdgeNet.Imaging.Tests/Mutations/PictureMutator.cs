using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using EdgeNet.Vision.Pictures;

namespace EdgeNet.Imaging.Tests.Mutations;

/// <summary>
/// Damages picture files: any bytes, or the parts that the format has, put in another order, doubled, left out and damaged, with checksums
/// and lengths that are right again, so that the damage gets past the first check.
/// </summary>
internal static class PictureMutator
{
    private const int PngSignature = 8;

    /// <summary>A damaged file.</summary>
    /// <param name="format">What the seeds are.</param>
    /// <param name="seeds">Sound files.</param>
    /// <param name="random">Chooses one of them, and the damage.</param>
    internal static byte[] Mutate(PictureFormat format, byte[][] seeds, Random random)
    {
        byte[] seed = seeds[random.Next(seeds.Length)];
        bool byParts = random.Next(2) == 0;
        if (byParts && format == PictureFormat.Png)
            return MutatePng(seed, random);
        if (byParts && format == PictureFormat.Jpeg)
            return MutateJpeg(seed, random);
        List<byte> bytes = [.. seed];
        if (random.Next(10) == 0)
            Graft(bytes, seeds[random.Next(seeds.Length)], random);
        ByteMutator.Mutate(bytes, random, Hot(format, seed));
        return [.. bytes];
    }

    /// <summary>Puts another file's end behind the beginning of this one.</summary>
    private static void Graft(List<byte> bytes, byte[] other, Random random)
    {
        int at = random.Next(Math.Min(bytes.Count, other.Length));
        bytes.RemoveRange(at, bytes.Count - at);
        bytes.AddRange(other.AsSpan(at));
    }

    private static Range Hot(PictureFormat format, byte[] seed)
    {
        if (format == PictureFormat.Jpeg)
            return 2..Math.Max(3, seed.AsSpan().LastIndexOf((ReadOnlySpan<byte>)[0xFF, 0xDA]) + 14);
        if (format != PictureFormat.Tiff)
            return 0..96;
        // The directory, which may stand at the end.
        bool little = seed[0] == 'I';
        int directory = (int)Math.Min(little ? BinaryPrimitives.ReadUInt32LittleEndian(seed.AsSpan(4)) : BinaryPrimitives.ReadUInt32BigEndian(seed.AsSpan(4)), 16);
        int at = little ? BinaryPrimitives.ReadInt32LittleEndian(seed.AsSpan(4)) : BinaryPrimitives.ReadInt32BigEndian(seed.AsSpan(4));
        at = seed[2] == 43 || seed[3] == 43 ? directory : at;
        return Math.Clamp(at, 0, seed.Length - 1)..Math.Clamp(at + 220, 1, seed.Length);
    }

    private static byte[] MutatePng(byte[] seed, Random random)
    {
        var chunks = new List<byte[]>();
        for (int at = PngSignature; at + 12 <= seed.Length;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(seed.AsSpan(at));
            chunks.Add(seed[(at + 4)..(at + 8 + length)]);
            at += 12 + length;
        }

        for (int i = random.Next(1, 4); i > 0 && chunks.Count > 0; i--)
            MutatePart(chunks, random, head: 4);
        if (random.Next(3) == 0)
            Recompress(chunks, random);
        List<byte> file = [.. seed.AsSpan(0, PngSignature)];
        Span<byte> word = stackalloc byte[4];
        foreach (byte[] chunk in chunks)
        {
            BinaryPrimitives.WriteInt32BigEndian(word, chunk.Length - 4);
            file.AddRange(word);
            file.AddRange(chunk);
            BinaryPrimitives.WriteUInt32BigEndian(word, Crc32.HashToUInt32(chunk));
            file.AddRange(word);
        }

        return [.. file];
    }

    /// <summary>Damages the filtered rows behind the compression.</summary>
    private static void Recompress(List<byte[]> chunks, Random random)
    {
        int at = chunks.FindIndex(c => c.AsSpan().StartsWith("IDAT"u8));
        if (at < 0)
            return;
        var rows = new MemoryStream();
        try
        {
            using var stream = new ZLibStream(new MemoryStream(chunks[at][4..]), CompressionMode.Decompress);
            stream.CopyTo(rows);
        }
        catch (Exception error) when (error is InvalidDataException or IOException)
        {
            return;
        }

        List<byte> bytes = [.. rows.ToArray()];
        ByteMutator.Mutate(bytes, random, 0..96);
        var compressed = new MemoryStream();
        compressed.Write("IDAT"u8);
        using (var stream = new ZLibStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
            stream.Write([.. bytes]);
        chunks[at] = compressed.ToArray();
    }

    private static byte[] MutateJpeg(byte[] seed, Random random)
    {
        // A part is a segment with its marker and its length, a scan with its coded data.
        var parts = new List<byte[]>();
        int at = 2;
        while (at + 4 <= seed.Length && seed[at] == 0xFF && seed[at + 1] != 0xD9)
        {
            int end = Math.Min(at + 2 + BinaryPrimitives.ReadUInt16BigEndian(seed.AsSpan(at + 2)), seed.Length);
            if (seed[at + 1] == 0xDA)
            {
                while (end + 1 < seed.Length && !(seed[end] == 0xFF && seed[end + 1] is not (0 or >= 0xD0 and <= 0xD7)))
                    end++;
            }

            parts.Add(seed[at..end]);
            at = end;
        }

        for (int i = random.Next(1, 4); i > 0 && parts.Count > 0; i--)
            MutatePart(parts, random, head: 4);
        List<byte> file = [0xFF, 0xD8];
        foreach (byte[] part in parts)
        {
            // Segments, but not scans, get a length that is right again.
            if (part is [0xFF, not 0xDA, _, _, ..] && part.Length < 65_538)
                BinaryPrimitives.WriteUInt16BigEndian(part.AsSpan(2), (ushort)(part.Length - 2));
            file.AddRange(part);
        }

        if (random.Next(4) > 0)
            file.AddRange([0xFF, 0xD9]);
        return [.. file];
    }

    private static void MutatePart(List<byte[]> parts, Random random, int head)
    {
        int first = random.Next(parts.Count), second = random.Next(parts.Count);
        switch (random.Next(7))
        {
            case 0:
                (parts[first], parts[second]) = (parts[second], parts[first]);
                break;
            case 1:
                parts.Insert(second, [.. parts[first]]);
                break;
            case 2:
                parts.RemoveAt(first);
                break;
            default:
                List<byte> content = [.. parts[first].AsSpan(Math.Min(head, parts[first].Length))];
                if (content.Count == 0)
                    break;
                ByteMutator.Mutate(content, random, 0..32);
                parts[first] = [.. parts[first].AsSpan(0, head), .. content];
                break;
        }
    }
}
