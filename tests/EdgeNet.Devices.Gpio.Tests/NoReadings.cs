using EdgeNet.Vision.Reading;

namespace EdgeNet.Devices.Gpio.Tests;

/// <summary>The end of a chain of sinks.</summary>
internal sealed class NoReadings : IReadingSink
{
    public int Readings { get; private set; }

    public List<string> Warnings { get; } = [];

    public int Errors { get; private set; }

    public void OnReading(string name, DigitReading reading, TimeSpan time) => Readings++;

    public void OnWarning(string message) => Warnings.Add(message);

    public void OnError(FrameException error) => Errors++;
}
