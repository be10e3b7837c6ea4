using EdgeNet.Cli.Output;
using EdgeNet.Devices;
using EdgeNet.Vision.Reading;

namespace EdgeNet.Cli.Reading;

/// <summary>Readings for people, a line each.</summary>
internal sealed class TextReadings(CommandOutput output) : IReadingSink
{
    public void OnReading(string name, ZipReading reading, TimeSpan time)
    {
        string answer = reading.IsZipCode ? reading.ToString() : "no ZIP code";
        output.Out.WriteLine($"{name}: {answer} (confidence {Format.Percent(reading.Confidence)}, {Format.Fixed(time.TotalMilliseconds, 1)} ms)");
    }

    public void OnWarning(string message) => output.WriteError(message);

    public void OnError(FrameException error) => output.WriteError(error.Message);
}
