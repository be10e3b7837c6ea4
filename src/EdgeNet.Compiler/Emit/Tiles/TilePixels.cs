using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Planning;
using EdgeNet.Compiler.Planning.Steps;

namespace EdgeNet.Compiler.Emit.Tiles;

/// <summary>
/// The pixels of a tile of a convolution vectorized over output channels: neighbours in a row or, where rows are too short to fill the
/// registers, pixels that follow each other over the ends of rows. Distances count from the tile's first pixel.
/// </summary>
/// <param name="step">The convolution.</param>
/// <param name="count">Pixels of a tile, pooled where a pooling is fused.</param>
/// <param name="first">The first pixel's place in the image, row by row.</param>
/// <param name="overRows">Whether the tile goes over the ends of rows.</param>
internal sealed class TilePixels(ConvChannelStep step, int count, int first, bool overRows)
{
    private readonly Window _pool = step.Pool;

    /// <summary>Pixels, pooled where a pooling is fused.</summary>
    public int Count => count;

    /// <summary>Whether the tile goes over the ends of rows: then its pixels lie at no equal distances.</summary>
    public bool OverRows => overRows;

    /// <summary>Convolved pixels.</summary>
    public int Convolved => count * _pool.Taps;

    /// <summary>Elements from the input's first to the first pixel's first tap.</summary>
    public int FirstInput => Place(first, ColumnInput, RowInput);

    /// <summary>Input elements between neighbouring pixels of a row.</summary>
    public int ColumnInput => _pool.Stride[2] * step.Stride[2] * step.Input.Layout.ColumnStride;

    private int RowInput => _pool.Stride[1] * step.Stride[1] * step.Input.Layout.RowStride;

    /// <summary>Elements from a tensor's first to the first pixel.</summary>
    /// <param name="layout">Where the output, or what is added to it, lies.</param>
    public int FirstOutput(TensorLayout layout) => Place(first, layout.ColumnStride, layout.RowStride);

    /// <summary>A pixel's distance in the output or in what is added to it.</summary>
    /// <param name="layout">Where that lies.</param>
    /// <param name="pixel">The pixel.</param>
    public int Output(TensorLayout layout, int pixel) => Place(first + pixel, layout.ColumnStride, layout.RowStride) - FirstOutput(layout);

    /// <summary>A convolved pixel's distance in the input; of a pooled pixel's, those of its window follow each other.</summary>
    /// <param name="convolved">The convolved pixel.</param>
    public int Input(int convolved)
    {
        int pixel = convolved / _pool.Taps, dz = convolved % _pool.Taps / (_pool.Kernel[1] * _pool.Kernel[2]);
        int dy = convolved % _pool.Taps / _pool.Kernel[2] % _pool.Kernel[1], dx = convolved % _pool.Kernel[2];
        TensorLayout input = step.Input.Layout;
        return Place(first + pixel, ColumnInput, RowInput) - FirstInput
            + dx * step.Stride[2] * input.ColumnStride + dy * step.Stride[1] * input.RowStride + dz * step.Stride[0] * input.DepthStride;
    }

    private int Place(int pixel, int column, int row)
    {
        int width = step.Output.Layout.Width;
        return overRows ? pixel % width * column + pixel / width * row : pixel * column;
    }
}
