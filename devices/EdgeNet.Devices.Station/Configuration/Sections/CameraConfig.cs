using EdgeNet.Devices.V4l2;

namespace EdgeNet.Devices.Station.Configuration.Sections;

/// <summary>[camera]: where frames come from.</summary>
public sealed record CameraConfig
{
    /// <summary>
    /// A V4L2 device's path, "rpicam" (or "rpicam 1" for the second one), an http or https address, "stdin" for a YUV4MPEG2 stream, or a
    /// path of a picture or a folder of them.
    /// </summary>
    public string Source { get; init; } = "rpicam";

    /// <summary>Pixels a row.</summary>
    public int Width { get; init; } = 640;

    /// <summary>Rows.</summary>
    public int Height { get; init; } = 480;

    /// <summary>Frames a second; null for what the camera does by itself.</summary>
    public int? FramesPerSecond { get; init; }

    /// <summary>V4L2's pixel formats that are taken, the best first; none for all that are read.</summary>
    public IReadOnlyList<PixelFormat> Formats { get; init; } = [];

    /// <summary>Exposure: of V4L2 in the camera's unit, of rpicam in microseconds; null for automatic.</summary>
    public int? Exposure { get; init; }

    /// <summary>Gain: of V4L2 in the camera's unit, of rpicam a factor; null for automatic.</summary>
    public double? Gain { get; init; }

    /// <summary>Focus: of V4L2 in the camera's unit, of rpicam in dioptres; null for automatic.</summary>
    public double? Focus { get; init; }

    /// <summary>Further V4L2 controls, as "power line frequency=1", or arguments of rpicam-vid.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>From one snapshot or picture to the next.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>So long without a frame, and the camera is opened anew.</summary>
    public TimeSpan Stall { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The user of a snapshot's address; null for none.</summary>
    public string? User { get; init; }

    /// <summary>The password.</summary>
    public string? Password { get; init; }
}
