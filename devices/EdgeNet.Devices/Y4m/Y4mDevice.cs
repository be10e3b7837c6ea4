using EdgeNet.Devices.Input;
using EdgeNet.Devices.Linux;

namespace EdgeNet.Devices.Y4m;

/// <summary>
/// Uncompressed frames as a YUV4MPEG2 stream, which most programs write: <c>ffmpeg -i rtsp://… -f yuv4mpegpipe - | …</c>. It is read
/// once: after an error within it there is no more.
/// </summary>
public sealed class Y4mDevice : IFrameDevice
{
    private Func<IByteInput>? _open;

    /// <summary>A stream, not opened yet.</summary>
    /// <param name="name">What to call it.</param>
    /// <param name="open">Opens it; it is called once, and disposed in the end.</param>
    public Y4mDevice(string name, Func<Stream> open)
        : this(name, () => new StreamInput(open()))
    {
        ArgumentNullException.ThrowIfNull(open);
    }

    internal Y4mDevice(string name, Func<IByteInput> open)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
        _open = open;
    }

    /// <summary>The standard input.</summary>
    public static Y4mDevice StandardInput() => new(
        "standard input",
        () => OperatingSystem.IsLinux() ? new DescriptorInput(0, Kernel.Instance) : new StreamInput(Console.OpenStandardInput()));

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public IFrameStream Open()
    {
        IByteInput? input = _open?.Invoke();
        _open = null;
        return new Y4mStream(Name, input);
    }
}
