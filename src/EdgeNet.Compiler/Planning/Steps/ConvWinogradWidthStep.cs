using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Compiler.Planning.Winograd;
using EdgeNet.Description;

namespace EdgeNet.Compiler.Planning.Steps;

/// <summary>
/// A convolution by Winograd's algorithm along columns, vectorized over output width. For one row of tiles at a time the input's
/// rows are transformed, once for all filters; then, for some filters and vectors of columns, each product is summed over channels, kernel
/// slices and kernel columns, a weight broadcast over neighbouring columns, and the sums are transformed to outputs. Where a pooling is fused
/// the transform deals the columns out to phases, so that lanes read neighbours.
/// </summary>
/// <param name="Name">The node.</param>
/// <param name="Input">The volume, columns side by side, with as much padding as whole tiles reach.</param>
/// <param name="Output">Channels first, rows at a pitch.</param>
/// <param name="Layer">The convolution with what is fused into it.</param>
/// <param name="Tile">The tile.</param>
/// <param name="TileRows">Rows of tiles.</param>
/// <param name="Transformed">Scratch: the transformed input of a row of tiles, by product, channel, slice, phase and column.</param>
/// <param name="Sums">Scratch: the sums of products of a register tile, by product, filter and vector.</param>
/// <param name="WeightOffset">Where the transformed weights start, [product][filter][channel][slice][column].</param>
/// <param name="BiasOffset">Where the biases start.</param>
public sealed record ConvWinogradWidthStep(
    string Name, Operand Input, Operand Output, Conv Layer, WinogradTile Tile, int TileRows, Operand Transformed, Operand Sums, int WeightOffset,
    int BiasOffset) : Step(Name, Input, Output), IWinogradStep
{
    /// <summary>The most columns between neighbouring lanes: vectors are parted by two.</summary>
    public const int MaxPhases = 2;

    /// <summary>Elements of scratch that sums may take: no more than stays in the L1 cache beside all else.</summary>
    private const int MaxSums = 1024;

    /// <inheritdoc/>
    public override string Kind => "Conv";

    /// <inheritdoc/>
    public override string Summary => FormattableString.Invariant($"{Layer.Settings}, lanes over output width, Winograd {Tile}, {TileRows} rows of tiles");

    /// <summary>Whether the last row of tiles ends with the output and computes some outputs again; else it may hang over the edge.</summary>
    public bool Overlaps { get; init; }

    /// <inheritdoc/>
    public override EquatableArray<Operand> Scratch => new[] { Transformed, Sums };

    /// <summary>The window, over three axes.</summary>
    public Window Window => Volume.Of(Layer.Window);

    /// <summary>The fused pooling, over three axes.</summary>
    public Window Pool => Volume.Of(Layer.Pool ?? Volume.Unpooled);

    /// <summary>Columns between neighbouring lanes.</summary>
    public int Phases => Pool.Kernel[2];

    /// <summary>Input columns of a phase that outputs take.</summary>
    public int PhaseColumns => ColumnsOfPhase(Output.Layout.Width, Window, Pool);

    /// <summary>Input slices that are transformed.</summary>
    public int InputSlices => Output.Layout.Depth * Pool.Kernel[0] + Window.Kernel[0] - 1;

    /// <summary>Vectors that are pooled to one of a row of outputs.</summary>
    public int PooledVectors => Pool.Kernel[0] * Phases;

    /// <summary>Taps of a product's sum.</summary>
    public int Taps => Input.Layout.Channels * Window.Kernel[0] * Window.Kernel[2];

    /// <summary>Where one product lies in the transformed input: the first phase. Rows have room for whole vectors of any width.</summary>
    public TensorLayout TransformedLayout
    {
        get
        {
            // Rows begin where vectors do, so that few stores lie across cache lines.
            int phase = WorkspacePlanner.Align(WorkspacePlanner.Align(Output.Layout.Width) + (Phases + Window.Kernel[2] - 2) / Phases);
            return TensorLayout.ChannelsFirst(new(Input.Layout.Channels, InputSlices, 1, phase), checked(Phases * phase));
        }
    }

    /// <summary>Elements from a product of the transformed input to the next.</summary>
    public int ProductDistance => checked(Input.Layout.Channels * TransformedLayout.ChannelStride);

    /// <summary>The accumulators: filters, and vectors of a row of outputs.</summary>
    /// <param name="width">The vectors.</param>
    public RegisterTile Registers(VectorWidth width)
    {
        // A tile of F×X takes the columns of a tap and a weight beside the accumulators.
        int most = MaxSums / (Tile.Products * width.Lanes) + PooledVectors + 1;
        return CostModel.WidthTile(width with { Registers = Math.Min(width.Registers, most) }, Layer.Filters, width.Vectors(Output.Layout.Width), PooledVectors, Taps);
    }

    /// <summary>Elements of scratch for the transformed input.</summary>
    public int TransformedLength => checked(Tile.Products * ProductDistance);

    /// <summary>Elements of scratch for sums, at the width that takes most.</summary>
    public int SumsLength => VectorWidth.All.Max(width => Registers(width) is var tile ? checked(Tile.Products * tile.Vectors * tile.Pixels * PooledVectors * width.Lanes) : 0);

    /// <summary>Input columns of a phase that a row of outputs takes.</summary>
    /// <param name="outputs">Outputs of a row.</param>
    /// <param name="window">The window, over three axes.</param>
    /// <param name="pool">The fused pooling, over three axes.</param>
    public static int ColumnsOfPhase(int outputs, Window window, Window pool) => outputs + (pool.Kernel[2] + window.Kernel[2] - 2) / pool.Kernel[2];

    /// <summary>The loops over a sum's taps but for those of a kernel row, outermost first, and the distance of each in the filters as PyTorch lays them out.</summary>
    public (TapLoop Loop, int WeightStride)[] TapOrder()
    {
        TensorLayout layout = TransformedLayout;
        int kernel = Window.Kernel[1] * Window.Kernel[2];
        return [(new("ic", layout.Channels, layout.ChannelStride), Window.Kernel[0] * kernel), (new("kz", Window.Kernel[0], layout.DepthStride), kernel)];
    }
}
