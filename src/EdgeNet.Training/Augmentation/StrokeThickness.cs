namespace EdgeNet.Training.Augmentation;

/// <summary>Makes strokes thicker or thinner: grey dilation or erosion by the four neighbours, the last pixel in part.</summary>
internal static class StrokeThickness
{
    /// <summary>Changes the thickness in place.</summary>
    /// <param name="plane">The grey values, ink high, row by row.</param>
    /// <param name="scratch">As many elements.</param>
    /// <param name="width">Columns.</param>
    /// <param name="pixels">Pixels added on each side; below zero, taken off.</param>
    public static void Change(Span<float> plane, Span<float> scratch, int width, float pixels)
    {
        for (float left = Math.Abs(pixels); left > 0; left--)
            Step(plane, scratch, width, pixels > 0, Math.Min(left, 1));
    }

    private static void Step(Span<float> plane, Span<float> scratch, int width, bool thicker, float share)
    {
        plane.CopyTo(scratch);
        for (int i = 0; i < plane.Length; i++)
        {
            int x = i % width;
            float extreme = scratch[i];
            // A stroke that runs off the picture is not eaten from there.
            if (x > 0) extreme = Pick(extreme, scratch[i - 1], thicker);
            if (x < width - 1) extreme = Pick(extreme, scratch[i + 1], thicker);
            if (i >= width) extreme = Pick(extreme, scratch[i - width], thicker);
            if (i < plane.Length - width) extreme = Pick(extreme, scratch[i + width], thicker);
            plane[i] = scratch[i] + share * (extreme - scratch[i]);
        }
    }

    private static float Pick(float a, float b, bool larger) => larger == b > a ? b : a;
}
