using System.Numerics;

namespace EdgeNet.Training.Synthetic.Bongard;

/// <summary>A closed contour: a polygon of many short edges, its first point repeated at its end.</summary>
/// <param name="Points">The points, in pixels.</param>
internal sealed record BongardContour(Vector2[] Points)
{
    private const int Edges = 60;
    private const int Harmonics = 5;

    /// <summary>The smallest radius as a share of the largest: narrower waists would close at the width of a line.</summary>
    private const float LeastWaist = 0.4f;

    /// <summary>Draws a form: a radius that varies around the center by a few random harmonics, at most 1.</summary>
    /// <param name="random">The numbers.</param>
    public static BongardContour Draw(ref SampleRandom random)
    {
        Span<float> cosines = stackalloc float[Harmonics], sines = stackalloc float[Harmonics];
        for (int k = 0; k < Harmonics; k++)
        {
            cosines[k] = random.NextGaussian() / (k + 2);
            sines[k] = random.NextGaussian() / (k + 2);
        }

        float[] radii = new float[Edges];
        for (int i = 0; i < Edges; i++)
            for (int k = 0; k < Harmonics; k++)
                radii[i] += cosines[k] * MathF.Cos((k + 1) * Angle(i)) + sines[k] * MathF.Sin((k + 1) * Angle(i));
        float least = radii.Min(), range = Math.Max(1e-3f, radii.Max() - least);
        var points = new Vector2[Edges + 1];
        for (int i = 0; i < Edges; i++)
        {
            float radius = LeastWaist + (1 - LeastWaist) * (radii[i] - least) / range;
            points[i] = radius * new Vector2(MathF.Cos(Angle(i)), MathF.Sin(Angle(i)));
        }

        points[Edges] = points[0];
        return new(points);
    }

    /// <summary>The contour larger by a factor, at another place.</summary>
    public BongardContour At(Vector2 center, float scale) => new([.. Points.Select(p => p * scale + center)]);

    /// <summary>The contour, left for right.</summary>
    public BongardContour Mirrored() => new([.. Points.Select(p => new Vector2(-p.X, p.Y))]);

    /// <summary>Whether a point lies inside.</summary>
    public bool Contains(Vector2 point)
    {
        bool isInside = false;
        for (int i = 0; i < Edges; i++)
        {
            (Vector2 a, Vector2 b) = (Points[i], Points[i + 1]);
            if ((a.Y > point.Y) != (b.Y > point.Y) && point.X < a.X + (point.Y - a.Y) / (b.Y - a.Y) * (b.X - a.X)) isInside = !isInside;
        }

        return isInside;
    }

    /// <summary>The least distance of a point from the contour.</summary>
    public float Distance(Vector2 point)
    {
        float least = float.PositiveInfinity;
        for (int i = 0; i < Edges; i++)
        {
            Vector2 edge = Points[i + 1] - Points[i];
            float along = Math.Clamp(Vector2.Dot(point - Points[i], edge) / Math.Max(1e-12f, edge.LengthSquared()), 0, 1);
            least = Math.Min(least, Vector2.Distance(point, Points[i] + along * edge));
        }

        return least;
    }

    /// <summary>The least distance of another contour, which does not cross this one.</summary>
    public float Distance(BongardContour other) => Math.Min(other.Points.Min(Distance), Points.Min(other.Distance));

    private static float Angle(int i) => 2 * MathF.PI * i / Edges;
}
