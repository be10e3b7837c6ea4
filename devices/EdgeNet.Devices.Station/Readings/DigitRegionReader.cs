using EdgeNet.Vision.Patterns;
using EdgeNet.Vision.Pictures;
using EdgeNet.Vision.Reading;

namespace EdgeNet.Devices.Station.Readings;

/// <summary>Reads a region with a reader of fields.</summary>
/// <param name="reader">The reader.</param>
public sealed class DigitRegionReader(IDigitReader reader) : IRegionReader
{
    /// <inheritdoc/>
    public FieldPattern Pattern => reader.Pattern;

    /// <inheritdoc/>
    public float AcceptThreshold => reader.AcceptThreshold;

    /// <inheritdoc/>
    public void Read(GreyFrame view, int x, int y, FrameReading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        reading.Take(reader.Read(view), x, y);
    }
}
