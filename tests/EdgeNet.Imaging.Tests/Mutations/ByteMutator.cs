using System.Buffers.Binary;

namespace EdgeNet.Imaging.Tests.Mutations;

/// <summary>Damages bytes as disks, networks and enemies do: flips, overwrites, copies, removes, doubles and cuts.</summary>
internal static class ByteMutator
{
    private static readonly uint[] Extremes =
        [0, 1, 2, 0x7F, 0x80, 0xFF, 0x100, 0x7FFF, 0x8000, 0xFFFF, 0x1_0000, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF];

    /// <summary>Damages bytes in place of the list.</summary>
    /// <param name="bytes">The bytes; may become more or fewer.</param>
    /// <param name="random">Chooses the damage.</param>
    /// <param name="hot">Where damage does most; half of it goes there.</param>
    internal static void Mutate(List<byte> bytes, Random random, Range hot)
    {
        for (int i = random.Next(1, 6); i > 0 && bytes.Count > 0; i--)
        {
            int at = random.Next(bytes.Count);
            if (random.Next(2) == 0)
            {
                int from = Math.Min(hot.Start.GetOffset(bytes.Count), bytes.Count - 1);
                int to = Math.Clamp(hot.End.Value, from + 1, bytes.Count);
                at = random.Next(from, to);
            }

            Step(bytes, random, at);
        }
    }

    private static void Step(List<byte> bytes, Random random, int at)
    {
        int length = Math.Min(random.Next(8) == 0 ? random.Next(1, 1 + bytes.Count) : random.Next(1, 20), bytes.Count - at);
        switch (random.Next(9))
        {
            case 0 or 1:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 2:
                bytes[at] = (byte)random.Next(256);
                break;
            case 3:
                bytes.RemoveRange(at, length);
                break;
            case 4:
                bytes.InsertRange(at, bytes.GetRange(at, length));
                break;
            case 5:
                int to = random.Next(bytes.Count - length + 1);
                List<byte> block = bytes.GetRange(at, length);
                for (int i = 0; i < length; i++)
                    bytes[to + i] = block[i];
                break;
            case 6:
                bytes.RemoveRange(at, random.Next(4) == 0 ? bytes.Count - at : 1);
                break;
            case 7:
                bytes.Insert(at, 0xFF);
                break;
            default:
                WriteExtreme(bytes, random, at);
                break;
        }
    }

    private static void WriteExtreme(List<byte> bytes, Random random, int at)
    {
        Span<byte> value = stackalloc byte[4];
        uint extreme = Extremes[random.Next(Extremes.Length)];
        bool little = random.Next(2) == 0;
        int size = 1 << random.Next(3);
        if (little)
            BinaryPrimitives.WriteUInt32LittleEndian(value, extreme);
        else
            BinaryPrimitives.WriteUInt32BigEndian(value, extreme);
        for (int i = 0; i < size && at + i < bytes.Count; i++)
            bytes[at + i] = little ? value[i] : value[4 - size + i];
    }
}
