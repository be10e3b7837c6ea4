namespace EdgeNet.Devices.Station.Tests.Loop;

/// <summary>A frame of a test's scene, and what a reader reads in it.</summary>
/// <param name="Look">What lies there: scenes of different numbers look different; 0 is the empty table.</param>
/// <param name="Text">What is read; null for nothing.</param>
/// <param name="Confidence">How surely.</param>
internal sealed record Scene(int Look, string? Text, float Confidence = 0.97f)
{
    /// <summary>What is added to every pixel, as by another light.</summary>
    public int Light { get; init; }

    /// <summary>What happens in place of a frame.</summary>
    public Exception? Error { get; init; }

    /// <summary>What happens before the frame comes.</summary>
    public Action? Before { get; init; }

    public static Scene Table { get; } = new(0, null);
}
