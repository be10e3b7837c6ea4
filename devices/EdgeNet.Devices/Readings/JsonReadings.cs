using EdgeNet.Vision.Reading;

namespace EdgeNet.Devices;

/// <summary>Readings as JSON lines; what could not be read as a line too, so that there is one for every frame, and for people besides.</summary>
/// <param name="writeLine">Takes each line of JSON, line feed included.</param>
/// <param name="writeError">Takes messages for people: errors and warnings.</param>
/// <param name="top">How many alternatives each line has at most; 0 for none.</param>
public sealed class JsonReadings(Utf8Writer writeLine, Action<string> writeError, int top = 0) : IReadingSink
{
    private readonly ReadingJson _json = new(top);

    /// <inheritdoc/>
    public void OnReading(string name, DigitReading reading, TimeSpan time) => writeLine(_json.Format(name, reading, time));

    /// <inheritdoc/>
    public void OnWarning(string message) => writeError(message);

    /// <inheritdoc/>
    public void OnError(FrameException error)
    {
        ArgumentNullException.ThrowIfNull(error);
        writeLine(_json.FormatError(error.FrameName, error.Message));
        writeError(error.Message);
    }
}
