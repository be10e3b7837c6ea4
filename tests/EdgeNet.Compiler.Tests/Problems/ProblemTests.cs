using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Problems;
using EdgeNet.Description;

namespace EdgeNet.Compiler.Tests.Problems;

/// <summary>Every problem of the catalogue, with the layer and the argument at fault.</summary>
public sealed class ProblemTests
{
    private static readonly int[] Image = [2, 8, 8];

    /// <summary>Id, input, layers, index of the layer at fault (−1: the network), argument at fault, a piece of the message.</summary>
    public static TheoryData<string, int[], LayerDescription[], int, string?, string> Cases => new()
    {
        { "EDGE1001", [1, 0], [L("Flatten")], -1, "shape", "1 to 8 sizes of 1 or more" },
        { "EDGE1001", [], [L("Flatten")], -1, "shape", "but it is ()" },
        { "EDGE1001", [1, 2, 3, 4, 5, 6, 7, 8, 9], [L("Flatten")], -1, "shape", "(1, 2, 3, 4, 5, 6, 7, 8, 9)" },
        { "EDGE1002", Image, [], -1, null, "'Net' has no layers" },
        { "EDGE1003", Image, [L("Flatten"), L("Convolve")], 1, null, "no layer kind 'Convolve'; known kinds are Activation, Add, AvgPool1D" },
        { "EDGE1004", Image, [L("Dense", A("units", 3))], 0, null, "Dense 'dense1' needs a vector, but the network's input gives 2×8×8 = 128: put [Flatten] before it" },
        { "EDGE1004", [128], [L("Conv2D", A("filters", 3), A("kernel", 3))], 0, null, "needs (channels, height, width), but the network's input gives 128" },
        { "EDGE1004", [2, 8], [L("MaxPool2D", A("kernel", 3))], 0, null, "gives 2×8" },
        { "EDGE1005", Image, [L("Conv2D", A("filters", 3), A("kernel", 5), A("dilation", 2))], 0, "kernel", "window of 9×9 (kernel 5×5, dilation 2×2), but the network's input gives 2×8×8" },
        { "EDGE1005", Image, [L("Conv2D", A("filters", 3), A("kernelHeight", 11), A("kernelWidth", 1), A("padding", 1))], 0, "kernelHeight", "which is 10×10 with padding" },
        { "EDGE1005", Image, [L("AvgPool2D", A("kernel", 9))], 0, "kernel", "9×9" },
        { "EDGE1005", [128, 3], [L("Conv1D", A("filters", 3), A("kernel", 5))], 0, "kernel", "gives 128×3; channels come first: is it (3, 128)?" },
        { "EDGE1006", Image, [L("Conv2D", A("filters", 0), A("kernel", 3))], 0, "filters", "needs filters to be a whole number of 1 or more, but it is 0" },
        { "EDGE1006", Image, [L("Conv2D", A("filters", 2.5), A("kernel", 3))], 0, "filters", "but it is 2.5" },
        { "EDGE1006", Image, [L("MaxPool2D", A("kernel", 2), A("stride", 0))], 0, "stride", "but it is 0" },
        { "EDGE1006", Image, [L("MaxPool2D", A("kernel", 2), A("padding", -1))], 0, "padding", "whole number of 0 or more, but it is -1" },
        { "EDGE1006", Image, [L("Dropout", A("rate", 1))], 0, "rate", "0 or more and less than 1, but it is 1" },
        { "EDGE1006", Image, [L("Activation", A("function", "LeakyReLU"), A("alpha", double.PositiveInfinity))], 0, "alpha", "a finite number, but it is Infinity" },
        { "EDGE1006", Image, [L("Activation", A("function", "Relu"))], 0, "function", "one of None, ReLU, LeakyReLU, Tanh, Sigmoid, ReLU6, Clip" },
        { "EDGE1007", Image, [L("Conv2D", A("filters", 3), A("kernel", new[] { 3, 3, 3 }))], 0, "kernel", "needs 2 values for kernel, but there are 3" },
        { "EDGE1007", Image, [L("MaxPool2D", A("kernel", 2), A("pads", new[] { 1, 1 }))], 0, "pads", "needs 4 values for pads, but there are 2" },
        { "EDGE1007", Image, [L("Conv2D", A("filters", new[] { 3, 3 }), A("kernel", 3))], 0, "filters", "needs 1 values for filters, but there are 2" },
        { "EDGE1008", Image, [L("Conv2D", A("filters", 3), A("kernel", 3), A("groups", 2))], 0, "groups", "splits 3 filters into 2 groups, but 3 filters is not a multiple of 2" },
        { "EDGE1008", Image, [L("Conv2D", A("filters", 6), A("kernel", 3), A("groups", 3))], 0, "groups", "splits 2 channels into 3 groups" },
        { "EDGE1009", Image, [L("Flatten", A("name", "a")), L("Flatten", A("from", "b"))], 1, "from", "takes its input from 'b', but no layer above has that name; above are 'input', 'a'" },
        { "EDGE1009", Image, [L("Flatten", A("name", "a"), A("from", "a"))], 0, "from", "above are 'input'" },
        { "EDGE1010", Image, [L("Flatten", A("name", "a")), L("Softmax", A("name", "a"))], 1, "name", "'a' is taken by Flatten 'a'" },
        { "EDGE1010", Image, [L("Flatten", A("name", "input"))], 0, "name", "'input' is taken by the network's input" },
        { "EDGE1011", Image, [L("Flatten", A("name", "a.b"))], 0, "name", "call it 'a_b'" },
        { "EDGE1011", Image, [L("Flatten", A("name", "größe"))], 0, "name", "letters a to z, digits, '_' or '-' and to start with a letter or '_': call it 'gr_e'" },
        { "EDGE1011", Image, [L("Flatten", A("name", "0"))], 0, "name", "call it '_0'" },
        { "EDGE1011", Image, [L("Flatten", A("name", "网络"))], 0, "name", "call it 'layer'" },
        { "EDGE1011", Image, [L("Softmax", A("name", "a_b")), L("Flatten", A("name", "a b"))], 1, "name", "call it 'a_b_2'" },
        { "EDGE1011", Image, [L("Flatten", A("name", ""))], 0, "name", "''" },
        { "EDGE1011", Image, [L("Flatten", A("name", "-a"))], 0, "name", "'-a'" },
        { "EDGE1012", Image, [L("Conv2D", A("kernel", 3))], 0, null, "Conv2D 'conv2d1' needs filters" },
        { "EDGE1012", Image, [L("Conv2D", A("filters", 3), A("kernelHeight", 3))], 0, null, "needs kernelWidth" },
        { "EDGE1012", Image, [L("Flatten", A("axis", 1))], 0, "axis", "has no argument axis" },
        { "EDGE1012", Image, [L("Conv2D", A("filters", 3), A("kernel", 3), A("bias", "yes"))], 0, "bias", "needs bias to be true or false, but it is \"yes\"" },
        { "EDGE1012", Image, [L("Conv2D", A("filters", 3), A("kernel", "3"))], 0, "kernel", "needs kernel to be a number, but it is \"3\"" },
        { "EDGE1012", Image, [L("MaxPool2D", A("kernel", 2), A("padding", 1), A("pads", new[] { 1, 1, 1, 1 }))], 0, "padding", "has both padding and pads" },
        { "EDGE1013", Image, [L("MaxPool2D", A("kernel", 2), A("padding", 2))], 0, "padding", "pads 2 elements, but its window is 2" },
        { "EDGE1013", [1, 2, 2], [L("MaxPool2D", A("kernel", 2), A("stride", 1), A("dilation", 4), A("padding", 2))], 0, "padding", "2 taps 4 apart over 2 elements" },
        { "EDGE1013", Image, [L("AvgPool2D", A("kernel", 2), A("pads", new[] { 0, 0, 3, 0 }))], 0, "pads", "pads 3 elements" },
        { "EDGE1014", [65536, 65536], [L("Flatten")], -1, "shape", "65536×65536 = 4294967296 elements; the limit is 1073741824" },
        { "EDGE1014", Image, [L("Flatten"), L("Dense", A("units", 100_000_000))], 1, null, "a weight of 100000000×128" },
        { "EDGE1014", [1, 30_000, 30_000], [L("Conv2D", A("filters", 2), A("kernel", 1))], 0, null, "an output of 2×30000×30000 = 1800000000" },
        { "EDGE1015", Image, [L("Flatten", A("name", "a")), L("Flatten", A("from", "input"))], 0, null, "Nothing takes the output of Flatten 'a'" },
        { "EDGE1016", [5000], [L("Dense", A("units", 3))], -1, "unroll", "5000 taps of straight-line code for Dense 'dense1'; the limit is 4096" },
        { "EDGE1017", Image, [L("MaxPool2D", A("kernel", 3)), L("Add", A("inputs", "input"))], 1, "inputs", "cannot join 2×2×2 of MaxPool2D 'maxpool2d1' and 2×8×8 of the network's input" },
        { "EDGE1017", Image, [L("MaxPool2D", A("kernel", 3)), L("Concat", A("inputs", "input"))], 1, "inputs", "all axes but axis 0 need to be equal" },
        { "EDGE1017", Image, [L("Slice", A("starts", new[] { 0, 0, 0 }), A("ends", new[] { 2, 8, 3 })), L("MatMul", A("inputs", "input"))], 1, "inputs", "the left side has 3 columns, the right side 8 rows" },
        { "EDGE1018", Image, [L("Flatten")], -1, "outputs", "Network 'Net' has the output 'elsewhere', but no layer has that name; there are 'input', 'flatten1'" },
        { "EDGE1019", Image, [L("Conv2D", A("filters", 3), A("kernel", 3), A("activation", "ReLU"), A("alpha", 0.2))], 0, "alpha", "Conv2D 'conv2d1' has alpha, but the activation ReLU takes none: leave it out, or choose one that does: LeakyReLU" },
        { "EDGE1019", Image, [L("Activation", A("function", "LeakyReLU"), A("alpha", 0.2), A("beta", 1))], 0, "beta", "has beta, but the activation LeakyReLU takes none: leave it out, or choose one that does: Clip" },
        { "EDGE1019", [4], [L("Dense", A("units", 3), A("alpha", 1))], 0, "alpha", "the activation None takes none" },
        { "EDGE1020", [128, 3], [L("Conv1D", A("filters", 3), A("kernel", 3))], -1, "shape", "(128, 3) has 128 channels for Conv1D 'conv1d1', as channels come first; if the last axis is meant, it is (3, 128)" },
        { "EDGE1020", [32, 32, 3], [L("Activation", A("function", "ReLU"), A("name", "r")), L("Conv2D", A("filters", 3), A("kernel", 3), A("from", "input")), L("Flatten"), L("Flatten", A("name", "s"), A("from", "r")), L("Concat", A("inputs", "flatten1"))], -1, "shape", "it is (3, 32, 32)" },
        { "EDGE1020", [24, 24, 24, 1], [L("AvgPool3D", A("kernelDepth", 2), A("kernelHeight", 2), A("kernelWidth", 1))], -1, "shape", "it is (1, 24, 24, 24)" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Is_the_only_one_reported_and_names_its_place(
        string id, int[] input, LayerDescription[] layers, int layer, string? argument, string message)
    {
        // Unrolled fully, which only the last problem minds.
        var description = new NetworkDescription(
            "Net", new[] { new InputDescription("input", input) }, layers, Unroll.Full, id == "EDGE1018" ? new(["elsewhere"]) : default(EquatableArray<string>));
        NetworkGraph? graph = GraphBuilder.Build(description, out IReadOnlyList<Problem> problems);
        Problem problem = Assert.Single(problems);
        Assert.Equal((id, layer < 0 ? null : layer, argument), (problem.Id, problem.Layer, problem.Argument));
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        Assert.Equal(problem.Severity == ProblemSeverity.Error, graph is null);
        Assert.StartsWith($"{(graph is null ? "error" : "warning")} {id}: ", problem.ToString(), StringComparison.Ordinal);
    }

    /// <summary>Sizes that networks have without anything being wrong.</summary>
    [Theory]
    [InlineData("Conv1D", 128, 8)]
    [InlineData("Conv1D", 16, 3)]
    [InlineData("Conv2D", 3, 32, 32)]
    [InlineData("Conv2D", 3, 200, 4)]
    [InlineData("Conv2D", 512, 7, 7)]
    [InlineData("Conv2D", 64, 4, 4)]
    [InlineData("MaxPool2D", 64, 12, 3)]
    [InlineData("Conv3D", 1, 28, 28, 28)]
    [InlineData("Conv3D", 32, 8, 8, 4)]
    public void Channels_first_are_no_problem(string kind, params int[] shape)
    {
        LayerDescription layer = kind.StartsWith("Max", StringComparison.Ordinal) ? L(kind, A("kernel", 3)) : L(kind, A("filters", 4), A("kernel", 3));
        Assert.NotNull(GraphBuilder.Build(new NetworkDescription("Net", shape, layer), out IReadOnlyList<Problem> problems));
        Assert.Empty(problems);
    }

    [Fact]
    public void Every_kind_has_a_case() =>
        Assert.Equal(ProblemRegistry.All.Select(kind => kind.Id), Cases.Select(row => (string)row[0]).Distinct());

    [Fact]
    public void All_are_found_in_one_go_and_none_is_a_consequence_of_another()
    {
        GraphBuilder.Build(
            new NetworkDescription("Net", Image,
                L("Conv2D", A("filters", 0), A("kernel", 3), A("name", "c1")),
                L("MaxPool2D", A("kernel", 100)),
                L("Convolve"),
                L("Flatten", A("name", "1")),
                L("Dense", A("units", 3), A("from", "c0")),
                L("Softmax", A("from", "input")),
                L("MaxPool2D", A("kernel", 9))),
            out IReadOnlyList<Problem> problems);
        Assert.Equal(
            ["EDGE1006 0", "EDGE1003 2", "EDGE1011 3", "EDGE1009 4", "EDGE1005 6"],
            problems.Select(p => $"{p.Id} {p.Layer}"));
    }

    private static LayerDescription L(string kind, params LayerArgument[] arguments) => new(kind, arguments);

    private static LayerArgument A(string name, ArgumentValue value) => new(name, value);
}
