using System.Numerics;

namespace EdgeNet.Vision.Page;

/// <summary>Thirty-two directions over half a turn, in which the extents of marks are known before the direction of their writing is.</summary>
internal static class Compass
{
    internal const int Count = 32;

    private const int Quarter = Count / 2;

    internal static readonly float[] Cos = Table(MathF.Cos);
    internal static readonly float[] Sin = Table(MathF.Sin);

    /// <summary>The nearest direction, whichever of its two ways: 0 to <see cref="Count"/> - 1.</summary>
    internal static int Nearest(Vector2 direction)
    {
        int bin = (int)MathF.Round(MathF.Atan2(direction.Y, direction.X) * (Count / MathF.PI));
        return (bin % Count + Count) % Count;
    }

    /// <summary>The direction at a right angle to another.</summary>
    internal static int Across(int direction) => (direction + Quarter) % Count;

    private static float[] Table(Func<float, float> function)
    {
        float[] table = new float[Count];
        for (int i = 0; i < Count; i++)
            table[i] = function(i * MathF.PI / Count);
        return table;
    }
}
