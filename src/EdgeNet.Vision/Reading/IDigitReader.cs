using EdgeNet.Vision.Patterns;
using EdgeNet.Vision.Pictures;
using EdgeNet.Vision.Reading.Tracing;

namespace EdgeNet.Vision.Reading;

/// <summary>Reads fields of digits in pictures. Not safe for use by several threads at once.</summary>
public interface IDigitReader
{
    /// <summary>What is looked for.</summary>
    FieldPattern Pattern { get; }

    /// <summary>The least confidence with which a reading is accepted, 0 to 1.</summary>
    float AcceptThreshold { get; }

    /// <summary>Reads one frame.</summary>
    /// <param name="frame">Any size.</param>
    /// <param name="trace">Receives what was looked at on the way, for people to look at; null for nothing, which costs nothing.</param>
    /// <returns>The reading, the same object for every frame: take from it what is needed before the next one.</returns>
    DigitReading Read(GreyFrame frame, ReadingTrace? trace = null);
}
