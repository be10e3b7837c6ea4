namespace EdgeNet.Vision.Reading.Tracing;

/// <summary>
/// What a reader looked at in a frame, and why it took one thing and not another: for people who want to understand a reading. It
/// allocates; a reader that is given none leaves it out.
/// </summary>
public sealed class ReadingTrace
{
    private readonly List<TraceMark> _marks = [];

    /// <summary>The frame's width in pixels.</summary>
    public int Width { get; private set; }

    /// <summary>The frame's height in pixels.</summary>
    public int Height { get; private set; }

    /// <summary>The marks, in the order in which they were made.</summary>
    public IReadOnlyList<TraceMark> Marks => _marks;

    /// <summary>Begins anew with a frame.</summary>
    /// <param name="width">Its width in pixels.</param>
    /// <param name="height">Its height in pixels.</param>
    public void Begin(int width, int height)
    {
        (Width, Height) = (width, height);
        _marks.Clear();
    }

    /// <summary>Makes a mark.</summary>
    /// <param name="kind">What it shows.</param>
    /// <param name="quad">Where it is.</param>
    /// <param name="label">What was read there, or another name; "" for none.</param>
    /// <param name="confidence">The probability of that, 0 to 1, or null where there is none.</param>
    /// <param name="reason">Why it was dropped or rejected, or null.</param>
    public void Add(TraceKind kind, TraceQuad quad, string label, float? confidence = null, string? reason = null) =>
        _marks.Add(new TraceMark(kind, quad, label, confidence, reason));
}
