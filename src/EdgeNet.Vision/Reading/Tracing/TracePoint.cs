namespace EdgeNet.Vision.Reading.Tracing;

/// <summary>A place in the frame; 0, 0 is the upper left corner of the upper left pixel.</summary>
/// <param name="X">Pixels to the right.</param>
/// <param name="Y">Pixels down.</param>
public readonly record struct TracePoint(float X, float Y);
