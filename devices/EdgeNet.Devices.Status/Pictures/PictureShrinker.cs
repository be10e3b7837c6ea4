namespace EdgeNet.Devices.Status.Pictures;

/// <summary>Makes pictures smaller by a whole number: each pixel is the mean of a square of them.</summary>
internal static class PictureShrinker
{
    /// <summary>By how much a picture shrinks to be no wider than asked.</summary>
    internal static int Factor(int width, int widest) => (width + widest - 1) / widest;

    /// <summary>Shrinks a picture. Columns and rows that fill no square are left out, unless there is nothing else.</summary>
    /// <param name="pixels">Row by row, tightly packed.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="factor">The side of a square, 1 or more.</param>
    /// <param name="shrunk">Receives the picture.</param>
    /// <returns>Its columns and rows.</returns>
    internal static (int Width, int Height) Shrink(ReadOnlySpan<byte> pixels, int width, int height, int factor, Span<byte> shrunk)
    {
        int columns = Math.Max(1, width / factor), rows = Math.Max(1, height / factor);
        int across = Math.Min(factor, width), down = Math.Min(factor, height);
        for (int y = 0; y < rows; y++)
        {
            for (int x = 0; x < columns; x++)
            {
                int sum = 0;
                for (int row = y * factor; row < y * factor + down; row++)
                {
                    foreach (byte pixel in pixels.Slice(row * width + x * factor, across))
                        sum += pixel;
                }

                shrunk[y * columns + x] = (byte)((sum + across * down / 2) / (across * down));
            }
        }

        return (columns, rows);
    }
}
