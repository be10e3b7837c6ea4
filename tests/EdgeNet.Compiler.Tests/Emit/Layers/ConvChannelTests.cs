using System.Runtime.Intrinsics;
using EdgeNet.Compiler.Planning;
using EdgeNet.Compiler.Planning.Steps;
using EdgeNet.Compiler.Planning.Streaming;
using EdgeNet.Description;
using static EdgeNet.Compiler.Tests.Emit.Networks;

namespace EdgeNet.Compiler.Tests.Emit.Layers;

/// <summary>Convolutions vectorized over output channels whose tiles are unusual, against the scalar reference at every width.</summary>
public class ConvChannelTests
{
    private static LayerDescription Conv(int filters, int kernel, params LayerArgument[] more) =>
        new("Conv2D", [A("filters", filters), A("kernel", kernel), .. more]);

    private static NetworkDescription[] Cases =>
    [
        // Images too small to fill the registers by rows.
        new("Three", [24, 3, 3], [Conv(32, 1), Conv(40, 1, A("activation", "ReLU"))]),
        new("Bordered", [24, 3, 3], [Conv(32, 1), Conv(48, 1), Conv(24, 3, A("padding", 1))]),
        new("Strided", [20, 7, 5], [Conv(32, 3, A("stride", 2))]),
        new("Column", [20, 9, 1], [new LayerDescription("Conv2D", A("filters", 36), A("kernelHeight", 3), A("kernelWidth", 1))]),
        new("Groups", [32, 3, 5], [Conv(64, 1, A("groups", 2))]),
        new("Sum", [24, 3, 3], [Conv(32, 1, A("name", "a")), Conv(32, 1, A("name", "b")),
            new LayerDescription("Add", A("inputs", new[] { "a", "b" }), A("activation", "ReLU")), Conv(20, 3, A("padding", 1))]),
        // Many of them, which run the same methods.
        new("Many", [24, 3, 3], [.. Enumerable.Range(0, 10).Select(i => Conv(32 + 16 * (i % 2), 1 + 2 * (i / 5), A("padding", i / 5), A("activation", "ReLU")))]),
        // Taps that read the same elements: planar input, kernels over strides of all sizes.
        new("First", [3, 21, 23], [Conv(8, 3, A("stride", 2), A("padding", 1)), new LayerDescription("DepthwiseConv2D", A("kernel", 3), A("padding", 1)), Conv(16, 1)]),
        new("Long", [1, 18, 31], [new LayerDescription("Conv2D", A("filters", 24), A("kernelHeight", 5), A("kernelWidth", 4), A("stride", 2))]),
        new("Wide", [2, 9, 40], [Conv(32, 5, A("dilation", 2))]),
        new("Steps", [2, 90], [new LayerDescription("Conv1D", A("filters", 16), A("kernel", 7), A("stride", 3))]),
    ];

    [Fact]
    public void Every_tile_matches_the_scalar_reference_at_every_width()
    {
        foreach (EmittedNetwork network in EmittedNetwork.CompileAll(Cases, StreamingMode.Never))
            EmittedCheck.One(network, samples: 2, Vector512.IsHardwareAccelerated || network.Graph.Name is "Three" or "First");
    }

    /// <summary>What the cases above are for happens in them.</summary>
    [Fact]
    public void Tiles_go_over_the_ends_of_rows_in_small_images()
    {
        EmittedNetwork network = EmittedNetwork.Compile(Cases[0]);
        Assert.Contains("_2x5_256", network.Source, StringComparison.Ordinal);
        ExecutionPlan few = EmittedNetwork.Compile(Cases.Single(c => c.Name == "First")).Plan;
        Assert.DoesNotContain(few.AllSteps, s => s is ConvWidthStep);
    }
}
