using EdgeNet.Devices.Linux;
using EdgeNet.Devices.V4l2.Abi;

namespace EdgeNet.Devices.V4l2;

/// <summary>
/// A camera by Video4Linux: USB cameras, capture cards, and the Pi's cameras where a driver makes grey or YUV of their raw pixels. Frames
/// are taken from the driver's memory, and only their luma.
/// </summary>
public sealed class V4l2Device : IFrameDevice
{
    private readonly V4l2Options _options;
    private readonly IKernel _kernel;

    /// <summary>A camera, not opened yet.</summary>
    /// <param name="path">Its device, as /dev/video0 or a link in /dev/v4l/by-id, which stays the same camera's.</param>
    /// <param name="options">What it is asked for; the defaults if null.</param>
    public V4l2Device(string path, V4l2Options? options = null)
        : this(path, options ?? new V4l2Options(), Kernel.Instance)
    {
    }

    internal V4l2Device(string path, V4l2Options options, IKernel kernel)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Buffers, 2, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Buffers, 32, nameof(options));
        Name = path;
        _options = options;
        _kernel = kernel;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public IFrameStream Open()
    {
        var camera = new V4l2Handle(Name, _kernel);
        try
        {
            ThrowIfNoCamera(camera);
            V4l2Format format = V4l2Negotiation.Set(camera, _options);
            V4l2Controls.Set(camera, _options.Controls);
            return new V4l2Stream(camera, format, _options);
        }
        catch
        {
            camera.Dispose();
            throw;
        }
    }

    /// <summary>What the camera offers, in the order in which it says so.</summary>
    /// <exception cref="CameraException">It cannot be opened.</exception>
    public IReadOnlyList<V4l2FormatInfo> ListFormats()
    {
        using var camera = new V4l2Handle(Name, _kernel);
        ThrowIfNoCamera(camera);
        return V4l2Formats.List(camera);
    }

    /// <summary>What can be set, in the camera's order.</summary>
    /// <exception cref="CameraException">The camera cannot be opened.</exception>
    public IReadOnlyList<V4l2ControlInfo> ListControls()
    {
        using var camera = new V4l2Handle(Name, _kernel);
        return V4l2Controls.List(camera);
    }

    private static unsafe void ThrowIfNoCamera(V4l2Handle camera)
    {
        V4l2Capability capability = default;
        int result = camera.TryCall(V4l2Call.QueryCapability, &capability);
        bool hasOwn = (capability.Capabilities & V4l2Capability.HasDeviceCapabilities) != 0;
        uint capabilities = hasOwn ? capability.DeviceCapabilities : capability.Capabilities;
        string? found = true switch
        {
            _ when result < 0 => "no video device",
            _ when (capabilities & V4l2Capability.VideoCaptureMultiplanar) != 0 => "a device whose frames have planes in separate memory",
            _ when (capabilities & V4l2Capability.VideoCapture) == 0 => "a video device that takes no pictures",
            _ when (capabilities & V4l2Capability.Streaming) == 0 => "a camera that does not stream",
            _ => null,
        };
        if (found is not null)
        {
            throw new CameraException(
                camera.Name,
                CameraFault.WrongFormat,
                $"expected a camera, found {found}: a camera has several nodes, try another; v4l2-ctl --list-devices lists them");
        }
    }
}
