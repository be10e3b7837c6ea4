namespace EdgeNet.Devices;

/// <summary>Which frames a reader gets that is slower than the camera.</summary>
public enum FrameDelivery
{
    /// <summary>The newest; those before it are dropped and counted. For cameras.</summary>
    Newest,

    /// <summary>Every one; the source waits for the reader. For recordings.</summary>
    Every,
}
