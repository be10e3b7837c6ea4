namespace EdgeNet.Training.Optimizers;

/// <summary>Keeps the norm of a gradient below a limit (Pascanu 2013).</summary>
internal static class GradientClipping
{
    /// <summary>Scales a gradient down where its norm is above the limit.</summary>
    /// <param name="gradient">The gradient, changed in place.</param>
    /// <param name="most">The largest norm that is kept.</param>
    public static void Apply(Span<float> gradient, float most)
    {
        double square = 0;
        foreach (float g in gradient)
            square += (double)g * g;
        double norm = Math.Sqrt(square);
        if (norm <= most) return;
        float scale = (float)(most / norm);
        foreach (ref float g in gradient)
            g *= scale;
    }
}
