namespace EdgeNet.Devices;

/// <summary>How a live source waits, retries and delivers.</summary>
public sealed record LiveOptions
{
    /// <summary>Which frames a reader gets that is slower than the camera.</summary>
    public FrameDelivery Delivery { get; init; } = FrameDelivery.Newest;

    /// <summary>So long without a frame, and the camera is taken for stalled and opened anew.</summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The wait before the first attempt to open it again. It doubles with each.</summary>
    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The longest wait between two attempts.</summary>
    public TimeSpan LongestRetry { get; init; } = TimeSpan.FromSeconds(30);
}
