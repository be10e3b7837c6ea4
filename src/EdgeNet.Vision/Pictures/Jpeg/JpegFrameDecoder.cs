namespace EdgeNet.Vision.Pictures.Jpeg;

/// <summary>
/// Decodes a camera's JPEG frames, one after the other, to their luma, and allocates nothing a frame as long as what stands before the
/// coded data stays the same. Frames without Huffman tables, as USB cameras give them, are read with the standard's. Pictures that no
/// camera sends (progressive, in RGB, in several scans, turned by EXIF) are decoded by <see cref="PictureReader.Device"/>.
/// </summary>
/// <param name="name">The name for messages.</param>
public sealed class JpegFrameDecoder(string name)
{
    private const int LastCoefficient = 63;
    private const int ZeroRun = 15;

    private readonly int[] _block = new int[64];
    private readonly byte[] _edge = new byte[64];
    private byte[] _headBytes = [];
    private JpegFrameHead? _head;
    private GreyPicture? _picture;

    /// <summary>Zigzag order: where in a block, row by row, the coefficients belong.</summary>
    private static ReadOnlySpan<byte> Places =>
    [
        0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28,
        35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
    ];

    /// <summary>Pixels a row of the frame that was begun.</summary>
    public int Width => _picture?.Width ?? _head?.Frame.Width ?? 0;

    /// <summary>Rows of the frame that was begun.</summary>
    public int Height => _picture?.Height ?? _head?.Frame.Height ?? 0;

    /// <summary>Reads a frame's size.</summary>
    /// <param name="jpeg">The frame; bytes behind its end are passed over.</param>
    /// <exception cref="PictureException">It is damaged, no JPEG picture, or beyond <see cref="PictureLimits"/>.</exception>
    public void Begin(ReadOnlySpan<byte> jpeg)
    {
        _picture = null;
        if (_head is null || !jpeg.StartsWith(_headBytes))
        {
            _head = null;
            var head = JpegFrameHead.Parse(jpeg, name);
            _headBytes = jpeg[..head.Length].ToArray();
            _head = head;
        }

        if (!_head.IsPlain)
        {
            _picture = PictureReader.Device.Read(jpeg, name);
            return;
        }

        // Before memory is taken: each block has a bit for its mean at least, and another for its end.
        (int columns, int rows) = _head.Frame.Blocks(0);
        long least = ((long)columns * rows * 2 + 7) / 8;
        if (jpeg.Length - _head.Length < least)
        {
            throw PictureException.In(
                name,
                $"JPEG: expected at least {least} bytes of coded data for {Width}x{Height} pixels, found {jpeg.Length - _head.Length}");
        }
    }

    /// <summary>Decodes the frame that was begun.</summary>
    /// <param name="jpeg">The frame.</param>
    /// <param name="luma">Takes <see cref="Width"/> × <see cref="Height"/> bytes, row by row from the top.</param>
    /// <exception cref="PictureException">The coded data are damaged or cut off.</exception>
    public void Decode(ReadOnlySpan<byte> jpeg, Span<byte> luma)
    {
        if (_head is not { } head)
            throw new InvalidOperationException("No frame was begun.");
        if (luma.Length != Width * Height)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"Expected {Width * Height} bytes, found {luma.Length}."), nameof(luma));
        }

        if (_picture is not null)
            _picture.Pixels.CopyTo(luma);
        else
            DecodeScan(head, jpeg[head.Length..], luma);
    }

    private void DecodeScan(JpegFrameHead head, ReadOnlySpan<byte> data, Span<byte> luma)
    {
        JpegComponent[] components = head.Frame.Components;
        bool isAlone = components.Length == 1;
        (int columns, int rows) = isAlone ? head.Frame.Blocks(0) : head.Frame.Units();
        (int across, int down) = isAlone ? (1, 1) : (components[0].Horizontal, components[0].Vertical);
        var bits = new JpegBits(data);
        int mean = 0, restart = 0;
        for (int unit = 0; unit < columns * rows; unit++)
        {
            if (head.RestartInterval > 0 && unit > 0 && unit % head.RestartInterval == 0)
            {
                bits.SkipToMarker();
                if (bits.TakeRestart() != restart)
                    throw Damage(unit, columns, "a restart marker");
                restart = (restart + 1) & 7;
                mean = 0;
            }

            int x = unit % columns * across, y = unit / columns * down;
            for (int block = 0; block < across * down; block++)
            {
                if (!TakeBlock(ref bits, head, ref mean))
                    throw Damage(unit, columns, "a Huffman code");
                Place(luma, (x + block % across) * JpegTransform.Side, (y + block / across) * JpegTransform.Side);
            }

            for (int i = 1; i < components.Length; i++)
            {
                for (int block = components[i].Horizontal * components[i].Vertical; block > 0; block--)
                {
                    if (!SkipBlock(ref bits, head.Means(i), head.Coefficients(i)))
                        throw Damage(unit, columns, "a Huffman code");
                }
            }

            if (bits.IsShort)
                throw Damage(unit, columns, "more coded data");
        }
    }

    private bool TakeBlock(ref JpegBits bits, JpegFrameHead head, ref int mean)
    {
        ReadOnlySpan<ushort> quantization = head.Quantization;
        Span<int> block = _block;
        block.Clear();
        int length = head.Means(0).Find(bits.Peek16(), out byte symbol);
        if (length == 0)
            return false;
        bits.Skip(length);
        mean += Value(ref bits, symbol);
        block[0] = mean * quantization[0];
        JpegHuffman table = head.Coefficients(0);
        for (int k = 1; k <= LastCoefficient; k++)
        {
            length = table.Find(bits.Peek16(), out symbol);
            if (length == 0)
                return false;
            bits.Skip(length);
            int zeros = symbol >> 4, size = symbol & 15;
            if (size == 0 && zeros < ZeroRun)
                return zeros == 0;
            k += zeros;
            if (size == 0)
                continue;
            if (k > LastCoefficient)
                return false;
            block[Places[k]] = Value(ref bits, size) * quantization[k];
        }

        return true;
    }

    private static bool SkipBlock(ref JpegBits bits, JpegHuffman means, JpegHuffman table)
    {
        int length = means.Find(bits.Peek16(), out byte symbol);
        if (length == 0)
            return false;
        bits.Skip(length + symbol);
        for (int k = 1; k <= LastCoefficient; k++)
        {
            length = table.Find(bits.Peek16(), out symbol);
            if (length == 0)
                return false;
            int zeros = symbol >> 4, size = symbol & 15;
            bits.Skip(length + size);
            if (size == 0 && zeros < ZeroRun)
                return zeros == 0;
            k += zeros;
            if (size > 0 && k > LastCoefficient)
                return false;
        }

        return true;
    }

    /// <summary>A number of so many bits; those that begin with 0 are negative (T.81, figure F.12).</summary>
    private static int Value(ref JpegBits bits, int size)
    {
        int value = bits.Take(size);
        return size == 0 || value >> (size - 1) != 0 ? value : value - (1 << size) + 1;
    }

    private void Place(Span<byte> luma, int x, int y)
    {
        int columns = Math.Min(JpegTransform.Side, Width - x), rows = Math.Min(JpegTransform.Side, Height - y);
        // Units reach beyond the picture's right and lower edge, with blocks that are not seen at all.
        if (columns <= 0 || rows <= 0)
            return;
        if (columns == JpegTransform.Side && rows == JpegTransform.Side)
        {
            JpegTransform.Inverse(_block, luma[(y * Width + x)..], Width);
            return;
        }

        JpegTransform.Inverse(_block, _edge, JpegTransform.Side);
        for (int row = 0; row < rows; row++)
            _edge.AsSpan(row * JpegTransform.Side, columns).CopyTo(luma[((y + row) * Width + x)..]);
    }

    private PictureException Damage(int unit, int columns, string expected) => PictureException.In(
        name, $"JPEG scan, block ({unit % columns}, {unit / columns}): expected {expected}, found damage or the data's end");
}
