using EdgeNet.Compiler.Graph;

namespace EdgeNet.Compiler.Planning;

/// <summary>Shapes and windows seen as images: a vector is 1×1 pixels, a series one row.</summary>
internal static class Plane
{
    /// <summary>Channels, height and width of a shape.</summary>
    public static (int Channels, int Height, int Width) Of(TensorShape shape) => shape.Rank switch
    {
        1 => (shape[0], 1, 1),
        2 => (shape[0], 1, shape[1]),
        3 => (shape[0], shape[1], shape[2]),
        _ => throw new NotSupportedException($"No code is generated for the shape {shape} yet."),
    };

    /// <summary>A window with exactly a vertical and a horizontal axis.</summary>
    public static Window Of(Window window)
    {
        if (window.Rank == 2) return window;
        int[] With(int value, IEnumerable<int> axis) => [value, .. axis];
        return new(With(1, window.Kernel), With(1, window.Stride), With(0, window.PadBegin), With(0, window.PadEnd), With(1, window.Dilation));
    }

    /// <summary>The window of a pooling that changes nothing.</summary>
    public static Window Unpooled { get; } = new(new[] { 1, 1 }, new[] { 1, 1 }, new[] { 0, 0 }, new[] { 0, 0 }, new[] { 1, 1 });
}
