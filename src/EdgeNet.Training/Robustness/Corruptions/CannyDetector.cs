namespace EdgeNet.Training.Robustness.Corruptions;

/// <summary>
/// Canny's edge detector (J. Canny, "A computational approach to edge detection", PAMI 1986) with scikit-image's thresholds: slopes by
/// Sobel's masks, maxima across the edge, and hysteresis between 0.1 and 0.2.
/// </summary>
internal static class CannyDetector
{
    private const float Low = 0.1f, High = 0.2f;

    /// <summary>Puts edges, 1 on 0, in the place of a plane that is smoothed already.</summary>
    /// <param name="plane">The plane.</param>
    /// <param name="width">Its columns.</param>
    public static void Replace(Span<float> plane, int width)
    {
        int height = plane.Length / width;
        float[] across = new float[plane.Length], down = new float[plane.Length], slope = new float[plane.Length];
        for (int i = 0; i < plane.Length; i++)
        {
            int x = i % width, y = i / width;
            int left = Math.Max(x - 1, 0), right = Math.Min(x + 1, width - 1);
            int top = Math.Max(y - 1, 0), bottom = Math.Min(y + 1, height - 1);
            float a = plane[top * width + left], b = plane[top * width + x], c = plane[top * width + right];
            float d = plane[y * width + left], e = plane[y * width + right];
            float f = plane[bottom * width + left], g = plane[bottom * width + x], h = plane[bottom * width + right];
            across[i] = c + 2 * e + h - a - 2 * d - f;
            down[i] = f + 2 * g + h - a - 2 * b - c;
            slope[i] = MathF.Sqrt(across[i] * across[i] + down[i] * down[i]);
        }

        plane.Clear();
        var strong = new Stack<int>();
        bool[] isPeak = new bool[plane.Length];
        // The border has no neighbors to compare with.
        for (int y = 1; y < height - 1; y++)
        {
            for (int x = 1; x < width - 1; x++)
            {
                int i = y * width + x;
                isPeak[i] = slope[i] >= Low && IsPeak(slope, i, width, across[i], down[i]);
                if (isPeak[i] && slope[i] >= High) strong.Push(i);
            }
        }

        // What hangs together with a strong edge is one.
        while (strong.TryPop(out int i))
        {
            if (plane[i] == 1) continue;
            plane[i] = 1;
            for (int dy = -width; dy <= width; dy += width)
                for (int dx = -1; dx <= 1; dx++)
                    if (isPeak[i + dy + dx] && plane[i + dy + dx] == 0) strong.Push(i + dy + dx);
        }
    }

    /// <summary>Whether a slope is no less than those before and behind it, between the pixels that its direction passes through.</summary>
    private static bool IsPeak(float[] slope, int i, int width, float across, float down)
    {
        int sx = across >= 0 ? 1 : -1, sy = down >= 0 ? width : -width;
        float x = Math.Abs(across), y = Math.Abs(down);
        bool isFlat = x >= y;
        float share = isFlat ? y / x : x / y;
        int straight = isFlat ? sx : sy, diagonal = sx + sy;
        float ahead = slope[i + straight] * (1 - share) + slope[i + diagonal] * share;
        float behind = slope[i - straight] * (1 - share) + slope[i - diagonal] * share;
        return slope[i] >= ahead && slope[i] >= behind;
    }
}
