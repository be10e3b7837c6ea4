namespace EdgeNet.Vision.Reading.Tracing;

/// <summary>Four corners in the order of reading: where the writing begins at the top, ends at the top, ends below, begins below.</summary>
/// <param name="A">The first.</param>
/// <param name="B">The second.</param>
/// <param name="C">The third.</param>
/// <param name="D">The fourth.</param>
public readonly record struct TraceQuad(TracePoint A, TracePoint B, TracePoint C, TracePoint D)
{
    /// <summary>An upright box.</summary>
    /// <param name="box">The box.</param>
    public static TraceQuad Of(PixelBox box)
    {
        (float left, float top) = (box.X, box.Y);
        (float right, float bottom) = (box.X + box.Width, box.Y + box.Height);
        return new TraceQuad(new(left, top), new(right, top), new(right, bottom), new(left, bottom));
    }
}
