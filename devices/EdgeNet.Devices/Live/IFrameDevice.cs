namespace EdgeNet.Devices;

/// <summary>
/// Something that frames come from live, before it is opened: a camera, a program, an address. <see cref="LiveSource"/> opens it, opens it
/// again when it fails, and does everything else that a source does. This is the whole of what a new kind of camera has to be.
/// </summary>
public interface IFrameDevice
{
    /// <summary>What to call it in output and messages.</summary>
    string Name { get; }

    /// <summary>How long it gives no frame by design, as between two snapshots: no stall before that.</summary>
    TimeSpan LongestPause => TimeSpan.Zero;

    /// <summary>Opens it.</summary>
    /// <returns>Its frames, until it is disposed.</returns>
    /// <exception cref="CameraException">It cannot be opened.</exception>
    IFrameStream Open();
}
