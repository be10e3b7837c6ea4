namespace EdgeNet.Vision.Pictures.Png;

/// <summary>One reduced picture of a PNG: where its pixels lie in the whole. A picture without interlacing is a single pass over everything.</summary>
internal readonly record struct PngPass(int Left, int Top, int StepX, int StepY)
{
    private static readonly PngPass[] Whole = [new(0, 0, 1, 1)];

    private static readonly PngPass[] Adam7 =
    [
        new(0, 0, 8, 8), new(4, 0, 8, 8), new(0, 4, 4, 8), new(2, 0, 4, 4), new(0, 2, 2, 4), new(1, 0, 2, 2), new(0, 1, 1, 2),
    ];

    internal static ReadOnlySpan<PngPass> Of(PngHeader header) => header.Interlaced ? Adam7 : Whole;

    /// <summary>The bytes of all rows of all passes, each with its filter byte.</summary>
    internal static long TotalLength(PngHeader header)
    {
        long total = 0;
        foreach (PngPass pass in Of(header))
        {
            int width = pass.Width(header);
            if (width > 0)
                total += (long)pass.Height(header) * (1 + header.RowLength(width));
        }

        return total;
    }

    internal int Width(PngHeader header) => (header.Width - Left + StepX - 1) / StepX;

    internal int Height(PngHeader header) => (header.Height - Top + StepY - 1) / StepY;
}
