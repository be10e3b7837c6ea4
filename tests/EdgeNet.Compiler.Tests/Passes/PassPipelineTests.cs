using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Compiler.Passes;
using EdgeNet.Compiler.Tests.Emit;
using EdgeNet.Description;
using EdgeNet.Onnx.Reference;
using static EdgeNet.Compiler.Tests.Emit.Networks;

namespace EdgeNet.Compiler.Tests.Passes;

public class PassPipelineTests
{
    [Fact]
    public void LeNet5_becomes_two_fused_convolutions_and_three_dense_layers()
    {
        NetworkGraph graph = Optimise(LeNet5("Tanh"));
        Assert.Equal(["Input", "Conv", "Conv", "Flatten", "Dense", "Dense", "Dense", "Softmax"], graph.Nodes.Select(n => n.Layer.Kind));
        Conv c1 = Assert.IsType<Conv>(graph["c1"].Layer);
        Assert.Equal(Activation.Tanh, c1.Activation.Kind);
        Assert.Equal(new TensorShape(6, 14, 14), graph["c1"].Shape);
        Assert.Equal(2, c1.Pool!.Kernel[0]);
    }

    [Fact]
    public void Random_networks_compute_the_same_after_the_passes()
    {
        for (int seed = 1; seed <= 120; seed++)
        {
            NetworkDescription description = seed % 3 == 0 ? RandomNetworks.Create(seed) : RandomGraphs.Create(seed);
            NetworkGraph graph = GraphBuilder.Build(description, out _)!;
            if (graph.MultiplyAdds > 100_000) continue;
            var parameters = new SeededParameters(graph, seed);
            var random = new Random(seed);
            float[] input = [.. Enumerable.Range(0, graph.InputShape.Length).Select(_ => random.NextSingle() * 2 - 1)];
            float[] expected = new ReferenceNetwork(graph, parameters).RunAll(input);
            float[] actual = new ReferenceNetwork(PassPipeline.Run(graph), parameters).RunAll(input);
            for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], 1e-6f * Math.Max(1, Math.Abs(expected[i])));
        }
    }

    [Fact]
    public void A_falling_activation_stays_before_the_pooling()
    {
        NetworkGraph graph = Optimise(new("Falling", [1, 4, 4],
            new("Conv2D", A("filters", 2), A("kernel", 1), A("activation", "LeakyReLU"), A("alpha", -0.5), A("name", "c")),
            new("MaxPool2D", A("kernel", 2))));
        Assert.Equal(["Input", "Conv", "MaxPool"], graph.Nodes.Select(n => n.Layer.Kind));
        Assert.Null(((Conv)graph["c"].Layer).Pool);
    }

    [Theory]
    [InlineData(3, 2, 0, false)] // overlapping windows
    [InlineData(2, 2, 1, false)] // padding
    [InlineData(2, 2, 0, true)] // the last window hangs over the border of a 5×5 image
    public void Poolings_that_would_cost_or_read_past_the_border_stay(int kernel, int stride, int padding, bool ceil)
    {
        NetworkGraph graph = Optimise(new("Kept", [1, 5, 5],
            new("Conv2D", A("filters", 2), A("kernel", 1)),
            new("MaxPool2D", A("kernel", kernel), A("stride", stride), A("padding", padding), A("ceil", ceil))));
        Assert.Contains(graph.Nodes, n => n.Layer is MaxPool);
    }

    [Fact]
    public void A_layer_that_two_others_take_keeps_its_own_output()
    {
        NetworkGraph graph = Optimise(new("Twice", [1, 4, 4],
            new("Conv2D", A("filters", 2), A("kernel", 1), A("name", "c")),
            new("Activation", A("function", "ReLU"), A("name", "unused")),
            new("MaxPool2D", A("kernel", 2), A("from", "c"))));
        // What no output needs is gone, so that the pooling is the only reader and fuses.
        Assert.Equal(["Input", "Conv"], graph.Nodes.Select(n => n.Layer.Kind));
    }

    [Fact]
    public void What_does_nothing_in_inference_leaves_no_trace()
    {
        NetworkGraph graph = Optimise(new("Nothing", [3],
            new("Flatten"), new("Dropout", A("rate", 0.5)), new("Activation", A("function", "None")), new("Softmax")));
        Assert.Equal(["Input", "Softmax"], graph.Nodes.Select(n => n.Layer.Kind));
    }

    [Fact]
    public void Moves_that_leave_everything_in_place_leave_no_trace()
    {
        NetworkGraph graph = Optimise(new("Still", [3, 4, 5],
            new("Reshape", A("shape", new[] { 3, -1, 5 })), new("Transpose", A("axes", new[] { 0, 1, 2 })), new("Slice", A("starts", new[] { 0 }), A("ends", new[] { 9 })),
            new("Pad", A("pads", new[] { 0, 0, 0, 0 })), new("Upsample", A("scales", 1)), new("Transpose", A("axes", new[] { 2, 0, 1 })), new("Transpose", A("axes", new[] { 1, 2, 0 })),
            new("Flatten"), new("Reshape", A("shape", new[] { 12, 5 })), new("Reshape", A("shape", new[] { 3, 4, 5 })), new("Softmax")));
        Assert.Equal(["Input", "Softmax"], graph.Nodes.Select(n => n.Layer.Kind));
    }

    [Fact]
    public void Moves_in_a_row_become_one_and_others_keep_their_part()
    {
        NetworkGraph graph = Optimise(new("Row", [3, 4, 5],
            new("Transpose", A("axes", new[] { 2, 0, 1 }), A("name", "t")), new("Transpose", A("axes", new[] { 2, 0, 1 }), A("name", "u")),
            new("Flatten", A("name", "f")), new("Reshape", A("shape", new[] { 5, 12 }), A("name", "r")),
            new("Reshape", A("shape", new[] { 5, 12 }), A("from", "t"), A("name", "v")), new("Add", A("inputs", new[] { "r" }))));
        Assert.Equal(["Input", "Transpose", "Transpose", "Reshape", "Reshape", "Add"], graph.Nodes.Select(n => n.Layer.Kind));
        Assert.Equal([1, 2, 0], ((Transpose)graph["u"].Layer).Axes);
        Assert.Equal("input", Assert.Single(graph["u"].Inputs));
    }

    [Fact]
    public void Zeros_around_a_convolution_are_its_own_padding()
    {
        NetworkGraph graph = Optimise(new("Padded", [3, 4, 5],
            new("Pad", A("pads", new[] { 1, 0, 2, 3 })), new("Conv2D", A("filters", 2), A("kernel", 3), A("padding", 1), A("name", "c"))));
        Assert.Equal(["Input", "Conv"], graph.Nodes.Select(n => n.Layer.Kind));
        Assert.Equal([2, 1], ((Conv)graph["c"].Layer).Window.PadBegin);
        Assert.Equal([3, 4], ((Conv)graph["c"].Layer).Window.PadEnd);
    }

    [Theory]
    [InlineData(0.5, 1)]
    [InlineData(0, -1)]
    public void Other_padding_stays_before_the_convolution(double value, int padding)
    {
        NetworkGraph graph = Optimise(new("Kept", [3, 4, 5],
            new("Pad", A("pads", new[] { padding, 0, 2, 3 }), A("value", value)), new("Conv2D", A("filters", 2), A("kernel", 3))));
        Assert.Equal(["Input", "Pad", "Conv"], graph.Nodes.Select(n => n.Layer.Kind));
    }

    [Fact]
    public void A_join_applies_the_activation_behind_it_where_nothing_else_reads_the_sum()
    {
        LayerDescription[] layers = [new("Constant", A("shape", 5), A("name", "k")), new("Add", A("inputs", new[] { "k" }), A("activation", "ReLU"), A("name", "sum"))];
        Assert.Equal(Activation.ReLU, ((Elementwise)Optimise(new("Joined", [5], layers))["sum"].Layer).Activation.Kind);
    }

    [Fact]
    public void A_residual_sum_is_taken_in_by_the_larger_convolution_behind_the_other()
    {
        NetworkGraph graph = Optimise(new("Residual", [16, 8, 8],
            new("Conv2D", A("filters", 16), A("kernel", 3), A("padding", 1), A("name", "main")), new("BatchNorm", A("name", "bn")),
            new("Conv2D", A("filters", 16), A("kernel", 1), A("from", "input"), A("name", "shortcut")),
            new("Add", A("inputs", new[] { "bn", "shortcut" }), A("activation", "ReLU"), A("name", "sum")), new("Softmax")));
        Assert.Equal(["input", "shortcut", "main", "softmax1"], graph.Nodes.Select(n => n.Name));
        Conv main = Assert.IsType<Conv>(graph["main"].Layer);
        Assert.True(main.HasResidual);
        Assert.Equal(Activation.ReLU, main.Activation.Kind);
        Assert.Equal(["input", "shortcut"], graph["main"].Inputs);
    }

    [Theory]
    [InlineData("Tanh", "input")] // activated before the sum
    [InlineData("None", "c")] // also read by the pooling
    public void Other_sums_stay(string activation, string pooled)
    {
        NetworkGraph graph = Optimise(new("Kept", [16, 8, 8],
            new("Conv2D", A("filters", 16), A("kernel", 3), A("padding", 1), A("activation", activation), A("name", "c")),
            new("Add", A("inputs", new[] { "c", "input" }), A("name", "sum")), new("GlobalAvgPool", A("from", pooled), A("name", "p")),
            new("Mul", A("inputs", new[] { "sum", "p" }))));
        Assert.Contains(graph.Nodes, n => n.Name == "sum");
    }

    private static NetworkGraph Optimise(NetworkDescription description) => PassPipeline.Run(GraphBuilder.Build(description, out _)!);
}
