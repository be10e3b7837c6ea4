using EdgeNet.Vision.Reading;

namespace EdgeNet.Devices.Gpio;

/// <summary>Shows the last frame's fate on the lights, one of which is on, and passes everything on.</summary>
/// <param name="next">Where readings go besides.</param>
/// <param name="board">The lights.</param>
public sealed class LightReadings(IReadingSink next, GpioBoard board) : IReadingSink
{
    /// <inheritdoc/>
    public void OnReading(string name, DigitReading reading, TimeSpan time)
    {
        ArgumentNullException.ThrowIfNull(reading);
        Show(read: reading.IsAccepted, rejected: !reading.IsAccepted, fault: false);
        next.OnReading(name, reading, time);
    }

    /// <inheritdoc/>
    public void OnWarning(string message) => next.OnWarning(message);

    /// <inheritdoc/>
    public void OnError(FrameException error)
    {
        Show(read: false, rejected: false, fault: true);
        next.OnError(error);
    }

    private void Show(bool read, bool rejected, bool fault)
    {
        board.Read?.Set(read);
        board.Rejected?.Set(rejected);
        board.Fault?.Set(fault);
    }
}
