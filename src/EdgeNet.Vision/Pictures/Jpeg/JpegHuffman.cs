namespace EdgeNet.Vision.Pictures.Jpeg;

/// <summary>A Huffman table of a JPEG file, to look codes up in (ITU-T T.81, annex C): the short ones at once, the others by length.</summary>
internal sealed class JpegHuffman
{
    internal const int LongestCode = 16;

    /// <summary>Codes of up to so many bits are found at once.</summary>
    internal const int FastBits = 9;

    // Length in the upper byte, value in the lower; 0 for longer codes and for none.
    private readonly ushort[] _fast = new ushort[1 << FastBits];
    private readonly int[] _end = new int[LongestCode + 1];
    private readonly int[] _offset = new int[LongestCode + 1];
    private readonly byte[] _values = new byte[256];

    /// <summary>Takes a table as the file has it: 16 counts of codes, and the codes' values. It has been checked.</summary>
    internal void Set(ReadOnlySpan<byte> counts, ReadOnlySpan<byte> values)
    {
        values.CopyTo(_values);
        Array.Clear(_fast);
        int code = 0, index = 0;
        for (int length = 1; length <= LongestCode; length++)
        {
            int count = counts[length - 1];
            _offset[length] = index - code;
            for (int i = 0; i < count && length <= FastBits; i++)
                _fast.AsSpan((code + i) << (FastBits - length), 1 << (FastBits - length)).Fill((ushort)(length << 8 | _values[index + i]));
            index += count;
            code += count;
            _end[length] = code;
            code <<= 1;
        }
    }

    /// <summary>Finds a code.</summary>
    /// <param name="bits">The next 16 bits, the first of them the highest.</param>
    /// <param name="value">What it stands for.</param>
    /// <returns>The code's length; 0 for none.</returns>
    internal int Find(int bits, out byte value)
    {
        int entry = _fast[bits >> (LongestCode - FastBits)];
        if (entry != 0)
        {
            value = (byte)entry;
            return entry >> 8;
        }

        for (int length = FastBits + 1; length <= LongestCode; length++)
        {
            int code = bits >> (LongestCode - length);
            if (code < _end[length])
            {
                value = _values[code + _offset[length]];
                return length;
            }
        }

        value = 0;
        return 0;
    }
}
