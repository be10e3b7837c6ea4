using EdgeNet.Devices;
using EdgeNet.Imaging.Tracing;
using EdgeNet.Safety;
using EdgeNet.Vision.Reading;

namespace EdgeNet.Cli.Reading;

/// <summary>Readings that are also drawn, each as a PNG file of a folder.</summary>
/// <param name="inner">Where readings go.</param>
/// <param name="reader">The reader, which keeps the frame.</param>
/// <param name="folder">The folder.</param>
internal sealed class ShownReadings(IReadingSink inner, TracedReader reader, ShowFolder folder) : IReadingSink
{
    public void OnReading(string name, DigitReading reading, TimeSpan time)
    {
        OutputFile.Write(folder.PathFor(name), stream => TraceDrawing.WritePng(stream, reader.Frame, reading, reader.Trace, name));
        inner.OnReading(name, reading, time);
    }

    public void OnWarning(string message) => inner.OnWarning(message);

    public void OnError(FrameException error) => inner.OnError(error);
}
