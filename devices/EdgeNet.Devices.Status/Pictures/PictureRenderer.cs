using System.Buffers;
using JpegLibrary;

namespace EdgeNet.Devices.Status.Pictures;

/// <summary>
/// Encodes the newest frame for the page, once for all who look at it and at most four times a second. JPEG, for a camera's noise makes
/// PNG five times larger and ten times slower.
/// </summary>
/// <param name="station">The frames.</param>
/// <param name="clock">The clock.</param>
internal sealed class PictureRenderer(IStation station, TimeProvider clock)
{
    internal const int Widest = 1024;

    private const int Quality = 80;
    private const int Kept = 2;

    private static readonly TimeSpan LeastPause = TimeSpan.FromMilliseconds(250);

    private readonly Lock _gate = new();
    private readonly FrameBuffer _picture = new();
    private readonly Queue<RenderedPicture> _rendered = new();
    private RenderedPicture? _newest;
    private byte[] _shrunk = [];
    private long _renderedAt;
    private long _captured;

    /// <summary>The newest picture; null before the first.</summary>
    internal RenderedPicture? Newest()
    {
        lock (_gate)
        {
            if (_newest is not null && clock.GetElapsedTime(_renderedAt) < LeastPause) return _newest;
            // A frame that is not there any longer was there: the one that was shown stays.
            if (!station.TryCopyPicture(_picture, out IReadOnlyList<StationDigit> digits)) return _newest;
            if (_newest is not null && _captured == _picture.Captured) return _newest;
            _newest = Render((_newest?.Number ?? 0) + 1, digits);
            _captured = _picture.Captured;
            _renderedAt = clock.GetTimestamp();
            _rendered.Enqueue(_newest);
            if (_rendered.Count > Kept) _rendered.Dequeue();
            return _newest;
        }
    }

    /// <summary>The picture of a number while it is kept, which is long enough to be fetched; else the newest.</summary>
    internal RenderedPicture? Find(long number)
    {
        lock (_gate)
        {
            foreach (RenderedPicture picture in _rendered)
            {
                if (picture.Number == number) return picture;
            }
        }

        return Newest();
    }

    private RenderedPicture Render(long number, IReadOnlyList<StationDigit> digits)
    {
        int factor = PictureShrinker.Factor(_picture.Width, Widest);
        int most = Math.Max(1, _picture.Width / factor) * Math.Max(1, _picture.Height / factor);
        if (_shrunk.Length < most) _shrunk = new byte[most];
        (int width, int height) = PictureShrinker.Shrink(_picture.Pixels, _picture.Width, _picture.Height, factor, _shrunk);
        var encoder = new JpegEncoder();
        JpegQuantizationTable steps = JpegStandardQuantizationTable.GetLuminanceTable(JpegElementPrecision.Precision8Bit, 0);
        encoder.SetQuantizationTable(JpegStandardQuantizationTable.ScaleByQuality(steps, Quality));
        encoder.SetHuffmanTable(true, 0, JpegStandardHuffmanEncodingTable.GetLuminanceDCTable());
        encoder.SetHuffmanTable(false, 0, JpegStandardHuffmanEncodingTable.GetLuminanceACTable());
        // Component 1 with table 0, not subsampled.
        encoder.AddComponent(1, 0, 0, 0, 1, 1);
        encoder.SetInputReader(new GreyBlocks(_shrunk.AsMemory(0, width * height), width, height));
        var output = new ArrayBufferWriter<byte>(64 << 10);
        encoder.SetOutput(output);
        encoder.Encode();
        DateTimeOffset time = clock.GetUtcNow() - clock.GetElapsedTime(_picture.Captured);
        return new RenderedPicture(number, time, _picture.Width, _picture.Height, digits, output.WrittenMemory);
    }
}
