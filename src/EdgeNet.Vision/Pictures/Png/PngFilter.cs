namespace EdgeNet.Vision.Pictures.Png;

/// <summary>The five row filters of PNG, undone when reading and applied when writing. Sums wrap at 256.</summary>
internal static class PngFilter
{
    internal const int None = 0;
    internal const int Sub = 1;
    internal const int Up = 2;
    internal const int Average = 3;
    internal const int Paeth = 4;
    internal const int Last = Paeth;

    /// <summary>Restores a row in place.</summary>
    /// <param name="filter">0 to 4.</param>
    /// <param name="row">The filtered bytes.</param>
    /// <param name="above">The restored row above, zeros above the first; as long as the row.</param>
    /// <param name="distance">Bytes to the pixel on the left.</param>
    internal static void Undo(int filter, Span<byte> row, ReadOnlySpan<byte> above, int distance)
    {
        above = above[..row.Length];
        int head = Math.Min(distance, row.Length);
        switch (filter)
        {
            case Sub:
                for (int i = distance; i < row.Length; i++)
                    row[i] += row[i - distance];
                break;
            case Up:
                for (int i = 0; i < row.Length; i++)
                    row[i] += above[i];
                break;
            case Average:
                for (int i = 0; i < head; i++)
                    row[i] += (byte)(above[i] >> 1);
                for (int i = distance; i < row.Length; i++)
                    row[i] += (byte)((row[i - distance] + above[i]) >> 1);
                break;
            case Paeth:
                for (int i = 0; i < head; i++)
                    row[i] += above[i];
                for (int i = distance; i < row.Length; i++)
                    row[i] += Predict(row[i - distance], above[i], above[i - distance]);
                break;
        }
    }

    /// <summary>Filters a row for writing.</summary>
    /// <param name="filter">0 to 4.</param>
    /// <param name="row">The row's bytes.</param>
    /// <param name="above">The row above, zeros above the first.</param>
    /// <param name="distance">Bytes to the pixel on the left.</param>
    /// <param name="filtered">As long as the row.</param>
    internal static void Apply(int filter, ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, int distance, Span<byte> filtered)
    {
        for (int i = 0; i < row.Length; i++)
        {
            byte left = i < distance ? (byte)0 : row[i - distance];
            byte corner = i < distance ? (byte)0 : above[i - distance];
            int prediction = filter switch
            {
                Sub => left,
                Up => above[i],
                Average => (left + above[i]) >> 1,
                Paeth => Predict(left, above[i], corner),
                _ => 0,
            };
            filtered[i] = (byte)(row[i] - prediction);
        }
    }

    private static byte Predict(byte left, byte above, byte corner)
    {
        int toLeft = Math.Abs(above - corner);
        int toAbove = Math.Abs(left - corner);
        int toCorner = Math.Abs(left + above - 2 * corner);
        if (toLeft <= toAbove && toLeft <= toCorner)
            return left;
        return toAbove <= toCorner ? above : corner;
    }
}
