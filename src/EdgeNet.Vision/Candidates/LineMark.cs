using EdgeNet.Vision.Reading;

namespace EdgeNet.Vision.Candidates;

/// <summary>A mark of a candidate line: drawn pixels that touch.</summary>
/// <param name="From">Where it begins along the line, in frame pixels from the line's start.</param>
/// <param name="To">Where it ends.</param>
/// <param name="Box">The box around it in frame pixels.</param>
public readonly record struct LineMark(float From, float To, PixelBox Box);
