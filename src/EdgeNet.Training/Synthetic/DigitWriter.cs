using System.Numerics;

namespace EdgeNet.Training.Synthetic;

/// <summary>Writes digits as a hand would: a form chosen, its points shaken, the whole slanted, stretched, turned and bent.</summary>
internal static class DigitWriter
{
    /// <summary>Pieces of the curve between two points.</summary>
    private const int Pieces = 8;

    /// <summary>Writes one digit.</summary>
    /// <param name="digit">0 to 9.</param>
    /// <param name="random">The hand.</param>
    /// <returns>Polylines, the digit about 1 high; what is drawn is up to <see cref="StrokeRaster"/>.</returns>
    public static List<Vector2[]> Write(int digit, ref SampleRandom random)
    {
        DigitStroke[][] forms = DigitForms.Of(digit);
        return Write(forms[random.Next(forms.Length)], ref random);
    }

    /// <summary>Writes one form of a digit or a letter.</summary>
    /// <param name="form">Its strokes.</param>
    /// <param name="random">The hand.</param>
    public static List<Vector2[]> Write(DigitStroke[] form, ref SampleRandom random)
    {
        float shake = 0.03f * random.NextSingle(0.4f, 1.5f);
        float slant = 0.22f * random.NextGaussian();
        float aspect = MathF.Exp(0.2f * random.NextGaussian());
        float angle = 0.08f * random.NextGaussian();
        float bendX = 0.12f * random.NextGaussian(), bendY = 0.08f * random.NextGaussian();
        float swell = 0.15f * random.NextGaussian();

        var lines = new List<Vector2[]>(form.Length);
        foreach (DigitStroke stroke in form)
        {
            Vector2[] points = new Vector2[stroke.Points.Length];
            for (int i = 0; i < points.Length; i++)
                points[i] = Bend(stroke.Points[i] + shake * new Vector2(random.NextGaussian(), random.NextGaussian()));
            // Pens start early and leave late.
            Extend(points, 0, 1, 0.04f * random.NextGaussian());
            Extend(points, points.Length - 1, points.Length - 2, 0.05f * random.NextGaussian());
            lines.Add(Curve(points, stroke.Corners));
        }

        return lines;

        Vector2 Bend(Vector2 p)
        {
            float u = p.X - 0.33f, v = p.Y - 0.5f;
            float x = aspect * (u * (1 + swell * 2 * v) + bendX * (v * v - 0.1f)) - slant * v;
            float y = v * (1 + bendY * u * 2);
            return new Vector2(MathF.Cos(angle) * x - MathF.Sin(angle) * y, MathF.Sin(angle) * x + MathF.Cos(angle) * y);
        }
    }

    private static void Extend(Vector2[] points, int end, int next, float share) => points[end] += share * (points[end] - points[next]);

    /// <summary>A Catmull-Rom spline through the points, broken at corners.</summary>
    internal static Vector2[] Curve(Vector2[] points, bool[] corners)
    {
        var curve = new List<Vector2> { points[0] };
        for (int i = 0; i + 1 < points.Length; i++)
        {
            Vector2 from = points[i], to = points[i + 1];
            Vector2 before = i == 0 || corners[i] ? from : points[i - 1];
            Vector2 after = i + 2 >= points.Length || corners[i + 1] ? to : points[i + 2];
            Vector2 tangent1 = (to - before) / 2, tangent2 = (after - from) / 2;
            for (int piece = 1; piece <= Pieces; piece++)
                curve.Add(Hermite(from, tangent1, to, tangent2, (float)piece / Pieces));
        }

        return [.. curve];
    }

    private static Vector2 Hermite(Vector2 from, Vector2 tangent1, Vector2 to, Vector2 tangent2, float t)
    {
        float t2 = t * t, t3 = t2 * t;
        return (2 * t3 - 3 * t2 + 1) * from + (t3 - 2 * t2 + t) * tangent1 + (3 * t2 - 2 * t3) * to + (t3 - t2) * tangent2;
    }
}
