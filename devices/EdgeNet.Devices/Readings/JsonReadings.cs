using EdgeNet.Vision.Reading;

namespace EdgeNet.Devices;

/// <summary>Readings as JSON lines; what could not be read as a line too, so that there is one for every frame, and for people besides.</summary>
/// <param name="writeLine">Takes each line of JSON, line feed included.</param>
/// <param name="writeError">Takes messages for people: errors and warnings.</param>
public sealed class JsonReadings(Utf8Writer writeLine, Action<string> writeError) : IReadingSink
{
    private readonly ReadingJson _json = new();

    /// <inheritdoc/>
    public void OnReading(string name, ZipReading reading, TimeSpan time) => writeLine(_json.Format(name, reading, time));

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
