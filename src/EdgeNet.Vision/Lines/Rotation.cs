namespace EdgeNet.Vision.Lines;

/// <summary>The turn that makes text lines level: frame (x, y) to line (u, v), u along the writing, v downwards.</summary>
internal readonly record struct Rotation(float Cos, float Sin)
{
    internal static Rotation Level => new(1, 0);

    /// <param name="slope">How far a line falls a pixel to the right.</param>
    internal static Rotation OfSlope(float slope)
    {
        float length = MathF.Sqrt(1 + slope * slope);
        return new Rotation(1 / length, slope / length);
    }

    internal float U(float x, float y) => x * Cos + y * Sin;

    internal float V(float x, float y) => y * Cos - x * Sin;

    internal float X(float u, float v) => u * Cos - v * Sin;

    internal float Y(float u, float v) => u * Sin + v * Cos;
}
