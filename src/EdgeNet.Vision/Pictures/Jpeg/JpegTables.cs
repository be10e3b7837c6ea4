using System.Buffers.Binary;

namespace EdgeNet.Vision.Pictures.Jpeg;

/// <summary>
/// Checks tables of a JPEG file as they come, and keeps which are defined. The decoder behind it relies on what is checked here.
/// </summary>
internal sealed class JpegTables(string name)
{
    private const int MaxSegments = 2_000;
    private const int CodeLengths = 16;

    // No decoder needs more: 16 run lengths by 10 sizes, and the ends of blocks.
    private const int MaxCodes = 236;

    private int _segments;
    private int _quantization;
    private int _dc;
    private int _ac;

    internal bool HasQuantization(int table) => (_quantization >> table & 1) != 0;

    internal bool HasDc(int table) => (_dc >> table & 1) != 0;

    internal bool HasAc(int table) => (_ac >> table & 1) != 0;

    /// <summary>The length of the table at the beginning of a DHT segment's data, checked.</summary>
    internal int HuffmanLength(ReadOnlySpan<byte> data, int position)
    {
        CountSegment(position);
        if (data.Length < 1 + CodeLengths)
        {
            throw PictureException.In(
                name, $"JPEG Huffman table at byte {position}: expected at least {1 + CodeLengths} bytes, found {data.Length}");
        }

        int kind = data[0] >> 4;
        int id = data[0] & 15;
        if (kind > 1 || id > 3)
        {
            throw PictureException.In(
                name, $"JPEG Huffman table at byte {position}: expected class 0 or 1 and number 0 to 3, found {kind} and {id}");
        }

        int count = 0, room = 1;
        for (int length = 0; length < CodeLengths; length++)
        {
            count += data[1 + length];
            room = 2 * room - data[1 + length];
            if (room < 0)
            {
                throw PictureException.In(
                    name,
                    $"JPEG Huffman table at byte {position}: expected at most {room + data[1 + length]} codes of {length + 1} bits, found {data[1 + length]}");
            }
        }

        if (count is 0 or > MaxCodes)
            throw PictureException.In(name, $"JPEG Huffman table at byte {position}: expected 1 to {MaxCodes} codes, found {count}");
        int bytes = 1 + CodeLengths + count;
        if (data.Length < bytes)
            throw PictureException.In(name, $"JPEG Huffman table at byte {position}: expected {bytes} bytes, found {data.Length}");
        if (kind == 0 && data[(1 + CodeLengths)..bytes].ContainsAnyInRange((byte)16, (byte)255))
            throw PictureException.In(name, $"JPEG Huffman table at byte {position}: expected sizes of 0 to 15 bits, found larger");
        if (kind == 0)
            _dc |= 1 << id;
        else
            _ac |= 1 << id;
        return bytes;
    }

    /// <summary>The length of the table at the beginning of a DQT segment's data, checked.</summary>
    internal int QuantizationLength(ReadOnlySpan<byte> data, int position)
    {
        CountSegment(position);
        int precision = data[0] >> 4;
        int id = data[0] & 15;
        if (precision > 1 || id > 3)
        {
            throw PictureException.In(
                name,
                $"JPEG quantisation table at byte {position}: expected precision 0 or 1 and number 0 to 3, found {precision} and {id}");
        }

        int bytes = 1 + 64 * (precision + 1);
        if (data.Length < bytes)
            throw PictureException.In(name, $"JPEG quantisation table at byte {position}: expected {bytes} bytes, found {data.Length}");
        _quantization |= 1 << id;
        return bytes;
    }

    /// <summary>The restart interval of a DRI segment.</summary>
    internal int RestartInterval(ReadOnlySpan<byte> data, int position)
    {
        CountSegment(position);
        if (data.Length != 2)
            throw PictureException.In(name, $"JPEG restart interval at byte {position}: expected 2 bytes, found {data.Length}");
        return BinaryPrimitives.ReadUInt16BigEndian(data);
    }

    private void CountSegment(int position)
    {
        if (++_segments > MaxSegments)
            throw PictureException.In(name, $"JPEG table at byte {position}: expected at most {MaxSegments} tables, found more");
    }
}
