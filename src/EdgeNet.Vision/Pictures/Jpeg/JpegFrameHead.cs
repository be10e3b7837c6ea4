using System.Buffers.Binary;

namespace EdgeNet.Vision.Pictures.Jpeg;

/// <summary>
/// What stands before the coded data of a camera's JPEG frame, checked: size, tables, components. Frames of one camera have the same, byte
/// for byte, so that it is parsed once.
/// </summary>
internal sealed class JpegFrameHead
{
    private readonly string _name;
    private readonly JpegTables _checks;
    private readonly ushort[]?[] _quantization = new ushort[]?[4];
    private readonly JpegHuffman?[] _dc = new JpegHuffman?[4];
    private readonly JpegHuffman?[] _ac = new JpegHuffman?[4];
    private JpegFrame? _frame;
    private byte[] _scan = [];
    private bool _hasJfif;
    private int _adobeTransform = -1;
    private int _orientation = PictureOrientation.Upright;
    private bool _isSequential;

    private JpegFrameHead(string name)
    {
        _name = name;
        _checks = new JpegTables(name);
    }

    internal JpegFrame Frame => _frame!;

    /// <summary>Bytes up to the coded data.</summary>
    internal int Length { get; private set; }

    /// <summary>MCUs between restart markers; 0 for none.</summary>
    internal int RestartInterval { get; private set; }

    /// <summary>
    /// Whether the luma can be taken straight from one scan: baseline, all components in it, the first a luma of full resolution, upright.
    /// Every camera's frames are such.
    /// </summary>
    internal bool IsPlain { get; private set; }

    /// <summary>The first component's quantisation, in zigzag order.</summary>
    internal ReadOnlySpan<ushort> Quantization => _quantization[Frame.Components[0].Quantization];

    /// <summary>The Huffman table of the means of a component.</summary>
    internal JpegHuffman Means(int component) => _dc[_scan[2 + 2 * component] >> 4]!;

    /// <summary>The Huffman table of the other coefficients of a component.</summary>
    internal JpegHuffman Coefficients(int component) => _ac[_scan[2 + 2 * component] & 15]!;

    /// <summary>Parses a frame up to its first scan.</summary>
    /// <exception cref="PictureException">It is damaged, or no JPEG picture.</exception>
    internal static JpegFrameHead Parse(ReadOnlySpan<byte> jpeg, string name)
    {
        if (jpeg is not [0xFF, JpegMarkers.Start, ..])
            throw PictureException.In(name, $"JPEG: expected a start-of-image marker, found {jpeg.Length} other bytes");
        var head = new JpegFrameHead(name);
        int position = 2;
        while (true)
        {
            ReadOnlySpan<byte> rest = jpeg[position..];
            int length = rest.Length < 4 ? 0 : BinaryPrimitives.ReadUInt16BigEndian(rest[2..]);
            if (length < 2 || rest[0] != 0xFF || length + 2 > rest.Length)
                throw PictureException.In(name, $"JPEG at byte {position}: expected a segment, found {rest.Length} other bytes");
            byte marker = rest[1];
            if (marker == 0xFF)
            {
                position++;
                continue;
            }

            ReadOnlySpan<byte> content = rest[4..(2 + length)];
            position += 2 + length;
            head.Add(marker, content, position - content.Length);
            if (marker != JpegMarkers.Scan)
                continue;
            head.Length = position;
            return head;
        }
    }

    private void Add(byte marker, ReadOnlySpan<byte> content, int position)
    {
        switch (marker)
        {
            case JpegMarkers.Baseline or JpegMarkers.Extended or JpegMarkers.Progressive when _frame is null:
                _isSequential = marker != JpegMarkers.Progressive;
                _frame = JpegFrame.Parse(content, position, !_isSequential, _name);
                break;
            case JpegMarkers.QuantizationTables:
                for (int length; content.Length > 0; content = content[length..], position += length)
                {
                    length = _checks.QuantizationLength(content, position);
                    SetQuantization(content);
                }

                break;
            case JpegMarkers.HuffmanTables:
                AddHuffman(content, position);
                break;
            case JpegMarkers.RestartInterval:
                RestartInterval = _checks.RestartInterval(content, position);
                break;
            case JpegMarkers.App0:
                _hasJfif |= content.StartsWith("JFIF\0"u8);
                break;
            case JpegMarkers.App1 when content.StartsWith(ExifOrientation.Prefix):
                _orientation = ExifOrientation.Read(content);
                break;
            case JpegMarkers.App14 when content.Length >= 12 && content.StartsWith("Adobe"u8):
                _adobeTransform = content[11];
                break;
            case JpegMarkers.Scan:
                AddScan(content, position);
                break;
        }
    }

    private void AddHuffman(ReadOnlySpan<byte> content, int position)
    {
        for (int length; content.Length > 0; content = content[length..], position += length)
        {
            length = _checks.HuffmanLength(content, position);
            JpegHuffman?[] tables = content[0] >> 4 == 0 ? _dc : _ac;
            ref JpegHuffman? table = ref tables[content[0] & 3];
            table ??= new JpegHuffman();
            table.Set(content.Slice(1, JpegHuffman.LongestCode), content[(1 + JpegHuffman.LongestCode)..length]);
        }
    }

    private void SetQuantization(ReadOnlySpan<byte> content)
    {
        ushort[] table = _quantization[content[0] & 3] ??= new ushort[64];
        bool isWide = content[0] >> 4 > 0;
        for (int i = 0; i < table.Length; i++)
            table[i] = isWide ? BinaryPrimitives.ReadUInt16BigEndian(content[(1 + 2 * i)..]) : content[1 + i];
    }

    private void AddScan(ReadOnlySpan<byte> content, int position)
    {
        if (_frame is not { } frame)
            throw PictureException.In(_name, $"JPEG scan at byte {position}: expected a frame header before it, found none");
        if (!Array.Exists(_dc, t => t is not null) && !Array.Exists(_ac, t => t is not null))
            AddHuffman(JpegStandardTables.Huffman, position);
        new JpegScans(_name).Add(content, position, frame, _checks);
        _scan = content.ToArray();
        bool isLuma = frame.Components.Length switch
        {
            1 => true,
            3 => _hasJfif || _adobeTransform > 0 || (_adobeTransform < 0 && !IsNamedRgb(frame)),
            _ => false,
        };
        IsPlain = _isSequential && isLuma && content[0] == frame.Components.Length && frame.IsFull(0)
            && _orientation == PictureOrientation.Upright;
    }

    private static bool IsNamedRgb(JpegFrame frame) =>
        (frame.Components[0].Id, frame.Components[1].Id, frame.Components[2].Id) == ((byte)'R', (byte)'G', (byte)'B');
}
