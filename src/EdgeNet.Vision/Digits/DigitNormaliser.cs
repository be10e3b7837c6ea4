namespace EdgeNet.Vision.Digits;

/// <summary>
/// Brings a digit into the form of MNIST (LeCun et al. 1998, section III.A): its box scaled, proportions kept, into 20x20 pixels, grey by exact
/// area, and its centre of mass in the middle of 28x28; here with a border of two more, 32x32 in all.
/// </summary>
internal static class DigitNormaliser
{
    internal const int Side = 32;

    internal const float BoxSide = 20;

    // The mass lies in the middle of pixel 14 of 28, as it does in MNIST to a hundredth of a pixel.
    private const float Centre = 16.5f;

    // A pixel with less ink does not stretch the box.
    internal const float BoxInk = 0.4f;

    // Handwriting leans, and MNIST's digits do by so much on average.
    private const float MeanSlant = -0.13f;
    private const float MaxSlant = 1.2f;

    /// <summary>How much of a slant is to be taken out for a digit to lean as MNIST's do on average.</summary>
    /// <param name="slant">Columns a row, right and down positive.</param>
    internal static float Excess(float slant) => Math.Clamp(slant, -MaxSlant, MaxSlant) - MeanSlant;

    /// <summary>Every source pixel is a square that is shared out over the target pixels by the area it has in each.</summary>
    /// <param name="samples">The source pixels.</param>
    /// <param name="step">The distance between them.</param>
    /// <param name="placement">Where they go.</param>
    /// <param name="input">32x32, to which the ink is added; then nothing is more than 1.</param>
    internal static void Splat(ReadOnlySpan<InkSample> samples, float step, in DigitPlacement placement, Span<float> input)
    {
        float size = placement.Scale * step;
        float offset = Centre - size / 2;
        foreach (ref readonly InkSample s in samples)
        {
            if (s.Ink <= 0)
                continue;
            float v = s.V - placement.CentreV;
            float left = (s.U - placement.CentreU - placement.Shear * v) * placement.Scale + offset;
            float top = v * placement.Scale + offset;
            float right = Math.Min(left + size, Side);
            float bottom = Math.Min(top + size, Side);
            left = Math.Max(left, 0);
            top = Math.Max(top, 0);
            for (int row = (int)top; row < bottom; row++)
            {
                float ink = s.Ink * (Math.Min(row + 1, bottom) - Math.Max(row, top));
                for (int column = (int)left; column < right; column++)
                    input[row * Side + column] += ink * (Math.Min(column + 1, right) - Math.Max(column, left));
            }
        }

        foreach (ref float value in input)
            value = Math.Min(value, 1);
    }
}
