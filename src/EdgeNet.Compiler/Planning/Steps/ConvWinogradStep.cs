using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Compiler.Planning.Winograd;
using EdgeNet.Description;

namespace EdgeNet.Compiler.Planning.Steps;

/// <summary>
/// A convolution by minimal filtering (Winograd). For a few rows of tiles at a time: tiles of the input are transformed, for each of a
/// tile's products all channels are multiplied and summed by a matrix product, and the sums are transformed to outputs. Input and sums
/// lie by product, slice, tile and channel.
/// </summary>
/// <param name="Name">The node.</param>
/// <param name="Inputs">
/// The volume, channels last, with as much padding as whole tiles reach; and, where there is one, the tensor that is added to the output
/// before the activation, channels last, which may lie in the output's place.
/// </param>
/// <param name="Output">Channels last.</param>
/// <param name="Layer">The convolution with what is fused into it.</param>
/// <param name="Tile">The tile.</param>
/// <param name="TileRows">Rows of tiles.</param>
/// <param name="TileColumns">Tiles of a row.</param>
/// <param name="RowsTogether">Rows of tiles that are computed together.</param>
/// <param name="Transformed">Scratch: the transformed input of as many rows of tiles.</param>
/// <param name="Sums">Scratch: the sums of products of as many rows of tiles.</param>
/// <param name="WeightOffset">Where the transformed weights start: for each product, as for output channels in the lanes.</param>
/// <param name="BiasOffset">Where the biases start.</param>
public sealed record ConvWinogradStep(
    string Name, EquatableArray<Operand> Inputs, Operand Output, Conv Layer, WinogradTile Tile, int TileRows, int TileColumns, int RowsTogether,
    Operand Transformed, Operand Sums, int WeightOffset, int BiasOffset) : Step(Name, Inputs, Output)
{
    /// <inheritdoc/>
    public override string Kind => "Conv";

    /// <inheritdoc/>
    public override string Summary => FormattableString.Invariant(
        $"{Layer.Settings}, Winograd {Tile}, {RowsTogether} of {TileRows} rows of {TileColumns} tiles at a time");

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

    /// <summary>The matrix products of some rows of tiles: a convolution of one tap a slice, of as many groups as a tile has products.</summary>
    /// <param name="rows">Rows of tiles.</param>
    public ConvChannelStep Products(int rows)
    {
        int channels = Input.Layout.Channels, filters = Layer.Filters, products = Tile.Products, tiles = rows * TileColumns;
        int inputSlices = ConvolvedSlices + KernelDepth - 1;
        var from = new TensorLayout(new(products * channels, ConvolvedSlices, 1, tiles), inputSlices * tiles, tiles * channels, tiles * channels, channels);
        var to = new TensorLayout(new(products * filters, ConvolvedSlices, 1, tiles), 1, tiles * filters, tiles * filters, filters);
        TapNest taps = TapNest.Of(new TapLoop("kz", KernelDepth, tiles * channels), new TapLoop("ic", channels, 1));
        return new(Name, new[] { Transformed with { Layout = from } }, Sums with { Layout = to }, Layer, products * filters, products, new[] { 1, 1, 1 },
            Volume.Unpooled, default, taps, WeightOffset, null) { GroupOutput = ConvolvedSlices * tiles * filters };
    }
}
