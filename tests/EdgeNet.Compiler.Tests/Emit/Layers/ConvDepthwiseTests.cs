using System.Runtime.Intrinsics;
using EdgeNet.Compiler.Planning;
using EdgeNet.Compiler.Planning.Steps;
using EdgeNet.Compiler.Planning.Streaming;
using EdgeNet.Description;
using static EdgeNet.Compiler.Tests.Emit.Networks;

namespace EdgeNet.Compiler.Tests.Emit.Layers;

/// <summary>Depthwise convolutions in tiles of rows and columns, against the scalar reference at every width.</summary>
public class ConvDepthwiseTests
{
    private static LayerDescription Depthwise(int kernelHeight, int kernelWidth, params LayerArgument[] more) =>
        new("DepthwiseConv2D", [A("kernelHeight", kernelHeight), A("kernelWidth", kernelWidth), .. more]);

    private static LayerDescription Pointwise(int filters) => new("Conv2D", A("filters", filters), A("kernel", 1));

    private static NetworkDescription[] Cases =>
    [
        new("Keywords", [64, 25, 5], [Depthwise(3, 3, A("padding", 1), A("activation", "ReLU"))]),
        new("Odd", [20, 7, 6], [Depthwise(3, 3, A("padding", 1))]),
        new("OneRow", [16, 3, 9], [Depthwise(3, 3)]),
        new("OneColumn", [17, 13, 1], [Depthwise(3, 1, A("pads", new[] { 1, 0, 1, 0 }))]),
        new("OnePixel", [16, 5, 4], [Depthwise(5, 4)]),
        new("Strided", [20, 11, 13], [Depthwise(3, 3, A("stride", 2), A("padding", 1))]),
        new("StridedTall", [16, 15, 4], [Depthwise(3, 2, A("strides", new[] { 1, 2 }))]),
        new("Apart", [16, 9, 10], [Depthwise(2, 2, A("stride", 2)), Depthwise(2, 3, A("strides", new[] { 3, 1 }))]),
        new("Dilated", [16, 12, 9], [Depthwise(3, 3, A("dilation", 2), A("padding", 2))]),
        new("DilatedStrides", [24, 17, 16], [Depthwise(4, 3, A("strides", new[] { 2, 3 }), A("dilations", new[] { 3, 2 }))]),
        new("Five", [24, 9, 12], [Depthwise(5, 5, A("padding", 2))]),
        new("Seven", [18, 10, 7], [Depthwise(7, 7, A("padding", 3))]),
        new("Column", [19, 10, 6], [Depthwise(3, 1)]),
        new("Row", [19, 10, 6], [Depthwise(1, 3)]),
        new("Long", [16, 6, 40], [Depthwise(2, 20)]),
        new("Few", [3, 9, 8], [Pointwise(5), Depthwise(3, 3, A("padding", 1)), Pointwise(6)]),
        new("FewFull", [3, 13, 6], [Pointwise(5), Depthwise(9, 5, A("padding", 2)), Pointwise(6)]) { Unroll = Unroll.Full },
        new("Several", [16, 8, 7], [Depthwise(3, 3, A("multiplier", 2), A("padding", 1), A("bias", false)), new LayerDescription("BatchNorm", A("activation", "ReLU"))]),
        new("Series", [18, 40], [new LayerDescription("DepthwiseConv1D", A("kernel", 5), A("padding", 2))]),
        new("Solid", [16, 5, 7, 4], [new LayerDescription("DepthwiseConv3D", A("kernel", 3), A("padding", 1))]),
        new("SolidStrided", [16, 7, 9, 8], [new LayerDescription("DepthwiseConv3D", A("kernel", 3), A("stride", 2), A("padding", 1))]),
        new("SolidFull", [16, 6, 8, 7], [new LayerDescription("DepthwiseConv3D", A("kernel", 4))]) { Unroll = Unroll.Full },
    ];

    private static readonly DepthwiseTile[] Tiles = [new(2, 4), new(3, 3), new(1, 3), new(4, 5), new(6, 1), new(2, 7), new(5, 2)];

    /// <summary>Compiles networks in tiles of all kinds, each in its turn.</summary>
    private static IReadOnlyList<EmittedNetwork> InTiles(NetworkDescription[] cases, StreamingMode streaming)
    {
        int turn = 0;
        return EmittedNetwork.CompileAll(cases, new CompilerOptions
        {
            Streaming = streaming,
            DepthwiseTile = image => Tiles[turn++ % Tiles.Length] is var tile ? new(Math.Min(tile.Rows, image.Rows), Math.Min(tile.Columns, image.Columns)) : default,
        });
    }

    [Fact]
    public void Chosen_tiles_match_the_scalar_reference_at_every_width()
    {
        foreach (EmittedNetwork network in EmittedNetwork.CompileAll(Cases, StreamingMode.Never))
        {
            Assert.Contains(network.Plan.AllSteps, s => s is ConvDepthwiseStep);
            EmittedCheck.One(network, samples: 1, Vector512.IsHardwareAccelerated || network.Graph.Name is "OneColumn" or "Few");
        }
    }

    [Fact]
    public void Every_tile_matches_the_scalar_reference()
    {
        foreach (EmittedNetwork network in InTiles(Cases, StreamingMode.Never)) EmittedCheck.One(network, samples: 1, Vector512.IsHardwareAccelerated);
    }

    [Fact]
    public void Bands_of_rows_can_be_streamed_in_tiles_of_other_heights()
    {
        NetworkDescription[] cases =
        [
            new("Mobile", [3, 26, 12],
                [Pointwise(8), Depthwise(3, 3, A("padding", 1)), Pointwise(20), Depthwise(3, 3, A("stride", 2), A("padding", 1)), Pointwise(16), Depthwise(5, 3, A("padding", 1))]),
            new("Strides", [4, 32, 9], [Pointwise(16), Depthwise(3, 3, A("strides", new[] { 3, 1 }), A("dilations", new[] { 2, 1 })), Pointwise(8), Depthwise(2, 2), Pointwise(4)]),
        ];
        foreach (EmittedNetwork network in InTiles(cases, StreamingMode.Everywhere))
        {
            Assert.Contains(network.Plan.Steps.OfType<StreamStep>(), s => s.Parts.Any(p => p.Steps.Any(step => step is ConvDepthwiseStep)));
            EmittedCheck.One(network, samples: 1, Vector512.IsHardwareAccelerated);
        }
    }

    /// <summary>What the rows are for: small images fill the latency of multiply-adds. Rows that share no input stay apart.</summary>
    [Fact]
    public void Tiles_go_over_rows_where_these_share_input_and_are_short()
    {
        string Of(string name) => NetworkCompiler.Compile(Cases.Single(c => c.Name == name), new TargetClass("Emitted", default, name), new CompilerOptions { Streaming = StreamingMode.Never }).Source!;
        Assert.Contains("tiles of 8 channels × 2 rows × 5 columns", Of("Keywords"), StringComparison.Ordinal);
        foreach (string apart in new[] { "Apart", "Row", "OneRow" }) Assert.DoesNotMatch(@"channels × \d+ rows", Of(apart));
        Assert.Matches(@"channels × \d+ rows × 1 columns", Of("OneColumn"));
    }
}
