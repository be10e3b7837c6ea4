using System.Buffers.Binary;
using System.Text;

namespace EdgeNet.Training.Tests.TensorBoard;

/// <summary>An event of an event file, decoded field by field as event.proto and summary.proto number them.</summary>
internal sealed class DecodedEvent
{
    public double Time { get; private set; }

    public long Step { get; private set; }

    public string? Version { get; private set; }

    public Dictionary<string, float> Scalars { get; } = [];

    public List<(string Tag, double[] Limits, double[] Buckets, double Count, double Sum)> Histograms { get; } = [];

    /// <summary>Reads all records, each of which must have right checksums.</summary>
    public static List<DecodedEvent> Read(string path)
    {
        byte[] file = File.ReadAllBytes(path);
        var events = new List<DecodedEvent>();
        for (int at = 0; at < file.Length;)
        {
            int length = checked((int)BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(at)));
            Assert.Equal(Masked(file.AsSpan(at, 8)), BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 8)));
            Assert.Equal(Masked(file.AsSpan(at + 12, length)), BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 12 + length)));
            events.Add(Decode(file.AsSpan(at + 12, length).ToArray()));
            at += length + 16;
        }

        return events;
    }

    /// <summary>CRC-32C bit by bit, reflected polynomial 0x82F63B78; then TFRecord's mask.</summary>
    private static uint Masked(ReadOnlySpan<byte> bytes)
    {
        uint crc = 0xFFFFFFFF;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? crc >> 1 ^ 0x82F63B78 : crc >> 1;
        }

        crc = ~crc;
        return unchecked((crc >> 15 | crc << 17) + 0xA282EAD8);
    }

    private static DecodedEvent Decode(byte[] message)
    {
        var decoded = new DecodedEvent();
        foreach ((int field, byte[] value) in Fields(message))
        {
            if (field == 1) decoded.Time = BitConverter.ToDouble(value);
            else if (field == 2) decoded.Step = BitConverter.ToInt64(value);
            else if (field == 3) decoded.Version = Encoding.UTF8.GetString(value);
            else if (field == 5) foreach ((_, byte[] one) in Fields(value)) decoded.Take(one);
            else Assert.Fail($"Event has an unexpected field {field}.");
        }

        return decoded;
    }

    private void Take(byte[] summaryValue)
    {
        Dictionary<int, byte[]> fields = Fields(summaryValue).ToDictionary(f => f.Field, f => f.Value);
        string tag = Encoding.UTF8.GetString(fields[1]);
        if (fields.TryGetValue(2, out byte[]? simple))
        {
            Scalars.Add(tag, BitConverter.ToSingle(simple));
            return;
        }

        Dictionary<int, byte[]> histogram = Fields(fields[5]).ToDictionary(f => f.Field, f => f.Value);
        Histograms.Add((tag, Doubles(histogram[6]), Doubles(histogram[7]), BitConverter.ToDouble(histogram[3]),
            BitConverter.ToDouble(histogram[4])));
    }

    private static double[] Doubles(byte[] packed) => [.. packed.Chunk(8).Select(c => BitConverter.ToDouble(c))];

    private static IEnumerable<(int Field, byte[] Value)> Fields(byte[] message)
    {
        for (int at = 0; at < message.Length;)
        {
            ulong key = Number(message, ref at);
            byte[] value;
            switch (key & 7)
            {
                case 0: value = BitConverter.GetBytes(Number(message, ref at)); break;
                case 1: value = message[at..(at += 8)]; break;
                case 2: int length = (int)Number(message, ref at); value = message[at..(at += length)]; break;
                case 5: value = message[at..(at += 4)]; break;
                default: throw new InvalidDataException($"Wire type {key & 7}.");
            }

            yield return ((int)(key >> 3), value);
        }
    }

    private static ulong Number(byte[] message, ref int at)
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte next = message[at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return value;
        }
    }
}
