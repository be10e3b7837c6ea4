using EdgeNet.Vision.Pictures;

namespace EdgeNet.Devices;

/// <summary>A frame's place in memory, reused from frame to frame: it allocates only when a frame is larger than all before.</summary>
public sealed class FrameBuffer
{
    private byte[] _pixels = [];

    /// <summary>Pixels a row; 0 before the first frame.</summary>
    public int Width { get; private set; }

    /// <summary>Rows; 0 before the first frame.</summary>
    public int Height { get; private set; }

    /// <summary>The pixels, tightly packed, row by row from the top: 0 black, 255 white.</summary>
    public Span<byte> Pixels => _pixels.AsSpan(0, Width * Height);

    /// <summary>The pixels as a frame.</summary>
    public GreyFrame Frame => new(Pixels, Width, Height);

    /// <summary>When the frame was taken, in the ticks of <see cref="System.Diagnostics.Stopwatch.GetTimestamp"/>.</summary>
    public long Captured { get; set; }

    /// <summary>Frames between the one before and this one that the device did not hand over.</summary>
    public long Missed { get; set; }

    /// <summary>What is to be told of the frame, one line; null for nothing.</summary>
    public string? Warning { get; set; }

    /// <summary>The frame's number, from 0; counted by the source.</summary>
    internal long Number { get; set; }

    /// <summary>Makes room for a frame. What is in the pixels afterwards is undefined.</summary>
    /// <param name="width">Pixels a row, 1 to <see cref="PictureLimits.MaxSide"/>.</param>
    /// <param name="height">Rows, 1 to <see cref="PictureLimits.MaxSide"/>.</param>
    /// <returns>The pixels to fill.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A side, or the number of pixels, is beyond <see cref="PictureLimits"/>.</exception>
    public Span<byte> Resize(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, PictureLimits.MaxSide);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(height, PictureLimits.MaxSide);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)width * height, PictureLimits.MaxPixels, nameof(height));
        if (_pixels.Length < width * height)
            _pixels = GC.AllocateUninitializedArray<byte>(width * height);
        Width = width;
        Height = height;
        return Pixels;
    }

    /// <summary>Takes a frame over row by row.</summary>
    /// <param name="frame">The frame.</param>
    public void CopyFrom(GreyFrame frame)
    {
        Span<byte> to = Resize(frame.Width, frame.Height);
        for (int y = 0; y < frame.Height; y++, to = to[frame.Width..])
            frame.Row(y).CopyTo(to);
    }
}
