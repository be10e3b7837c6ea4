using System.Runtime.Intrinsics;
using EdgeNet.Compiler.Planning;
using EdgeNet.Compiler.Planning.Steps;
using EdgeNet.Compiler.Planning.Streaming;
using EdgeNet.Description;
using static EdgeNet.Compiler.Tests.Emit.Networks;

namespace EdgeNet.Compiler.Tests.Emit.Layers;

/// <summary>Winograd's F(m, r) along columns with output columns by a two-parallel fast FIR filter, against the scalar reference at every width.</summary>
public class ConvWinogradFastFirTests
{
    private static NetworkDescription Network(string name, int[] input, params LayerDescription[] layers) => new(name, input, layers);

    private static LayerDescription Conv(int filters, int height, int width, params LayerArgument[] more) =>
        new LayerDescription("Conv2D", [A("filters", filters), A("kernelHeight", height), A("kernelWidth", width), A("name", "c"), .. more]);

    /// <summary>Brings the channels together.</summary>
    private static LayerDescription Last(int channels) => new LayerDescription("Conv2D", A("filters", channels), A("kernel", 1), A("name", "first"));

    private static LayerDescription Pool(int height, int width) => new LayerDescription("MaxPool2D", A("kernelHeight", height), A("kernelWidth", width), A("strides", new[] { height, width }));

    private static LayerDescription Activation(string function) => new LayerDescription("Activation", A("function", function));

    private static NetworkDescription[] Cases =>
    [
        Network("First", [1, 32, 32], Conv(16, 5, 5), Pool(2, 2), Activation("Tanh")),
        Network("Last", [3, 20, 18], Last(12), Conv(20, 5, 5, A("activation", "Sigmoid"))),
        Network("Two", [2, 17, 21], Conv(16, 3, 2)),
        Network("Three", [3, 18, 16], Last(8), Conv(7, 3, 3, A("pads", new[] { 1, 1, 1, 1 }), A("activation", "ELU"))),
        Network("Four", [2, 19, 16], Conv(33, 4, 4, A("pads", new[] { 0, 2, 1, 1 }), A("bias", false))),
        Network("Six", [3, 23, 29], Last(5), Conv(16, 3, 6)),
        Network("Seven", [1, 26, 40], Conv(18, 5, 7, A("pads", new[] { 2, 3, 2, 3 })), Pool(2, 4)),
        Network("Nine", [2, 21, 26], Conv(16, 2, 9), Activation("GELU")),
        Network("Phases", [2, 40, 20], Conv(17, 6, 3, A("strides", new[] { 2, 1 }), A("pads", new[] { 2, 1, 2, 1 }))),
        Network("Added", [3, 20, 20], Last(16), Conv(16, 3, 5, A("pads", new[] { 1, 2, 1, 2 })), new LayerDescription("Add", A("inputs", new[] { "c", "first" }), A("activation", "Tanh"))),
        Network("Normed", [1, 24, 24], Conv(16, 5, 5), new LayerDescription("BatchNorm", A("activation", "Swish")), new LayerDescription("Conv2D", A("filters", 10), A("kernel", 3), A("padding", 1))),
        Network("Solid", [2, 5, 16, 18], new LayerDescription("Conv3D", A("filters", 16), A("kernel", 3), A("padding", 1), A("activation", "Tanh"))),
        Network("SolidPooled", [1, 6, 18, 18], new LayerDescription("Conv3D", A("filters", 20), A("kernel", 3), A("name", "c")), new LayerDescription("MaxPool3D", A("kernel", 2))),
        Network("Straddled", [6, 14, 14], Conv(16, 5, 5), Pool(2, 2), Activation("Tanh")),
        Network("Shared", [3, 14, 14], [Last(8), .. Enumerable.Range(0, 9).Select(i => new LayerDescription("Conv2D", A("filters", 16 + i), A("kernel", 3), A("padding", 1), A("activation", "Tanh")))]),
    ];

    /// <summary>Compiles networks by fast FIR wherever that can be, each tile in its turn.</summary>
    private static IReadOnlyList<EmittedNetwork> ByFastFir(StreamingMode streaming)
    {
        int turn = 0;
        return EmittedNetwork.CompileAll(Cases, new CompilerOptions
        {
            Streaming = streaming,
            WinogradTile = tiles => tiles.Where(t => t.UsesFastFir).ToArray() is { Length: > 0 } pairs ? pairs[turn++ % pairs.Length] : null,
        });
    }

    [Fact]
    public void Fast_FIR_filters_match_the_scalar_reference_at_every_width()
    {
        foreach (EmittedNetwork network in ByFastFir(StreamingMode.Never))
        {
            Assert.True(network.Plan.Steps.Any(s => s is ConvWinogradStep { Tile.UsesFastFir: true }), $"{network.Graph.Name} is computed otherwise: {string.Join("; ", network.Plan.Steps.Select(s => s.Summary))}.");
            EmittedCheck.One(network, samples: 2, Vector512.IsHardwareAccelerated || network.Graph.Name is "First" or "Last");
        }
    }

    [Fact]
    public void Fast_FIR_filters_can_be_streamed()
    {
        IReadOnlyList<EmittedNetwork> networks = ByFastFir(StreamingMode.Everywhere);
        Assert.Contains(networks, n => n.Plan.Steps.OfType<StreamStep>().Any());
        foreach (EmittedNetwork network in networks) EmittedCheck.One(network, samples: 1, Vector512.IsHardwareAccelerated);
    }

    /// <summary>By the estimates LeNet-5's second convolution is worth it, and an odd number of columns cannot be paired.</summary>
    [Fact]
    public void Even_columns_of_long_kernels_are_paired()
    {
        NetworkDescription[] cases = [Cases[13], Network("Odd", [6, 14, 15], Conv(16, 5, 5))];
        IReadOnlyList<EmittedNetwork> networks = EmittedNetwork.CompileAll(cases, StreamingMode.Never);
        Assert.Contains(networks[0].Plan.Steps, s => s is ConvWinogradStep { Tile.UsesFastFir: true });
        Assert.Contains(networks[1].Plan.Steps, s => s is ConvWinogradStep { Tile.UsesFastFir: false });
    }
}
