namespace EdgeNet.Devices.V4l2;

/// <summary>What a V4L2 camera is asked for.</summary>
public sealed record V4l2Options
{
    /// <summary>Pixels a row; the camera's nearest size is taken.</summary>
    public int Width { get; init; } = 640;

    /// <summary>Rows.</summary>
    public int Height { get; init; } = 480;

    /// <summary>Frames a second; 0 for what the camera does by itself.</summary>
    public int FramesPerSecond { get; init; }

    /// <summary>
    /// The pixel formats to take, the best first: of two that come equally near to the size the earlier one is taken. Those that cost least
    /// to read come first unless told otherwise; put <see cref="PixelFormat.MotionJpeg"/> first where a USB camera's other formats are
    /// slow.
    /// </summary>
    public IReadOnlyList<PixelFormat> Formats { get; init; } = PixelFormat.Known;

    /// <summary>
    /// Settings by name, in the order in which they are made: "exposure" (in the camera's unit, for most 100 µs), "gain", "focus", which
    /// also end what would set them by itself, or any control's own name, as "power line frequency".
    /// </summary>
    public IReadOnlyList<KeyValuePair<string, int>> Controls { get; init; } = [];

    /// <summary>Buffers in the driver, 2 to 32.</summary>
    public int Buffers { get; init; } = 4;
}
