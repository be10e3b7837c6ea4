using EdgeNet.Vision.Pictures;

namespace EdgeNet.Devices;

/// <summary>A frame as its source lends it: valid until the next one is asked for, or the source is disposed.</summary>
/// <param name="name">What to call it in output: a picture's path, or a camera and a number.</param>
/// <param name="pixels">The frame, rows at whatever stride the source has.</param>
public readonly ref struct SourceFrame(string name, GreyFrame pixels)
{
    /// <summary>What to call it in output: a picture's path, or a camera and a number.</summary>
    public string Name { get; } = name;

    /// <summary>The frame, in the source's own buffer.</summary>
    public GreyFrame Pixels { get; } = pixels;
}
