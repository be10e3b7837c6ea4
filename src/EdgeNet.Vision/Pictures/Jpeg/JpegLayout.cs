using System.Buffers.Binary;

namespace EdgeNet.Vision.Pictures.Jpeg;

/// <summary>
/// What a JPEG file consists of, up to its end-of-image marker, after every segment and all coded data have been checked; no pixel is
/// allocated so far. What cameras put behind the end, as small pictures and films, is passed over. A file that ends without the marker is
/// read with a warning if nothing else is missing; one that was cut off in its coded data is refused: libjpeg makes grey of what is missing.
/// </summary>
internal sealed class JpegLayout
{
    private readonly string _name;
    private readonly PictureWarnings _warnings;
    private readonly JpegTables _tables;
    private readonly JpegScans _scans;
    private readonly List<JpegPart> _parts = [];
    private JpegFrame? _frame;
    private bool _hasScan;
    private bool _hasJfif;
    private bool _hasExif;
    private int _adobeTransform = -1;

    private JpegLayout(string name, PictureWarnings warnings)
    {
        _name = name;
        _warnings = warnings;
        _tables = new JpegTables(name);
        _scans = new JpegScans(name);
    }

    internal JpegFrame Frame => _frame!;

    /// <summary>Tables and scans as they follow each other, and restart intervals behind the first scan.</summary>
    internal IReadOnlyList<JpegPart> Parts => _parts;

    /// <summary>1 to 8, as EXIF has it.</summary>
    internal int Orientation { get; private set; } = PictureOrientation.Upright;

    /// <summary>MCUs between restart markers, at the first scan; 0 for none.</summary>
    internal int RestartInterval { get; private set; }

    /// <summary>Whether the file ends without an end-of-image marker.</summary>
    internal bool IsCutOff { get; private set; }

    /// <summary>What the components stand for, as libjpeg tells it.</summary>
    internal JpegColor Color => Frame.Components.Length switch
    {
        1 => JpegColor.Luma,
        3 when !_hasJfif && (_adobeTransform == 0 || (_adobeTransform < 0 && IsNamedRgb())) => JpegColor.Rgb,
        3 => JpegColor.YCbCr,
        _ => _adobeTransform == 2 ? JpegColor.Ycck : JpegColor.Cmyk,
    };

    /// <summary>Checks a file.</summary>
    /// <param name="file">The file, which begins with the start-of-image marker.</param>
    /// <param name="name">Its name for messages.</param>
    /// <param name="warnings">Takes what is wrong and does no harm.</param>
    /// <exception cref="PictureException">The file is damaged, of a kind that is not read, or beyond <see cref="PictureLimits"/>.</exception>
    internal static JpegLayout Parse(ReadOnlySpan<byte> file, string name, PictureWarnings warnings)
    {
        var layout = new JpegLayout(name, warnings);
        int position = 2;
        while (true)
        {
            byte marker = layout.NextMarker(file, ref position);
            if (marker == JpegMarkers.End)
                break;
            ReadOnlySpan<byte> content = layout.Segment(file, ref position, marker);
            if (marker == JpegMarkers.Scan)
                position = layout.AddScan(file, content, position);
            else
                layout.Add(marker, content, position - content.Length);
        }

        if (layout._frame is not { } frame)
            throw PictureException.In(name, $"JPEG: expected a frame header, found none");
        layout._scans.CheckEnd(frame);
        if (layout.IsCutOff)
            layout._scans.CheckWhole(frame);
        JpegEntropy.Check(file, layout, name, warnings);
        return layout;
    }

    /// <summary>Takes bytes off the end of a scan's data.</summary>
    internal void Shorten(int part, int dataLength) => _parts[part] = _parts[part] with { DataLength = dataLength };

    /// <summary>Steps over a marker; bytes before it are none of the file's format.</summary>
    private byte NextMarker(ReadOnlySpan<byte> file, ref int position)
    {
        int start = position;
        while (true)
        {
            int skipped = file[position..].IndexOf((byte)0xFF);
            int next = skipped < 0 ? -1 : file[(position + skipped)..].IndexOfAnyExcept((byte)0xFF);
            if (next < 0)
            {
                if (!_hasScan)
                    throw PictureException.In(_name, $"JPEG at byte {start}: expected a marker, found the end of the file");
                _warnings.Add($"JPEG at byte {start}: expected an end-of-image marker, found the end of the file");
                IsCutOff = true;
                return JpegMarkers.End;
            }

            position += skipped + next + 1;
            byte marker = file[position - 1];
            if (skipped > 0)
                _warnings.Add($"JPEG at byte {start}: expected a marker, found {skipped} other bytes; passed over");
            if (marker is > 1 and not (>= JpegMarkers.FirstRestart and <= JpegMarkers.LastRestart))
                return marker;
        }
    }

    private ReadOnlySpan<byte> Segment(ReadOnlySpan<byte> file, ref int position, byte marker)
    {
        ReadOnlySpan<byte> rest = file[position..];
        int length = rest.Length < 2 ? 0 : BinaryPrimitives.ReadUInt16BigEndian(rest);
        if (rest.Length < 2 || length > rest.Length)
        {
            throw PictureException.In(
                _name,
                $"JPEG segment 0x{marker:X2} at byte {position - 2}: expected {Math.Max(length, 2)} bytes, found {rest.Length} before the end of the file");
        }

        if (length < 2 || marker == JpegMarkers.Start)
        {
            throw PictureException.In(
                _name, $"JPEG at byte {position - 2}: expected a segment, found marker 0x{marker:X2} and length {length}");
        }

        position += length;
        return rest[2..length];
    }

    private void Add(byte marker, ReadOnlySpan<byte> content, int position)
    {
        switch (marker)
        {
            case JpegMarkers.Baseline or JpegMarkers.Extended or JpegMarkers.Progressive:
                if (_frame is not null)
                    throw PictureException.In(_name, $"JPEG frame header at byte {position}: expected only one, found a second");
                _frame = JpegFrame.Parse(content, position, marker == JpegMarkers.Progressive, _name);
                break;
            case JpegMarkers.HuffmanTables or JpegMarkers.QuantizationTables:
                for (int done = 0, length; done < content.Length; done += length)
                {
                    ReadOnlySpan<byte> rest = content[done..];
                    length = marker == JpegMarkers.HuffmanTables
                        ? _tables.HuffmanLength(rest, position + done)
                        : _tables.QuantizationLength(rest, position + done);
                    _parts.Add(new JpegPart(marker, position + done, length));
                }

                break;
            case JpegMarkers.RestartInterval:
                int interval = _tables.RestartInterval(content, position);
                if (_hasScan)
                    _parts.Add(new JpegPart(marker, position, content.Length));
                else
                    RestartInterval = interval;
                break;
            case JpegMarkers.App0:
                _hasJfif |= content.StartsWith("JFIF\0"u8);
                break;
            case JpegMarkers.App1 when !_hasExif && content.StartsWith(ExifOrientation.Prefix):
                _hasExif = true;
                Orientation = ExifOrientation.Read(content);
                break;
            case JpegMarkers.App14 when content.Length >= 12 && content.StartsWith("Adobe"u8):
                _adobeTransform = content[11];
                break;
            default:
                if (JpegMarkers.OtherFrame(marker) is { } kind)
                {
                    throw PictureException.In(
                        _name, $"JPEG frame header at byte {position}: expected a baseline or progressive picture, found {kind}");
                }

                break;
        }
    }

    /// <returns>Where the scan's coded data end; they may end with the file.</returns>
    private int AddScan(ReadOnlySpan<byte> file, ReadOnlySpan<byte> header, int data)
    {
        if (_frame is not { } frame)
            throw PictureException.In(_name, $"JPEG scan at byte {data}: expected a frame header before it, found none");
        _hasScan = true;
        int components = _scans.Add(header, data - header.Length, frame, _tables);
        int end = FindScanEnd(file, data);
        _scans.AddData(end - data);
        _parts.Add(new JpegPart(JpegMarkers.Scan, data - header.Length, header.Length, components, end - data));
        return end;
    }

    /// <summary>The next marker that is none of those within coded data: restart, and 0xFF as a value.</summary>
    private static int FindScanEnd(ReadOnlySpan<byte> file, int position)
    {
        while (true)
        {
            int found = file[position..].IndexOf((byte)0xFF);
            if (found < 0)
                return file.Length;
            position += found;
            if (position + 1 == file.Length)
                return position;
            byte next = file[position + 1];
            if (next is not (0 or 0xFF or >= JpegMarkers.FirstRestart and <= JpegMarkers.LastRestart))
                return position;
            position += next == 0xFF ? 1 : 2;
        }
    }

    private bool IsNamedRgb() =>
        (Frame.Components[0].Id, Frame.Components[1].Id, Frame.Components[2].Id) == ((byte)'R', (byte)'G', (byte)'B');
}
