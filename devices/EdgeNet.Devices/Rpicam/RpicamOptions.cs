namespace EdgeNet.Devices.Rpicam;

/// <summary>What the Pi's own camera is asked for.</summary>
public sealed record RpicamOptions
{
    /// <summary>Pixels a row; rounded up to a multiple of 64, for the program pads rows to that and says nothing of it.</summary>
    public int Width { get; init; } = 640;

    /// <summary>Rows; rounded up to an even number.</summary>
    public int Height { get; init; } = 480;

    /// <summary>Frames a second, 1 to 120.</summary>
    public int FramesPerSecond { get; init; } = 15;

    /// <summary>Which camera where there are two, from 0.</summary>
    public int Camera { get; init; }

    /// <summary>Exposure in microseconds; null for what the camera finds.</summary>
    public int? Shutter { get; init; }

    /// <summary>Analogue and digital gain together, 1 or more; null for what the camera finds.</summary>
    public double? Gain { get; init; }

    /// <summary>The lens's position in dioptres, 1 over metres, for cameras that can focus; null for what the camera finds.</summary>
    public double? LensPosition { get; init; }

    /// <summary>Further arguments, as "--roi", "0.25,0.25,0.5,0.5" or "--vflip".</summary>
    public IReadOnlyList<string> MoreArguments { get; init; } = [];

    /// <summary>The programs that are looked for, the first found is taken; a path, or a name on PATH.</summary>
    public IReadOnlyList<string> Programs { get; init; } = ["rpicam-vid", "libcamera-vid"];
}
