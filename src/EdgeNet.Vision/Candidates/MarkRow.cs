using System.Numerics;

namespace EdgeNet.Vision.Candidates;

/// <summary>Marks side by side along a straight line, in working pixels.</summary>
internal struct MarkRow
{
    /// <summary>Where its marks' numbers begin in the list of all rows'.</summary>
    internal int First;

    /// <summary>How many marks it has.</summary>
    internal int Count;

    /// <summary>A point of its middle line.</summary>
    internal Vector2 Origin;

    /// <summary>Along the row, of length 1, to the right or straight down.</summary>
    internal Vector2 Direction;

    /// <summary>The height of its taller marks.</summary>
    internal float Height;

    /// <summary>How much it looks like a row of digits; more is better.</summary>
    internal float Score;

    /// <summary>Whether most of its marks are printed boxes.</summary>
    internal bool IsBoxed;

    /// <summary>Downwards where the direction is to the right.</summary>
    internal readonly Vector2 Normal => new(-Direction.Y, Direction.X);

    internal readonly float Along(Vector2 point) => Vector2.Dot(point - Origin, Direction);

    internal readonly float Across(Vector2 point) => Vector2.Dot(point - Origin, Normal);
}
