using System.Numerics;

namespace EdgeNet.Training.Synthetic;

/// <summary>Draws polylines with a round pen, antialiased by the distance of each pixel's centre from the nearest line.</summary>
internal static class StrokeRaster
{
    /// <summary>The box around polylines.</summary>
    public static (Vector2 Min, Vector2 Max) Bounds(List<Vector2[]> lines)
    {
        Vector2 min = lines[0][0], max = min;
        foreach (Vector2[] line in lines)
        {
            foreach (Vector2 p in line)
            {
                min = Vector2.Min(min, p);
                max = Vector2.Max(max, p);
            }
        }

        return (min, max);
    }

    /// <summary>Draws ink: each pixel becomes the larger of what it is and what the pen leaves.</summary>
    /// <param name="lines">The polylines.</param>
    /// <param name="scale">Pixels a unit.</param>
    /// <param name="origin">Where (0, 0) lies, in pixels; pixel centres are at whole numbers.</param>
    /// <param name="radius">Half the pen's width, in pixels.</param>
    /// <param name="softness">The width of the edge, in pixels; 1 for plain antialiasing.</param>
    /// <param name="ink">The picture: 0 to 1, row by row.</param>
    /// <param name="width">Its columns.</param>
    public static void Draw(List<Vector2[]> lines, float scale, Vector2 origin, float radius, float softness, Span<float> ink, int width)
    {
        foreach (Vector2[] line in lines)
        {
            for (int i = 0; i + 1 < line.Length; i++)
                DrawSegment(line[i] * scale + origin, line[i + 1] * scale + origin, radius, softness, ink, width);
        }
    }

    /// <summary>Draws one straight piece of a stroke.</summary>
    /// <param name="from">One end, in pixels.</param>
    /// <param name="to">The other.</param>
    /// <param name="radius">Half the pen's width, in pixels.</param>
    /// <param name="softness">The width of the edge, in pixels.</param>
    /// <param name="ink">The picture: 0 to 1, row by row.</param>
    /// <param name="width">Its columns.</param>
    public static void DrawSegment(Vector2 from, Vector2 to, float radius, float softness, Span<float> ink, int width)
    {
        int height = ink.Length / width;
        float reach = radius + softness;
        int left = Math.Max(0, (int)MathF.Floor(Math.Min(from.X, to.X) - reach));
        int right = Math.Min(width - 1, (int)MathF.Ceiling(Math.Max(from.X, to.X) + reach));
        int top = Math.Max(0, (int)MathF.Floor(Math.Min(from.Y, to.Y) - reach));
        int bottom = Math.Min(height - 1, (int)MathF.Ceiling(Math.Max(from.Y, to.Y) + reach));
        for (int y = top; y <= bottom; y++)
        {
            for (int x = left; x <= right; x++)
            {
                float value = Math.Clamp(0.5f + (radius - Distance(new Vector2(x, y), from, to)) / softness, 0, 1);
                ref float pixel = ref ink[y * width + x];
                if (value > pixel) pixel = value;
            }
        }
    }

    private static float Distance(Vector2 p, Vector2 from, Vector2 to)
    {
        Vector2 line = to - from;
        float square = line.LengthSquared();
        float along = square > 0 ? Math.Clamp(Vector2.Dot(p - from, line) / square, 0, 1) : 0;
        return Vector2.Distance(p, from + along * line);
    }
}
