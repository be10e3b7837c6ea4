using System.Numerics;
using EdgeNet.Vision.Page;

namespace EdgeNet.Vision.Candidates;

/// <summary>
/// A line of the frame that may hold digits: its middle line and the height of its digits at both ends, which differ in perspective. All
/// lengths are frame pixels; pixel (0, 0) covers 0 to 1 in both directions.
/// </summary>
public readonly record struct LineCandidate
{
    /// <summary>The left end of the middle line, where the first mark begins.</summary>
    public Vector2 Start { get; init; }

    /// <summary>The other end. It lies to the right of the start, or straight below it; the writing may run either way.</summary>
    public Vector2 End { get; init; }

    /// <summary>The height of digits at the start, more than 0.</summary>
    public float StartHeight { get; init; }

    /// <summary>The height of digits at the end, more than 0.</summary>
    public float EndHeight { get; init; }

    /// <summary>How much the line looks like a field of digits: 0 for a perfect one of five, less for others. Not a probability.</summary>
    public float Score { get; init; }

    /// <summary>The plane that it was found in.</summary>
    public PagePlane Plane { get; init; }

    /// <summary>Whether ink is lighter than its ground.</summary>
    public bool IsLightInk { get; init; }

    /// <summary>Whether most marks are printed boxes around the digits; the height is the digits' all the same, as far as it can be told.</summary>
    public bool IsBoxed { get; init; }

    /// <summary>Whether the line was taken for the whole picture's content: a strip or a digit that somebody has cut out.</summary>
    public bool IsWhole { get; init; }

    /// <summary>Where its marks begin in <see cref="PageAnalyzer.Marks"/>.</summary>
    internal int FirstMark { get; init; }

    /// <summary>How many marks it has, parts of digits included.</summary>
    public int MarkCount { get; init; }

    /// <summary>The length of the middle line.</summary>
    public float Length => Vector2.Distance(Start, End);

    /// <summary>The mean height of its digits.</summary>
    public float Height => (StartHeight + EndHeight) / 2;

    /// <summary>The middle line's direction, of length 1.</summary>
    public Vector2 Direction => Vector2.Normalize(End - Start);

    /// <summary>The angle by which the line falls to the right, in degrees: more than -90, at most 90.</summary>
    public float Angle => MathF.Atan2(End.Y - Start.Y, End.X - Start.X) * (180 / MathF.PI);

    /// <summary>The height of digits at a place along the line, extrapolated beyond its ends but never by more than half.</summary>
    /// <param name="along">Frame pixels from the start.</param>
    public float HeightAt(float along)
    {
        float height = StartHeight + (EndHeight - StartHeight) * along / MathF.Max(Length, 1e-3f);
        return Math.Clamp(height, 0.5f * MathF.Min(StartHeight, EndHeight), 1.5f * MathF.Max(StartHeight, EndHeight));
    }
}
