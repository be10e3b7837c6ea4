using System.Numerics;

namespace EdgeNet.Devices.Station.Alignment;

/// <summary>A shift, a turn and a scale: from places of the reference picture to places of a frame.</summary>
/// <param name="Turn">Scale times the cosine and the sine of the angle.</param>
/// <param name="Shift">Where the reference's origin is in the frame.</param>
internal readonly record struct Similarity(Vector2 Turn, Vector2 Shift)
{
    /// <summary>Nothing moved.</summary>
    internal static Similarity Identity { get; } = new(new Vector2(1, 0), Vector2.Zero);

    /// <summary>What leads from two places to two others.</summary>
    internal static Similarity Between(Vector2 fromFirst, Vector2 fromSecond, Vector2 toFirst, Vector2 toSecond)
    {
        // Quotient of complex numbers.
        Vector2 from = fromSecond - fromFirst, to = toSecond - toFirst;
        Vector2 turn = new Vector2(to.X * from.X + to.Y * from.Y, to.Y * from.X - to.X * from.Y) / from.LengthSquared();
        return new Similarity(turn, toFirst - Rotate(turn, fromFirst));
    }

    internal Vector2 Apply(Vector2 place) => Rotate(Turn, place) + Shift;

    /// <summary>The farthest that a corner of a picture moves, in pixels.</summary>
    internal float Farthest(int width, int height)
    {
        float farthest = 0;
        foreach (Vector2 corner in (ReadOnlySpan<Vector2>)[new(0, 0), new(width, 0), new(0, height), new(width, height)])
            farthest = Math.Max(farthest, Vector2.Distance(Apply(corner), corner));
        return farthest;
    }

    private static Vector2 Rotate(Vector2 turn, Vector2 place) =>
        new(turn.X * place.X - turn.Y * place.Y, turn.Y * place.X + turn.X * place.Y);
}
