namespace EdgeNet.Devices.Station.Recording;

/// <summary>How much is recorded at most.</summary>
public sealed record RecordingOptions
{
    /// <summary>The most frames, 1 to <see cref="FrameIndex.MostFrames"/>.</summary>
    public int Frames { get; init; } = 1000;

    /// <summary>The most bytes of pictures.</summary>
    public long Bytes { get; init; } = 512L << 20;

    /// <summary>From the first frame to the last, at most.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>So many bytes stay free on the disk.</summary>
    public long KeepFree { get; init; } = 128L << 20;
}
