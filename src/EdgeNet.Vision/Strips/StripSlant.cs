namespace EdgeNet.Vision.Strips;

/// <summary>Slants a strip about its middle row: a second look at a hand that leans.</summary>
internal static class StripSlant
{
    /// <summary>Slants a strip.</summary>
    /// <param name="strip">32×256 values.</param>
    /// <param name="slant">Columns by which each further row below the middle moves to the left, and above it to the right.</param>
    /// <param name="slanted">Receives 32×256 values.</param>
    internal static void Apply(ReadOnlySpan<float> strip, float slant, Span<float> slanted)
    {
        for (int y = 0; y < LineStrips.Rows; y++)
        {
            float shift = slant * (y - (LineStrips.Rows - 1) / 2f);
            int whole = (int)MathF.Floor(shift);
            float part = shift - whole;
            ReadOnlySpan<float> from = strip.Slice(y * LineStrips.Columns, LineStrips.Columns);
            Span<float> to = slanted.Slice(y * LineStrips.Columns, LineStrips.Columns);
            for (int x = 0; x < to.Length; x++)
            {
                int left = x + whole;
                float a = (uint)left < (uint)from.Length ? from[left] : 0, b = (uint)(left + 1) < (uint)from.Length ? from[left + 1] : 0;
                to[x] = a + (b - a) * part;
            }
        }
    }
}
