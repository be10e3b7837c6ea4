using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Compiler.Problems;
using EdgeNet.Description;

namespace EdgeNet.Compiler.Tests.Graph;

/// <summary>Description → graph: names, connections, shapes, parameters and costs.</summary>
public sealed class GraphBuilderTests
{
    [Fact]
    public void LeNet5_has_the_shapes_and_costs_of_its_paper()
    {
        NetworkGraph graph = Build([1, 32, 32],
            L("Conv2D", A("filters", 6), A("kernel", 5), A("activation", "Tanh"), A("name", "c1")), L("MaxPool2D", A("kernel", 2)),
            L("Conv2D", A("filters", 16), A("kernel", 5), A("activation", "Tanh"), A("name", "c3")), L("MaxPool2D", A("kernel", 2)),
            L("Flatten"),
            L("Dense", A("units", 120), A("activation", "Tanh"), A("name", "c5")),
            L("Dense", A("units", 60), A("activation", "Tanh"), A("name", "f6")),
            L("Dense", A("units", 10), A("name", "output")), L("Softmax"));

        Assert.Equal(
            [
                "input 1×32×32", "c1 6×28×28", "c1.activation 6×28×28", "maxpool2d1 6×14×14", "c3 16×10×10", "c3.activation 16×10×10",
                "maxpool2d2 16×5×5", "flatten1 400", "c5 120", "c5.activation 120", "f6 60", "f6.activation 60", "output 10", "softmax1 10",
            ],
            graph.Nodes.Select(n => $"{n.Name} {n.Shape}"));
        Assert.Equal(
            [
                "c1.weight 6×1×5×5", "c1.bias 6", "c3.weight 16×6×5×5", "c3.bias 16", "c5.weight 120×400", "c5.bias 120",
                "f6.weight 60×120", "f6.bias 60", "output.weight 10×60", "output.bias 10",
            ],
            graph.Parameters().Select(p => $"{p.Name} {p.Shape}"));
        Assert.Equal(28 * 28 * 6 * 25 + 10 * 10 * 16 * 6 * 25 + 400 * 120 + 120 * 60 + 60 * 10, graph.MultiplyAdds);
        Assert.Equal([-1, 0, 0, 1, 2, 2, 3, 4, 5, 5, 6, 6, 7, 8], graph.Nodes.Select(n => n.Source));
    }

    [Fact]
    public void A_name_stands_for_the_output_behind_the_activation()
    {
        NetworkGraph graph = Build([1, 4, 4],
            L("Conv2D", A("filters", 2), A("kernel", 1), A("activation", "ReLU"), A("name", "a")),
            L("Dropout"),
            L("Flatten", A("from", "a"), A("name", "b")));
        Assert.Equal(["a.activation"], graph["b"].Inputs);
        Assert.Equal(["dropout1", "b"], graph.Consumers(graph["a.activation"]).Select(n => n.Name));
        Assert.Equal(["b"], graph.Outputs);
    }

    [Fact]
    public void Names_given_by_position_avoid_names_that_are_taken()
    {
        NetworkGraph graph = Build([3],
            L("Dense", A("units", 1)), L("Dense", A("units", 2), A("name", "dense3")), L("Softmax", A("name", "dense1_")),
            L("Dense", A("units", 3)), L("Dense", A("units", 4)), L("Dense", A("units", 5), A("name", "dense2")));
        Assert.Equal(["input", "dense1", "dense3", "dense1_", "dense4", "dense5", "dense2"], graph.Nodes.Select(n => n.Name));
    }

    [Theory]
    [InlineData(1, true, "3×4×2×5 | 3", 3L * 4 * 10)]
    [InlineData(1, false, "3×4×2×5", 3L * 4 * 10)]
    public void A_convolution_s_parameters_and_cost(int groups, bool bias, string parameters, long perPixel)
    {
        NetworkGraph graph = Build([4, 9, 9], L("Conv2D",
            A("filters", 3), A("kernelHeight", 2), A("kernelWidth", 5), A("groups", groups), A("bias", bias)));
        Assert.Equal(parameters, string.Join(" | ", graph.Parameters().Select(p => p.Shape.ToString())));
        Assert.Equal(new TensorShape(3, 8, 5), graph.OutputShape);
        Assert.Equal(perPixel * 8 * 5, graph.MultiplyAdds);
    }

    [Fact]
    public void Groups_divide_the_weight_s_input_channels()
    {
        NetworkGraph graph = Build([4, 6, 6], L("Conv2D", A("filters", 8), A("kernel", 3), A("groups", 4), A("bias", false)));
        Assert.Equal("8×1×3×3", Assert.Single(graph.Parameters()).Shape.ToString());
        Assert.Equal(8 * 9 * 16, graph.MultiplyAdds);
    }

    [Fact]
    public void Defaults_are_the_attributes_defaults()
    {
        NetworkGraph graph = Build([4, 6, 6],
            L("Conv2D", A("filters", 4), A("kernel", 3)), L("AvgPool2D", A("kernel", 2)), L("Dropout"),
            L("Activation", A("function", "LeakyReLU")));
        var conv = (Conv)graph["conv2d1"].Layer;
        var window = new Window(new[] { 3, 3 }, new[] { 1, 1 }, new[] { 0, 0 }, new[] { 0, 0 }, new[] { 1, 1 });
        Assert.Equal((4, window, 1, true), (conv.Filters, conv.Window, conv.Groups, conv.Bias));
        var pool = (AvgPool)graph["avgpool2d1"].Layer;
        Assert.Equal((new[] { 2, 2 }, false, true), (pool.Window.Stride, pool.Ceil, pool.CountIncludePad));
        Assert.Equal(new DropoutAttribute().Rate, ((Dropout)graph["dropout1"].Layer).Rate);
        Assert.Equal(
            ActivationFunction.Of(Activation.LeakyReLU),
            ((Activate)graph["activation1"].Layer).Function);
        Assert.Equal((new Conv2DAttribute(1, 1).Groups, new Conv2DAttribute(1, 1).Bias, new AvgPool2DAttribute(1).CountIncludePad), (1, true, true));
    }

    [Theory]
    [InlineData("SameUpper", 0, 1)]
    [InlineData("SameLower", 1, 0)]
    public void Same_padding_of_a_transposed_convolution_gives_size_times_stride(string autoPad, int begin, int end)
    {
        NetworkGraph graph = Build([1, 5, 5], L("ConvTranspose2D", A("filters", 1), A("kernel", 3), A("stride", 2), A("autoPad", autoPad)));
        var layer = (ConvTranspose)graph["convtranspose2d1"].Layer;
        Assert.Equal(new TensorShape(1, 10, 10), graph.OutputShape);
        Assert.Equal((begin, end), (layer.Window.PadBegin[0], layer.Window.PadEnd[0]));
    }

    [Fact]
    public void Each_axis_of_a_window_has_its_own_arguments()
    {
        NetworkGraph graph = Build([1, 20, 20], L("Conv2D", A("filters", 1), A("kernel", new[] { 3, 5 }), A("strides", new[] { 2, 1 }),
            A("pads", new[] { 1, 2, 3, 4 }), A("dilations", new[] { 1, 2 })));
        Window window = ((Conv)graph["conv2d1"].Layer).Window;
        Assert.Equal("3×5 stride 2×1 padding 1,2/3,4 dilation 1×2", window.ToString());
        Assert.Equal(new TensorShape(1, 11, 18), graph.OutputShape);
    }

    [Fact]
    public void A_broken_graph_is_found_by_the_checker()
    {
        var input = new Node("input", new Input(new(4)), default, new(4), -1);
        var softmax = new Node("s", new Softmax(), new[] { "input" }, new(4), 0);
        GraphChecker.Check(new("Net", [input, softmax], ["s"]));
        AssertBroken("does not stand above", [softmax, input], "s");
        AssertBroken("says 5, but its layer gives 4", [input, softmax with { Shape = new(5) }], "s");
        AssertBroken("an output is not in the graph", [input, softmax], "t");
        AssertBroken("an output is not in the graph", [input, softmax]);
    }

    private static void AssertBroken(string message, Node[] nodes, params string[] outputs)
    {
        var error = Assert.Throws<InvalidOperationException>(() => GraphChecker.Check(new("Net", nodes, outputs)));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    private static NetworkGraph Build(int[] input, params LayerDescription[] layers)
    {
        NetworkGraph? graph = GraphBuilder.Build(new NetworkDescription("Net", input, layers), out IReadOnlyList<Problem> problems);
        Assert.DoesNotContain(problems, p => p.Severity == ProblemSeverity.Error);
        return graph!;
    }

    private static LayerDescription L(string kind, params LayerArgument[] arguments) => new(kind, arguments);

    private static LayerArgument A(string name, ArgumentValue value) => new(name, value);
}
