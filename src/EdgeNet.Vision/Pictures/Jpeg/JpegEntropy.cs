using System.Buffers.Binary;
using System.Numerics;

namespace EdgeNet.Vision.Pictures.Jpeg;

/// <summary>
/// Walks through the coded data of a JPEG file without making coefficients of them, and so finds what decoders make grey, or rubbish, of
/// without a word: data that end before the picture does, and codes that do not exist (ITU-T T.81, annexes F and G).
/// </summary>
internal sealed class JpegEntropy
{
    private const int LastCoefficient = 63;
    private const int ZeroRun = 15;

    private readonly JpegFrame _frame;
    private readonly string _name;
    private readonly PictureWarnings _warnings;
    private readonly JpegHuffman[] _dc = new JpegHuffman[4];
    private readonly JpegHuffman[] _ac = new JpegHuffman[4];

    // Of each block, the coefficients that are not zero so far: a scan that refines them has a bit for each.
    private readonly ulong[]?[] _nonzero = new ulong[]?[4];
    private int _interval;
    private int _run;

    private JpegEntropy(JpegFrame frame, string name, PictureWarnings warnings)
    {
        _frame = frame;
        _name = name;
        _warnings = warnings;
    }

    /// <summary>Checks all scans.</summary>
    /// <param name="file">The file.</param>
    /// <param name="layout">What it consists of; its segments have been checked.</param>
    /// <param name="name">Its name for messages.</param>
    /// <param name="warnings">Takes what is wrong and does no harm.</param>
    /// <exception cref="PictureException">The data are damaged or too few.</exception>
    internal static void Check(ReadOnlySpan<byte> file, JpegLayout layout, string name, PictureWarnings warnings)
    {
        var entropy = new JpegEntropy(layout.Frame, name, warnings) { _interval = layout.RestartInterval };
        entropy.PrepareToRefine(file, layout.Parts);
        for (int i = 0; i < layout.Parts.Count; i++)
        {
            JpegPart part = layout.Parts[i];
            ReadOnlySpan<byte> content = file.Slice(part.Start, part.Length);
            if (part.Marker == JpegMarkers.HuffmanTables)
                entropy.SetTable(content);
            else if (part.Marker == JpegMarkers.RestartInterval)
                entropy._interval = BinaryPrimitives.ReadUInt16BigEndian(content);
            else if (part.Marker == JpegMarkers.Scan)
                layout.Shorten(i, entropy.CheckScan(content, file.Slice(part.Start + part.Length, part.DataLength), part));
        }
    }

    /// <summary>Makes room for the coefficients of those components that a scan refines.</summary>
    private void PrepareToRefine(ReadOnlySpan<byte> file, IReadOnlyList<JpegPart> parts)
    {
        foreach (JpegPart part in parts)
        {
            ReadOnlySpan<byte> header = file.Slice(part.Start, part.Length);
            if (part.Marker != JpegMarkers.Scan || !_frame.IsProgressive || header[^3] == 0 || header[^1] >> 4 == 0)
                continue;
            int component = BitOperations.TrailingZeroCount(part.Components);
            (int columns, int rows) = _frame.Blocks(component);
            _nonzero[component] ??= new ulong[columns * rows];
        }
    }

    private void SetTable(ReadOnlySpan<byte> content)
    {
        JpegHuffman[] tables = content[0] >> 4 == 0 ? _dc : _ac;
        ref JpegHuffman table = ref tables[content[0] & 3];
        table ??= new JpegHuffman();
        table.Set(content.Slice(1, JpegHuffman.LongestCode), content[(1 + JpegHuffman.LongestCode)..]);
    }

    /// <returns>The bytes of data that the blocks take.</returns>
    private int CheckScan(ReadOnlySpan<byte> header, ReadOnlySpan<byte> data, JpegPart part)
    {
        int count = header[0];
        (int columns, int rows) = count == 1 ? _frame.Blocks(BitOperations.TrailingZeroCount(part.Components)) : _frame.Units();
        Span<int> components = stackalloc int[count];
        Span<int> blocks = stackalloc int[count];
        for (int i = 0; i < count; i++)
        {
            components[i] = _frame.IndexOf(header[1 + 2 * i]);
            JpegComponent component = _frame.Components[components[i]];
            blocks[i] = count == 1 ? 1 : component.Horizontal * component.Vertical;
        }

        var bits = new JpegBits(data);
        int restart = 0;
        long surplus = 0;
        _run = 0;
        for (int unit = 0; unit < columns * rows; unit++)
        {
            if (_interval > 0 && unit > 0 && unit % _interval == 0)
            {
                surplus += bits.SkipToMarker();
                if (bits.TakeRestart() != restart)
                    throw Damage(part, unit, columns, FormattableString.Invariant($"restart marker {restart}"));
                restart = (restart + 1) & 7;
                _run = 0;
            }

            for (int i = 0; i < count; i++)
            {
                for (int block = 0; block < blocks[i]; block++)
                {
                    if (!IsBlock(ref bits, header, header[2 + 2 * i], components[i], unit))
                        throw Damage(part, unit, columns, "a Huffman code");
                }
            }

            if (bits.IsShort)
                throw Damage(part, unit, columns, "more coded data");
        }

        int end = bits.End;
        surplus += bits.SkipToMarker();
        bits.TakeRestart();
        surplus += bits.SkipToMarker();
        if (surplus > 0)
            _warnings.Add($"JPEG scan at byte {part.Start}: expected coded data for {columns * rows} blocks, found {surplus} bytes more; passed over");
        return end;
    }

    private PictureException Damage(JpegPart part, int unit, int columns, string expected) => PictureException.In(
        _name, $"JPEG scan at byte {part.Start}, block ({unit % columns}, {unit / columns}): expected {expected}, found damage or the data's end");

    private bool IsBlock(ref JpegBits bits, ReadOnlySpan<byte> header, byte tables, int component, int block)
    {
        int first = header[^3], last = header[^2];
        if (!_frame.IsProgressive)
            return IsMean(ref bits, _dc[tables >> 4]) && AreCoefficients(ref bits, _ac[tables & 15], 1, LastCoefficient, null, 0);
        bool refines = header[^1] >> 4 > 0;
        if (first == 0 && !refines)
            return IsMean(ref bits, _dc[tables >> 4]);
        if (first == 0)
            bits.Skip(1);
        else if (refines)
            return AreRefined(ref bits, _ac[tables & 15], first, last, ref _nonzero[component]![block]);
        else
            return AreCoefficients(ref bits, _ac[tables & 15], first, last, _nonzero[component], block);
        return true;
    }

    private static bool IsMean(ref JpegBits bits, JpegHuffman table)
    {
        int length = table.Find(bits.Peek16(), out byte size);
        bits.Skip(length + size);
        return length > 0;
    }

    /// <summary>Coefficients of a block that are coded for the first time.</summary>
    private bool AreCoefficients(ref JpegBits bits, JpegHuffman table, int first, int last, ulong[]? nonzero, int block)
    {
        if (_run > 0)
        {
            _run--;
            return true;
        }

        for (int k = first; k <= last;)
        {
            int length = table.Find(bits.Peek16(), out byte symbol);
            if (length == 0)
                return false;
            bits.Skip(length);
            int zeros = symbol >> 4, size = symbol & 15;
            if (size == 0 && zeros < ZeroRun)
            {
                // Blocks that end here: a sequential scan knows of no more than this one.
                if (zeros > 0 && !_frame.IsProgressive)
                    return false;
                _run = (1 << zeros) + bits.Take(zeros) - 1;
                return true;
            }

            k += zeros;
            if (size > 0)
            {
                if (k > last)
                    return false;
                bits.Skip(size);
                if (nonzero is not null)
                    nonzero[block] |= 1ul << k;
            }

            k++;
        }

        return true;
    }

    /// <summary>Coefficients of a block that get another bit, and those that are not zero from now on.</summary>
    private bool AreRefined(ref JpegBits bits, JpegHuffman table, int first, int last, ref ulong nonzero)
    {
        int k = first;
        while (_run == 0 && k <= last)
        {
            int length = table.Find(bits.Peek16(), out byte symbol);
            if (length == 0)
                return false;
            bits.Skip(length);
            int zeros = symbol >> 4, size = symbol & 15;
            if (size == 0 && zeros < ZeroRun)
            {
                _run = (1 << zeros) + bits.Take(zeros);
                break;
            }

            if (size > 1)
                return false;
            bits.Skip(size);
            for (; k <= last; k++)
            {
                if ((nonzero >> k & 1) != 0)
                    bits.Skip(1);
                else if (--zeros < 0)
                    break;
            }

            if (size > 0 && k > last)
                return false;
            if (size > 0)
                nonzero |= 1ul << k;
            k++;
        }

        if (_run == 0)
            return true;
        _run--;
        if (k <= last)
            bits.Skip(BitOperations.PopCount(nonzero >> k << k & ulong.MaxValue >> (LastCoefficient - last)));
        return true;
    }
}
