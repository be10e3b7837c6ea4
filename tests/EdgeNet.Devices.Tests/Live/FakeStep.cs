namespace EdgeNet.Devices.Tests.Live;

/// <summary>What a device does when it is opened or read.</summary>
internal sealed record FakeStep(StreamResult Result)
{
    public static readonly FakeStep Nothing = new(StreamResult.Nothing);

    public static readonly FakeStep End = new(StreamResult.End);

    public byte Grey { get; init; }

    public long Missed { get; init; }

    public string? Warning { get; init; }

    public Exception? Error { get; init; }

    public CameraException? OpenFault { get; init; }

    public Action? Before { get; init; }

    public static FakeStep Frame(byte grey, long missed = 0) => new(StreamResult.Frame) { Grey = grey, Missed = missed };

    public static FakeStep Throws(CameraFault fault, string message = "broken") =>
        new(StreamResult.Nothing) { Error = new CameraException("camera", fault, message) };

    public static FakeStep RefusesToOpen(CameraFault fault, string message = "broken") =>
        new(StreamResult.Nothing) { OpenFault = new CameraException("camera", fault, message) };
}
