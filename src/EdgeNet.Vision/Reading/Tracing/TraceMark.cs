namespace EdgeNet.Vision.Reading.Tracing;

/// <summary>One thing that a reader looked at.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Quad">Where it is.</param>
/// <param name="Label">What was read there, or another name; "" for none.</param>
/// <param name="Confidence">The probability of that, 0 to 1, or null where there is none.</param>
/// <param name="Reason">Why it was dropped or rejected, or null.</param>
public sealed record TraceMark(TraceKind Kind, TraceQuad Quad, string Label, float? Confidence, string? Reason);
