namespace EdgeNet.Devices;

/// <summary>A camera fails. Its source opens it again by itself; the message says what people can do.</summary>
/// <param name="name">The camera's name.</param>
/// <param name="fault">What is wrong.</param>
/// <param name="message">What is wrong and what to do, without the camera's name, which is put before it.</param>
/// <param name="innerException">What was reported below.</param>
public sealed class CameraException(string name, CameraFault fault, string message, Exception? innerException = null)
    : FrameException(name, $"{name}: {message}", innerException)
{
    /// <summary>What is wrong.</summary>
    public CameraFault Fault { get; } = fault;
}
