using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Compiler.Planning.Winograd;
using EdgeNet.Description;

namespace EdgeNet.Compiler.Planning.Steps;

/// <summary>
/// A convolution by Winograd's algorithm F(m, r). For a few rows of tiles at a time: tiles of the input are transformed, for each of a
/// tile's products all channels are multiplied and summed by a matrix product, and the sums are transformed to outputs. Input and sums
/// lie by product, slice, tile and channel.
/// </summary>
/// <param name="Name">The node.</param>
/// <param name="Inputs">
/// The volume, channels last unless the tile is of columns alone, with as much padding as whole tiles reach; and, where there is one, the
/// tensor that is added to the output before the activation, channels last, which may lie in the output's place.
/// </param>
/// <param name="Output">Channels last.</param>
/// <param name="Layer">The convolution with what is fused into it.</param>
/// <param name="Tile">The tile.</param>
/// <param name="TileRows">Rows of tiles.</param>
/// <param name="TileColumns">Tiles of a row.</param>
/// <param name="RowsTogether">Rows of tiles that are computed together.</param>
/// <param name="Transformed">Scratch: the transformed input of as many rows of tiles.</param>
/// <param name="Sums">Scratch: the sums of products of as many rows of tiles.</param>
/// <param name="WeightOffset">Where the transformed weights start: for each product, as for vectors over output channels.</param>
/// <param name="BiasOffset">Where the biases start.</param>
public sealed record ConvWinogradStep(
    string Name, EquatableArray<Operand> Inputs, Operand Output, Conv Layer, WinogradTile Tile, int TileRows, int TileColumns, int RowsTogether,
    Operand Transformed, Operand Sums, int WeightOffset, int BiasOffset) : Step(Name, Inputs, Output), IWinogradStep
{
    /// <summary>The most outputs that are activated after all of them are computed: 256 KB.</summary>
    private const int MaxActivatedApart = 64 * 1024;

    /// <inheritdoc/>
    public override string Kind => "Conv";

    /// <inheritdoc/>
    public override string Summary => FormattableString.Invariant(
        $"{Layer.Settings}, Winograd {Tile}, {(TilesTogether < TileColumns ? $"{TilesTogether} of {TileColumns} tiles of {TileRows} rows" : $"{RowsTogether} of {TileRows} rows of {TileColumns} tiles")} at a time");

    /// <summary>Whether the last row of tiles ends with the output and computes some outputs again; else it may hang over the edge.</summary>
    public bool Overlaps { get; init; }

    /// <summary>Tiles of a row that are computed together: all of them, or so many as the scratch has room for.</summary>
    public int TilesTogether { get; init; } = TileColumns;

    /// <summary>Tiles of a column whose outputs are together whole windows of the pooling. Where these are several, each is computed by itself.</summary>
    public int TilesOfWholePools => Tile.Vertical.TilesOfWholePools(Pool.Kernel[1]);

    /// <summary>Whether the activation is a loop of its own over all outputs, which the L2 cache still holds then.</summary>
    public bool ActivatesApart => Layer.Activation.IsExpensive && Output.Layout.Length <= MaxActivatedApart;

    /// <summary>What is added before the activation, or null.</summary>
    public Operand? Residual => Inputs.Count > 1 ? Inputs[1] : null;

    /// <inheritdoc/>
    public override EquatableArray<Operand> Scratch => new[] { Transformed, Sums };

    /// <summary>The fused pooling, over three axes.</summary>
    public Window Pool => Volume.Of(Layer.Pool ?? Volume.Unpooled);

    /// <summary>Input slices that a convolved slice is made of.</summary>
    public int KernelDepth => Volume.Of(Layer.Window).Kernel[0];

    /// <summary>Convolved slices.</summary>
    public int ConvolvedSlices => Output.Layout.Depth * Pool.Kernel[0];

    /// <summary>Input slices that are transformed.</summary>
    public int InputSlices => ConvolvedSlices + KernelDepth - 1;

    /// <summary>Tiles, or columns, of a row of the transformed input.</summary>
    public int TransformedColumns => Tile.IsVertical ? Tile.ColumnsRead(TilesTogether) : TilesTogether;

    /// <summary>Where a phase of one product of some rows of tiles lies in the transformed input: in the input's order. A product's phases follow each other.</summary>
    /// <param name="rows">Rows of tiles.</param>
    public TensorLayout TransformedLayout(int rows)
    {
        var volume = new Volume(Input.Layout.Channels, InputSlices, rows, TransformedColumns);
        if (Input.Layout.IsChannelsLast) return TensorLayout.ChannelsLast(volume);
        int image = rows * volume.Width;
        return new(volume, image, volume.Channels * image, volume.Width, 1);
    }

    /// <summary>The step by tiles that are computed together, from left to right.</summary>
    public IEnumerable<ConvWinogradStep> ByTiles()
    {
        for (int first = 0; first < TileColumns; first += TilesTogether)
        {
            int tiles = Math.Min(TilesTogether, TileColumns - first), columns = first * Tile.Horizontal.Outputs, pooled = columns / Pool.Kernel[2];
            int width = Math.Min(tiles * Tile.Horizontal.Outputs / Pool.Kernel[2], Output.Layout.Width - pooled);
            Operand Outputs(Operand operand) => operand with
            {
                Offset = operand.Offset + pooled * operand.Layout.ColumnStride,
                Layout = operand.Layout with { Volume = operand.Layout.Volume with { Width = width } },
            };
            Operand input = Input with { Offset = Input.Offset + columns * Input.Layout.ColumnStride };
            yield return this with
            {
                Inputs = Residual is null ? new[] { input } : new[] { input, Outputs(Residual) },
                Output = Outputs(Output), TileColumns = tiles, TilesTogether = tiles,
            };
        }
    }

    /// <summary>Elements of the transformed input of some rows of tiles; with fast FIR filters, its differences follow from the next multiple of 16 on.</summary>
    /// <param name="rows">Rows of tiles.</param>
    public int ProductInputs(int rows) => checked(Tile.Products * Tile.RowStride * TransformedLayout(rows).Length);

    /// <summary>Elements of scratch for the transformed input of some rows of tiles.</summary>
    /// <param name="rows">Rows of tiles.</param>
    public int TransformedLength(int rows) => Tile.UsesFastFir ? checked(2 * WorkspacePlanner.Align(ProductInputs(rows))) : ProductInputs(rows);

    /// <summary>Columns of sums: of pairs those of one of the two.</summary>
    public int SumColumns => TileColumns / SumOutputs;

    /// <summary>Elements from the sums of all first columns of pairs to those of the second, of some rows of tiles.</summary>
    /// <param name="rows">Rows of tiles.</param>
    public int ColumnSums(int rows) => WorkspacePlanner.Align(OneColumnSums(rows));

    /// <summary>Elements of scratch for the sums of products of some rows of tiles.</summary>
    /// <param name="rows">Rows of tiles.</param>
    public int SumsLength(int rows) => checked((SumOutputs - 1) * ColumnSums(rows) + OneColumnSums(rows));

    private int OneColumnSums(int rows) => checked(Tile.Products * ConvolvedSlices * rows * (TilesTogether / SumOutputs) * Layer.Filters);

    /// <summary>Output columns that a column of sums serves.</summary>
    private int SumOutputs => Tile.UsesFastFir ? 2 : 1;

    /// <summary>The matrix products of some rows of tiles, for each part of the kernel's columns.</summary>
    /// <param name="rows">Rows of tiles.</param>
    public IEnumerable<ConvChannelStep> Products(int rows)
    {
        int weights = WeightOffset;
        for (int part = 0; part < Tile.Subfilters; part++)
        {
            ConvChannelStep products = Products(rows, part, weights);
            weights = checked(weights + Tile.Products * products.GroupWeights);
            yield return products;
        }
    }

    /// <summary>The matrix products of some rows of tiles: a convolution of one row of taps a slice, of as many groups as a tile has products.</summary>
    private ConvChannelStep Products(int rows, int part, int weights)
    {
        int filters = Layer.Filters, products = Tile.Products;
        TensorLayout product = TransformedLayout(rows);
        // Rows of tiles are one long row, unless kernel columns reach over their ends.
        var (height, width) = Tile.IsVertical ? (rows, SumColumns) : (1, rows * TileColumns);
        TensorLayout to = TensorLayout.ChannelsLast(new(filters, ConvolvedSlices, height, width));
        TapNest taps = TapNest.Of([new("phase", Tile.RowStride, product.Volume.Length), .. TapOrder(product, part).Select(t => t.Loop)]);
        // A group's channels are as far apart as its product's elements are many.
        TensorLayout all = product with
        {
            Volume = new(products * product.Channels, ConvolvedSlices, height, width), ChannelStride = product.Volume.Length / product.Channels * Tile.RowStride,
        };
        // The first and the last part begin with a pair's second column, the last two take the differences.
        int input = !Tile.UsesFastFir ? 0 : (part == 1 ? 0 : product.ColumnStride) + (part == 0 ? 0 : WorkspacePlanner.Align(ProductInputs(rows)));
        Operand from = Transformed with { Layout = all, Offset = Transformed.Offset + input }, sums = Sums with { Layout = to };
        // Both columns of a pair are what the first part sums and one of the others.
        Operand second = sums with { Offset = sums.Offset + ColumnSums(rows) };
        return new(Name, part == 0 ? new[] { from } : new[] { from, second }, !Tile.UsesFastFir || part == 1 ? sums : second, Layer, products * filters, products,
            new[] { 1, 1, SumOutputs * Tile.ColumnStride }, Volume.Unpooled, default, taps, weights, null) { GroupOutput = to.Length };
    }

    /// <summary>The taps of a phase of a product's sum, outermost first, and the distance of each in the filters as PyTorch lays them out, or of a part's columns alone.</summary>
    /// <param name="layout">Where a product lies.</param>
    /// <param name="part">The part of the kernel's columns.</param>
    public (TapLoop Loop, int WeightStride)[] TapOrder(TensorLayout layout, int part)
    {
        Window window = Volume.Of(Layer.Window);
        int kernel = window.Kernel[1] * (Tile.UsesFastFir ? Tile.SubfilterTaps(part) : window.Kernel[2]);
        var channels = (new TapLoop("ic", layout.Channels, layout.ChannelStride), KernelDepth * kernel);
        var slices = (new TapLoop("kz", KernelDepth, layout.DepthStride), kernel);
        var columns = (new TapLoop("kx", Tile.SubfilterTaps(part), SumOutputs * layout.ColumnStride), 1);
        return layout.IsChannelsLast ? [slices, columns, channels] : [channels, slices, columns];
    }
}
