using System.Runtime.Intrinsics;
using EdgeNet.Compiler.Planning;
using EdgeNet.Compiler.Planning.Steps;
using EdgeNet.Compiler.Planning.Streaming;
using EdgeNet.Description;
using static EdgeNet.Compiler.Tests.Emit.Networks;

namespace EdgeNet.Compiler.Tests.Emit.Layers;

/// <summary>Convolutions of few channels and filters by Winograd's algorithm F(m, r) vectorized over output width, against the scalar reference at every width.</summary>
public class ConvWinogradWidthTests
{
    private static NetworkDescription Network(string name, int[] input, params LayerDescription[] layers) => new(name, input, layers);

    private static LayerDescription Conv(int filters, int kernel, params LayerArgument[] more) => new("Conv2D", [A("filters", filters), A("kernel", kernel), .. more]);

    private static NetworkDescription[] Cases =>
    [
        Network("First", [1, 32, 32], Conv(6, 5, A("name", "c")), new LayerDescription("MaxPool2D", A("kernel", 2)), new LayerDescription("Activation", A("function", "Tanh")), Conv(16, 5)),
        Network("Edges", [1, 23, 37], Conv(5, 5, A("padding", 2), A("activation", "ReLU"))),
        Network("OddPooled", [1, 31, 30], Conv(7, 3, A("padding", 1), A("name", "c")), new LayerDescription("MaxPool2D", A("kernel", 2)), new LayerDescription("Activation", A("function", "ReLU"))),
        Network("EvenKernel", [1, 21, 27], new LayerDescription("Conv2D", A("filters", 3), A("kernelHeight", 3), A("kernelWidth", 4), A("bias", false), A("name", "c")), new LayerDescription("MaxPool2D", A("kernel", 2))),
        Network("Colours", [3, 20, 50], Conv(3, 3, A("pads", new[] { 2, 0, 0, 1 }))),
        Network("Many", [2, 19, 70], Conv(11, 5)),
        Network("TallPool", [1, 30, 33], Conv(4, 3, A("name", "c")), new LayerDescription("MaxPool2D", A("kernelHeight", 3), A("kernelWidth", 1))),
        Network("Thin", [1, 40, 21], new LayerDescription("Conv2D", A("filters", 4), A("kernelHeight", 5), A("kernelWidth", 1))),
        Network("Normed", [1, 24, 24], Conv(4, 5), new LayerDescription("BatchNorm", A("activation", "ReLU")), Conv(3, 3, A("padding", 1))),
        Network("Solid", [1, 6, 18, 20], new LayerDescription("Conv3D", A("filters", 3), A("kernel", 3), A("padding", 1))),
        Network("SolidPooled", [1, 9, 18, 22], new LayerDescription("Conv3D", A("filters", 2), A("kernel", 3), A("name", "c")), new LayerDescription("MaxPool3D", A("kernel", 2))),
    ];

    /// <summary>Compiles networks vectorized over output width whatever that costs, each tile in its turn.</summary>
    private static IReadOnlyList<EmittedNetwork> OverWidth(NetworkDescription[] cases, StreamingMode streaming)
    {
        int turn = 0;
        return EmittedNetwork.CompileAll(cases, new CompilerOptions
        {
            Streaming = streaming,
            WinogradTile = tiles => tiles.Count > 0 && tiles[0].IsOverWidth ? tiles[turn++ % tiles.Count] : null,
        });
    }

    [Fact]
    public void Every_kind_of_tile_matches_the_scalar_reference_at_every_width()
    {
        foreach (EmittedNetwork network in OverWidth(Cases, StreamingMode.Never))
        {
            Assert.True(network.Plan.Steps.Any(s => s is ConvWinogradWidthStep), $"{network.Graph.Name} is computed otherwise: {string.Join("; ", network.Plan.Steps.Select(s => s.Summary))}.");
            EmittedCheck.One(network, samples: 2, Vector512.IsHardwareAccelerated || network.Graph.Name == "Many");
        }
    }

    [Fact]
    public void Rows_of_tiles_can_be_streamed()
    {
        NetworkDescription[] cases = [Cases[0], Cases[1] with { Layers = new([.. Cases[1].Layers, Conv(2, 3, A("padding", 1))]) }, Cases[8]];
        foreach (EmittedNetwork network in OverWidth(cases, StreamingMode.Everywhere))
        {
            Assert.Contains(network.Plan.AllSteps, s => s is ConvWinogradWidthStep);
            EmittedCheck.One(network, samples: 1, with512: Vector512.IsHardwareAccelerated);
        }
    }

    /// <summary>LeNet-5's first layer is cheaper so, by the estimates.</summary>
    [Fact]
    public void Few_channels_and_filters_are_done_so()
    {
        EmittedNetwork network = EmittedNetwork.Compile(Cases[0]);
        Assert.Contains(network.Plan.AllSteps, s => s is ConvWinogradWidthStep { Tile.Vertical.Outputs: 4, Tile.IsOverWidth: true });
        EmittedCheck.One(network, samples: 1, with512: false);
    }

    /// <summary>What cannot, or need not, be done so: strides, dilation, groups, pools that vectors are not parted for.</summary>
    [Fact]
    public void Others_stay_direct()
    {
        NetworkDescription[] cases =
        [
            Network("Strided", [1, 32, 32], Conv(6, 5, A("stride", 2))),
            Network("Dilated", [1, 32, 32], Conv(6, 5, A("dilation", 2))),
            Network("Grouped", [2, 32, 32], Conv(6, 5, A("groups", 2))),
            Network("ThreeWide", [1, 32, 32], Conv(6, 3), new LayerDescription("MaxPool2D", A("kernel", 3))),
            Network("Row", [1, 1, 64], new LayerDescription("Conv2D", A("filters", 3), A("kernelHeight", 1), A("kernelWidth", 5))),
        ];
        foreach (EmittedNetwork network in EmittedNetwork.CompileAll(cases, StreamingMode.Never))
            Assert.False(network.Plan.Steps.Any(s => s is ConvWinogradWidthStep), $"{network.Graph.Name} is computed by Winograd's algorithm.");
    }
}
