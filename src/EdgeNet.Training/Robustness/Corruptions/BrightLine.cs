namespace EdgeNet.Training.Robustness.Corruptions;

/// <summary>Lines of MNIST-C: brightness 1 + log(1 − d / 2.3) at a vertical distance of d pixels, added to the picture.</summary>
internal static class BrightLine
{
    private const float Reach = 2.3f;

    /// <summary>Adds a line.</summary>
    /// <param name="canvas">The picture.</param>
    /// <param name="from">Its left end, in pixels.</param>
    /// <param name="to">Its right end.</param>
    /// <param name="isDrawn">Whether a column is drawn; null for all.</param>
    public static void Add(SampleCanvas canvas, (float X, float Y) from, (float X, float Y) to, Func<int, bool>? isDrawn = null)
    {
        if (!(to.X > from.X)) return;
        float slope = (to.Y - from.Y) / (to.X - from.X);
        int first = Math.Max(0, (int)MathF.Floor(from.X)), end = Math.Min(canvas.Width, (int)MathF.Ceiling(to.X));
        for (int x = first; x < end; x++)
        {
            if (isDrawn?.Invoke(x) == false) continue;
            for (int y = 0; y < canvas.Height; y++)
            {
                float distance = Math.Abs(y - (from.Y + slope * (x - from.X))) / canvas.Unit;
                float light = distance < Reach ? Math.Clamp(1 + MathF.Log(1 - distance / Reach), 0, 1) : 0;
                for (int c = 0; light > 0 && c < canvas.Channels; c++)
                {
                    ref float value = ref canvas.Channel(c)[y * canvas.Width + x];
                    value = Math.Min(1, value + light);
                }
            }
        }
    }
}
