namespace EdgeNet.Vision.Pictures.Jpeg;

/// <summary>Checks the scans of a JPEG file as they come: their components, tables, coefficients and number.</summary>
internal sealed class JpegScans(string name)
{
    // A progressive file has about ten; each costs a pass over the whole picture.
    private const int MaxScans = 100;
    private const int LastCoefficient = 63;
    private const int MaxShift = 13;

    // Of each component's coefficients, whether all bits have been coded.
    private readonly ulong[] _whole = new ulong[4];
    private int _count;
    private int _coded;
    private long _bytes;

    /// <summary>Checks a scan's header.</summary>
    /// <returns>A set of components: bit i for component i of the frame.</returns>
    internal int Add(ReadOnlySpan<byte> header, int position, JpegFrame frame, JpegTables tables)
    {
        int count = header.IsEmpty ? 0 : header[0];
        if (count < 1 || count > frame.Components.Length || header.Length != 4 + 2 * count)
        {
            throw PictureException.In(
                name,
                $"JPEG scan at byte {position}: expected 1 to {frame.Components.Length} components, found {count} in {header.Length} bytes");
        }

        if (++_count > (frame.IsProgressive ? MaxScans : frame.Components.Length))
            throw PictureException.In(name, $"JPEG scan at byte {position}: expected at most {_count - 1} scans, found more");
        int first = header[^3];
        int last = header[^2];
        if (frame.IsProgressive && (first > last || last > LastCoefficient || (first == 0) != (last == 0) || (first > 0 && count > 1)))
        {
            throw PictureException.In(
                name,
                $"JPEG scan at byte {position}: expected coefficient 0, or some of 1 to 63 of one component, found {first} to {last} of {count}");
        }

        if (frame.IsProgressive && ((header[^1] & 15) > MaxShift || header[^1] >> 4 > MaxShift))
        {
            throw PictureException.In(
                name,
                $"JPEG scan at byte {position}: expected bit positions of at most {MaxShift}, found {header[^1] & 15} and {header[^1] >> 4}");
        }

        bool needsDc = !frame.IsProgressive || (first == 0 && header[^1] >> 4 == 0);
        bool needsAc = !frame.IsProgressive || first > 0;
        int components = 0;
        for (int i = 0; i < count; i++)
        {
            byte id = header[1 + 2 * i];
            int component = frame.IndexOf(id);
            if (component < 0 || components >> component != 0)
            {
                throw PictureException.In(
                    name, $"JPEG scan at byte {position}: expected components of the frame, in its order, found {id}");
            }

            components |= 1 << component;
            if ((header[^1] & 15) == 0 || !frame.IsProgressive)
                _whole[component] |= frame.IsProgressive ? ulong.MaxValue >> (LastCoefficient - last) & ulong.MaxValue << first : ulong.MaxValue;
            CheckTables(header[2 + 2 * i], frame.Components[component], needsDc, needsAc, tables, position);
        }

        if (!frame.IsProgressive && (_coded & components) != 0)
            throw PictureException.In(name, $"JPEG scan at byte {position}: expected each component in one scan, found one again");
        if (first == 0 || !frame.IsProgressive)
            _coded |= components;
        return components;
    }

    /// <summary>Counts a scan's coded data.</summary>
    internal void AddData(int bytes) => _bytes += bytes;

    /// <summary>Checks that all components have been coded, and that the data can be as many as the picture is large.</summary>
    internal void CheckEnd(JpegFrame frame)
    {
        if (_coded != (1 << frame.Components.Length) - 1)
            throw PictureException.In(name, $"JPEG: expected scans of all {frame.Components.Length} components, found none of some");
        // A block takes a bit for its mean at least, and where it is coded at once another for its end.
        (int columns, int rows) = frame.Blocks(0);
        long least = ((long)columns * rows * (frame.IsProgressive ? 1 : 2) + 7) / 8;
        if (_bytes < least)
        {
            throw PictureException.In(
                name, $"JPEG: expected at least {least} bytes of coded data for {frame.Width}x{frame.Height} pixels, found {_bytes}");
        }
    }

    /// <summary>Checks that no scan is missing from a file without an end: all bits of all coefficients have been coded.</summary>
    internal void CheckWhole(JpegFrame frame)
    {
        for (int i = 0; i < frame.Components.Length; i++)
        {
            if (_whole[i] != ulong.MaxValue)
                throw PictureException.In(name, $"JPEG: expected more scans, which make the picture sharp, found the end of the file");
        }
    }

    private void CheckTables(byte selectors, JpegComponent component, bool needsDc, bool needsAc, JpegTables tables, int position)
    {
        int dc = selectors >> 4;
        int ac = selectors & 15;
        if (needsDc && !tables.HasDc(dc))
            throw PictureException.In(name, $"JPEG scan at byte {position}: expected Huffman table {dc} for DC before it, found none");
        if (needsAc && !tables.HasAc(ac))
            throw PictureException.In(name, $"JPEG scan at byte {position}: expected Huffman table {ac} for AC before it, found none");
        if (!tables.HasQuantization(component.Quantization))
        {
            throw PictureException.In(
                name, $"JPEG scan at byte {position}: expected quantisation table {component.Quantization} before it, found none");
        }
    }
}
