using EdgeNet.Compiler.Graph;

namespace EdgeNet.Compiler.Planning;

/// <summary>
/// A shape seen as channels of pixels in depth, height and width: a vector is one pixel, a series one row, an image one slice.
/// Shapes of more axes keep the first three and take all others for columns.
/// </summary>
/// <param name="Channels">Channels.</param>
/// <param name="Depth">Slices.</param>
/// <param name="Height">Rows of a slice.</param>
/// <param name="Width">Columns.</param>
public readonly record struct Volume(int Channels, int Depth, int Height, int Width)
{
    /// <summary>The window of a pooling that changes nothing.</summary>
    public static Window Unpooled { get; } = Of(new Window(new[] { 1 }, new[] { 1 }, new[] { 0 }, new[] { 0 }, new[] { 1 }));

    /// <summary>Pixels of a channel.</summary>
    public int Pixels => checked(Depth * Height * Width);

    /// <summary>Elements.</summary>
    public int Length => checked(Channels * Pixels);

    /// <summary>A shape as channels of pixels.</summary>
    /// <param name="shape">A shape of any rank.</param>
    public static Volume Of(TensorShape shape) => shape.Rank switch
    {
        1 => new(shape[0], 1, 1, 1),
        2 => new(shape[0], 1, 1, shape[1]),
        3 => new(shape[0], 1, shape[1], shape[2]),
        4 => new(shape[0], shape[1], shape[2], shape[3]),
        _ => new(shape[0], shape[1], shape[2], shape.Dimensions.Skip(3).Aggregate(1, (product, size) => checked(product * size))),
    };

    /// <summary>A window with exactly three axes: depth, height, width.</summary>
    /// <param name="window">A window of up to three axes.</param>
    public static Window Of(Window window)
    {
        int missing = 3 - window.Rank;
        if (missing == 0) return window;
        int[] With(int value, IEnumerable<int> axes) => [.. Enumerable.Repeat(value, missing), .. axes];
        return new(With(1, window.Kernel), With(1, window.Stride), With(0, window.PadBegin), With(0, window.PadEnd), With(1, window.Dilation));
    }
}
