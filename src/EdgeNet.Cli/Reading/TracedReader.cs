using EdgeNet.Vision.Patterns;
using EdgeNet.Vision.Pictures;
using EdgeNet.Vision.Reading;
using EdgeNet.Vision.Reading.Tracing;

namespace EdgeNet.Cli.Reading;

/// <summary>A reader that keeps its last frame, and what was looked at in it.</summary>
/// <param name="inner">The reader that reads.</param>
internal sealed class TracedReader(IDigitReader inner) : IDigitReader
{
    private byte[] _pixels = [];
    private int _width;
    private int _height;

    public FieldPattern Pattern => inner.Pattern;

    public float AcceptThreshold => inner.AcceptThreshold;

    /// <summary>What was looked at in the last frame.</summary>
    public ReadingTrace Trace { get; } = new();

    /// <summary>The last frame.</summary>
    public GreyFrame Frame => new(_pixels, _width, _height);

    public DigitReading Read(GreyFrame frame, ReadingTrace? trace = null)
    {
        (_width, _height) = (frame.Width, frame.Height);
        if (_pixels.Length < _width * _height)
            _pixels = new byte[_width * _height];
        for (int y = 0; y < _height; y++)
            frame.Row(y).CopyTo(_pixels.AsSpan(y * _width));
        Trace.Begin(_width, _height);
        return inner.Read(frame, Trace);
    }
}
