using System.Runtime.Intrinsics;
using EdgeNet.Compiler.Planning;
using EdgeNet.Compiler.Planning.Steps;
using EdgeNet.Compiler.Planning.Streaming;
using EdgeNet.Description;
using static EdgeNet.Compiler.Tests.Emit.Networks;

namespace EdgeNet.Compiler.Tests.Emit.Layers;

/// <summary>Convolutions large enough for Winograd's algorithm F(m, r), against the scalar reference at every width.</summary>
public class ConvWinogradTests
{
    /// <summary>The first convolution brings the channels together; the second is the one under test.</summary>
    private static NetworkDescription Network(string name, int[] input, int channels, params LayerDescription[] layers) =>
        new(name, input, [new LayerDescription(FormattableString.Invariant($"Conv{input.Length - 1}D"), A("filters", channels), A("kernel", 1), A("name", "first")), .. layers]);

    private static NetworkDescription[] Cases =>
    [
        Network("Even", [3, 16, 16], 16, new LayerDescription("Conv2D", A("filters", 16), A("kernel", 3), A("padding", 1), A("activation", "ReLU"))),
        Network("Edges", [3, 15, 13], 16, new LayerDescription("Conv2D", A("filters", 20), A("kernel", 3), A("padding", 1), A("activation", "Tanh"))),
        Network("Unpadded", [3, 17, 19], 24, new LayerDescription("Conv2D", A("filters", 33), A("kernel", 3), A("bias", false))),
        Network("OneSided", [3, 12, 14], 20, new LayerDescription("Conv2D", A("filters", 24), A("kernel", 3), A("pads", new[] { 2, 0, 0, 1 }))),
        Network("Small", [3, 4, 4], 64, new LayerDescription("Conv2D", A("filters", 64), A("kernel", 3), A("padding", 1))),
        Network("Flat", [3, 1, 40], 32, new LayerDescription("Conv2D", A("filters", 32), A("kernelHeight", 1), A("kernelWidth", 3), A("pads", new[] { 0, 1, 0, 1 }))),
        Network("Tall", [3, 40, 3], 32, new LayerDescription("Conv2D", A("filters", 32), A("kernelHeight", 5), A("kernelWidth", 1))),
        Network("Five", [3, 14, 14], 24, new LayerDescription("Conv2D", A("filters", 32), A("kernel", 5), A("activation", "LeakyReLU"))),
        Network("Oblong", [3, 14, 15], 24, new LayerDescription("Conv2D", A("filters", 32), A("kernelHeight", 2), A("kernelWidth", 4))),
        Network("Pooled", [3, 18, 19], 16, new LayerDescription("Conv2D", A("filters", 18), A("kernel", 3), A("padding", 1), A("name", "c")), new LayerDescription("MaxPool2D", A("kernel", 2)), new LayerDescription("Activation", A("function", "ReLU"))),
        Network("PooledAcross", [3, 24, 25], 64, new LayerDescription("Conv2D", A("filters", 64), A("kernelHeight", 3), A("kernelWidth", 1), A("pads", new[] { 1, 0, 1, 0 })), new LayerDescription("MaxPool2D", A("kernelHeight", 1), A("kernelWidth", 5), A("strides", new[] { 1, 5 }))),
        Network("Normed", [3, 16, 16], 16, new LayerDescription("Conv2D", A("filters", 16), A("kernel", 3), A("padding", 1)), new LayerDescription("BatchNorm", A("activation", "ReLU")), new LayerDescription("Conv2D", A("filters", 10), A("kernel", 3))),
        Network("Series3", [3, 70], 32, new LayerDescription("Conv1D", A("filters", 40), A("kernel", 3), A("padding", 1))),
        Network("Series5", [3, 71], 32, new LayerDescription("Conv1D", A("filters", 36), A("kernel", 5), A("padding", 2), A("activation", "ReLU")), new LayerDescription("MaxPool1D", A("kernel", 2))),
        Network("Series7", [3, 72], 32, new LayerDescription("Conv1D", A("filters", 32), A("kernel", 7), A("padding", 3))),
        Network("Solid", [2, 7, 10, 9], 16, new LayerDescription("Conv3D", A("filters", 20), A("kernel", 3), A("padding", 1))),
        Network("SolidPooled", [2, 8, 10, 10], 16, new LayerDescription("Conv3D", A("filters", 16), A("kernel", 3)), new LayerDescription("MaxPool3D", A("kernel", 2))),
        Network("Shared", [3, 13, 13], 16, [.. Enumerable.Range(0, 9).Select(i => new LayerDescription("Conv2D", A("filters", 16 + i), A("kernel", 3), A("padding", 1), A("activation", "ReLU"))),
            new LayerDescription("MaxPool2D", A("kernel", 3)), new LayerDescription("Conv2D", A("filters", 7), A("kernel", 3))]),
    ];

    [Fact]
    public void Every_kind_of_tile_matches_the_scalar_reference_at_every_width()
    {
        NetworkDescription[] cases = Cases;
        foreach (EmittedNetwork network in EmittedNetwork.CompileAll(cases, StreamingMode.Never))
        {
            Assert.True(network.Plan.Steps.Any(s => s is ConvWinogradStep), $"{network.Graph.Name} is computed directly.");
            EmittedCheck.One(network, samples: 2, Vector512.IsHardwareAccelerated || network.Graph.Name == "Even");
        }
    }

    /// <summary>Where memory is short, rows of tiles are computed in parts: also those that hang over the right edge, pooled, and added to.</summary>
    [Fact]
    public void Parts_of_a_row_of_tiles_match_the_scalar_reference_at_every_width()
    {
        LayerDescription Conv(int filters, string name, int stride = 1) => new("Conv2D", A("filters", filters), A("kernel", 3), A("padding", 1), A("stride", stride), A("name", name));
        NetworkDescription[] cases =
        [
            new("Added", [3, 32, 30], [Conv(16, "c0"), Conv(16, "c1"), Conv(16, "c2"), new("Add", A("inputs", new[] { "c0", "c2" }), A("activation", "ReLU")),
                Conv(32, "c3", stride: 2), Conv(32, "c4"), Conv(64, "c5", stride: 2)]),
            new("PooledParts", [3, 34, 38], [Conv(16, "c0"), Conv(18, "c1"), Conv(20, "c2"), new("MaxPool2D", A("kernel", 2)), Conv(32, "c3", stride: 2), Conv(32, "c4")]),
        ];
        foreach (EmittedNetwork network in EmittedNetwork.CompileAll(cases))
        {
            Assert.Contains(network.Plan.AllSteps.OfType<ConvWinogradStep>(), s => s.TilesTogether < s.TileColumns);
            EmittedCheck.One(network, samples: 2, Vector512.IsHardwareAccelerated);
        }
    }

    /// <summary>Tiles of five rows, two of which share a window of the pooling, at once and in rounds.</summary>
    [Fact]
    public void Windows_of_a_pooling_may_reach_over_two_tiles()
    {
        NetworkDescription[] cases =
        [
            Network("Straddled", [3, 14, 14], 6, new LayerDescription("Conv2D", A("filters", 16), A("kernel", 5), A("name", "c")), new LayerDescription("MaxPool2D", A("kernel", 2)), new LayerDescription("Activation", A("function", "ReLU"))),
            Network("StraddledRound", [3, 44, 15], 8, new LayerDescription("Conv2D", A("filters", 32), A("kernel", 5), A("name", "c")), new LayerDescription("MaxPool2D", A("kernel", 2))),
        ];
        var options = new CompilerOptions { Streaming = StreamingMode.Never, WinogradTile = tiles => tiles.FirstOrDefault(t => t.Vertical.Outputs == 5) };
        foreach (EmittedNetwork network in EmittedNetwork.CompileAll(cases, options))
        {
            Assert.Contains(network.Plan.Steps, s => s is ConvWinogradStep { TilesOfWholePools: 2 });
            EmittedCheck.One(network, samples: 2, with512: Vector512.IsHardwareAccelerated);
        }
    }

    /// <summary>
    /// Strided rows are filtered phase by phase: with kernels that the stride divides and others, whose last taps are zero in some phases,
    /// with channels first and last, over edges, pooled, added to and in volumes; whole and in bands of rows.
    /// </summary>
    [Fact]
    public void Strides_of_rows_are_phases_and_match_the_scalar_reference_at_every_width()
    {
        LayerDescription Conv(int filters, int height, int width, int rows, int columns, params int[] pads) => new("Conv2D", A("filters", filters), A("kernelHeight", height),
            A("kernelWidth", width), A("strides", new[] { rows, columns }), A("pads", pads.Length > 0 ? pads : [0, 0, 0, 0]), A("activation", "ReLU"), A("name", "c"));
        NetworkDescription Planar(string name, int[] input, params LayerDescription[] layers) => new(name, input, [.. layers]);
        NetworkDescription[] cases =
        [
            Planar("Keywords", [1, 49, 10], Conv(64, 10, 4, 2, 2, 4, 1, 5, 1), new("DepthwiseConv2D", A("kernel", 3), A("padding", 1))),
            Planar("Stem", [3, 38, 41], Conv(20, 7, 7, 2, 2, 3, 3, 3, 3), new("MaxPool2D", A("kernel", 3), A("stride", 2))),
            Planar("Eleven", [3, 63, 59], Conv(16, 11, 11, 4, 4)),
            Planar("RowsAlone", [2, 40, 17], Conv(17, 6, 3, 2, 1, 2, 1, 2, 1)),
            Planar("ColumnsAlone", [2, 24, 31], Conv(16, 5, 5, 1, 2, 2, 2, 2, 2)),
            Planar("OneColumn", [1, 90, 6], Conv(32, 9, 1, 3, 1, 4, 0, 4, 0)),
            Planar("PooledPhases", [3, 43, 36], Conv(24, 5, 5, 2, 2, 2, 2, 2, 2), new("MaxPool2D", A("kernel", 2))),
            Network("Last", [3, 33, 30], 16, Conv(32, 5, 5, 2, 2, 2, 2, 2, 2)),
            Network("LastOdd", [3, 40, 23], 12, Conv(18, 7, 4, 3, 2, 1, 0, 2, 3)),
            Network("AddedPhases", [3, 32, 30], 16, Conv(24, 5, 5, 2, 2, 2, 2, 2, 2), new("Conv2D", A("filters", 24), A("kernel", 1), A("stride", 2), A("from", "first"), A("name", "short")), new("Add", A("inputs", new[] { "c", "short" }), A("activation", "ReLU"))),
            Network("SolidPhases", [2, 6, 22, 21], 4, new LayerDescription("Conv3D", A("filters", 16), A("kernel", 5), A("strides", new[] { 1, 2, 2 }), A("padding", 2))),
        ];
        foreach (StreamingMode streaming in new[] { StreamingMode.Never, StreamingMode.Everywhere })
        {
            var options = new CompilerOptions { Streaming = streaming, WinogradTile = tiles => tiles.LastOrDefault() };
            foreach (EmittedNetwork network in EmittedNetwork.CompileAll(cases, options))
            {
                Assert.True(network.Plan.AllSteps.Any(s => s is ConvWinogradStep { Tile: { RowStride: > 1 } or { ColumnStride: > 1 } }), $"{network.Graph.Name} is computed directly.");
                EmittedCheck.One(network, samples: 2, Vector512.IsHardwareAccelerated || network.Graph.Name == "Stem");
            }
        }
    }

    /// <summary>By the estimates: of long kernels the strided rows are worth it, of 3×3 they are not.</summary>
    [Fact]
    public void Long_kernels_with_strides_are_taken_by_phases()
    {
        NetworkDescription[] cases = [new("Keywords", [1, 49, 10], [new("Conv2D", A("filters", 64), A("kernelHeight", 10), A("kernelWidth", 4), A("stride", 2), A("pads", new[] { 4, 1, 5, 1 }))])];
        foreach (EmittedNetwork network in EmittedNetwork.CompileAll(cases)) Assert.Contains(network.Plan.AllSteps, s => s is ConvWinogradStep { Tile.RowStride: 2 });
    }

    /// <summary>What cannot, or need not, be done so: short kernels with strides, dilation, groups, few channels.</summary>
    [Fact]
    public void Others_stay_direct()
    {
        NetworkDescription[] cases =
        [
            Network("Strided", [3, 16, 16], 16, new LayerDescription("Conv2D", A("filters", 16), A("kernel", 3), A("stride", 2))),
            Network("Dilated", [3, 16, 16], 16, new LayerDescription("Conv2D", A("filters", 16), A("kernel", 3), A("dilation", 2))),
            Network("Grouped", [3, 16, 16], 16, new LayerDescription("Conv2D", A("filters", 16), A("kernel", 3), A("groups", 2))),
            Network("Few", [3, 16, 16], 2, new LayerDescription("Conv2D", A("filters", 16), A("kernel", 3))),
            Network("Pointwise", [3, 16, 16], 16, new LayerDescription("Conv2D", A("filters", 16), A("kernel", 1))),
            Network("Pixel", [3, 1, 1], 16, new LayerDescription("Conv2D", A("filters", 16), A("kernel", 3), A("padding", 1))),
        ];
        foreach (EmittedNetwork network in EmittedNetwork.CompileAll(cases, StreamingMode.Never))
            Assert.False(network.Plan.Steps.Any(s => s is ConvWinogradStep), $"{network.Graph.Name} is computed by Winograd's algorithm.");
    }
}
