namespace EdgeNet.Vision.Digits;

/// <summary>A digit in MNIST's form, sheared and scaled a little about its middle.</summary>
/// <param name="Shear">Columns a row.</param>
/// <param name="Scale">The factor.</param>
internal readonly record struct DigitWarp(float Shear, float Scale)
{
    private const int Side = DigitNormaliser.Side;

    // The middle of the picture's pixels, counted from the first one's centre.
    private const float Middle = (Side - 1) / 2f;

    /// <summary>Warps; bilinear, outside is paper.</summary>
    /// <param name="from">32×32 values.</param>
    /// <param name="to">Receives 32×32 values.</param>
    internal void Apply(ReadOnlySpan<float> from, Span<float> to)
    {
        for (int y = 0, i = 0; y < Side; y++)
        {
            float v = (y - Middle) / Scale;
            for (int x = 0; x < Side; x++, i++)
                to[i] = Sample(from, (x - Middle) / Scale + Shear * v + Middle, v + Middle);
        }
    }

    private static float Sample(ReadOnlySpan<float> from, float x, float y)
    {
        int left = (int)MathF.Floor(x), top = (int)MathF.Floor(y);
        float right = x - left, bottom = y - top;
        float above = At(from, left, top) + right * (At(from, left + 1, top) - At(from, left, top));
        float below = At(from, left, top + 1) + right * (At(from, left + 1, top + 1) - At(from, left, top + 1));
        return above + bottom * (below - above);
    }

    private static float At(ReadOnlySpan<float> from, int x, int y) => x is < 0 or >= Side || y is < 0 or >= Side ? 0 : from[y * Side + x];
}
