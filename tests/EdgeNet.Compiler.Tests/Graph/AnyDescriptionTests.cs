using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Builders;
using EdgeNet.Compiler.Problems;
using EdgeNet.Description;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeNet.Compiler.Tests.Graph;

/// <summary>Whatever a description says, it becomes a sound graph or problems that name their place.</summary>
public sealed class AnyDescriptionTests
{
    private static readonly string[] ArgumentNames =
    [
        "filters", "kernel", "kernelHeight", "kernelWidth", "stride", "strides", "padding", "pads", "dilation", "dilations", "groups", "bias",
        "activation", "alpha", "function", "rate", "units", "ceil", "countIncludePad", "name", "from", "other", "inputs", "value", "axis",
        "axes", "shape", "mode", "autoPad", "steps", "keepDims", "sizes", "scales", "outputPadding", "epsilon", "slopeShape", "beta", "coordinates",
    ];

    private static readonly Gen<ArgumentValue> Values = Gen.Frequency(
        (8, Gen.Choose(1, 6).Select(n => (ArgumentValue)n)),
        (1, Gen.Elements<ArgumentValue>(0, -1, 2.5, int.MaxValue, 1e300, double.NaN, double.NegativeInfinity)),
        (2, Gen.Elements<ArgumentValue>(true, false)),
        (3, Gen.Elements<ArgumentValue>("a", "b", "input", "SameUpper", "HalfPixel", "Reflect", "ReLU", "LeakyReLU", "Tanh", "", "1", "ä")),
        (1, Gen.ArrayOf(Gen.Choose(0, 4)).Select(n => (ArgumentValue)n)),
        (1, Gen.Elements<ArgumentValue>(Array.Empty<string>(), new[] { "a", "b" })));

    private static readonly Gen<LayerDescription> Layers =
        from kind in Gen.Frequency((50, Gen.Elements<string>([.. LayerRegistry.Kinds])), (1, Gen.Constant("Unknown")))
        from required in Gen.Choose(1, 4)
        from count in Gen.Frequency((5, Gen.Constant(0)), (1, Gen.Choose(1, 3)))
        from arguments in Gen.ArrayOf(Gen.Elements(ArgumentNames).SelectMany(name => Values.Select(value => new LayerArgument(name, value))), count)
        select new LayerDescription(kind, [.. Required(kind, required).Concat(arguments).DistinctBy(a => a.Name)]);

    private static readonly Gen<NetworkDescription> Descriptions =
        from shape in Gen.Frequency(
            (4, Gen.Constant(new[] { 2, 9, 8 })), (2, Gen.Constant(new[] { 12 })), (1, Gen.ArrayOf(Gen.Choose(-1, 5))))
        from count in Gen.Choose(0, 5)
        from layers in Gen.ArrayOf(Layers, count)
        select new NetworkDescription("Net", shape, layers);

    [Fact]
    public void Becomes_a_sound_graph_or_problems()
    {
        int graphs = 0;
        Prop.ForAll(Descriptions.ToArbitrary(), description =>
        {
            NetworkGraph? graph = GraphBuilder.Build(description, out IReadOnlyList<Problem> problems);
            Assert.Equal(graph is null, problems.Any(p => p.Severity == ProblemSeverity.Error));
            Assert.All(problems, problem => AssertPlaced(problem, description));
            if (graph is null) return;
            graphs++;
            GraphChecker.Check(graph);
            Assert.Equal(description.Inputs[0].Shape, graph.InputShape.Dimensions);
            Assert.All(graph.Parameters(), p => Assert.True(p.Shape.LongLength is > 0 and <= GraphBuilder.MaxElements));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));
        Assert.InRange(graphs, 100, 2900);
    }

    [Fact]
    public void Gives_the_same_each_time()
    {
        Prop.ForAll(Descriptions.ToArbitrary(), description =>
        {
            NetworkGraph? one = GraphBuilder.Build(description, out IReadOnlyList<Problem> problems);
            NetworkGraph? other = GraphBuilder.Build(description with { }, out IReadOnlyList<Problem> otherProblems);
            Assert.Equal(problems, otherProblems);
            Assert.Equal(one?.Nodes, other?.Nodes);
            if (one is not null) Assert.Equal(Fingerprint.Of(one), Fingerprint.Of(other!));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    private static void AssertPlaced(Problem problem, NetworkDescription description)
    {
        Assert.Contains(ProblemRegistry.All, kind => kind.Id == problem.Id && kind.Severity == problem.Severity);
        Assert.DoesNotMatch(@"\{\d\}", problem.Message);
        if (problem.Layer is not { } layer) return;
        Assert.InRange(layer, 0, description.Layers.Count - 1);
        if (problem.Argument is not null) Assert.NotNull(description.Layers[layer].Find(problem.Argument));
    }

    private static LayerArgument[] Required(string kind, int value) => kind switch
    {
        _ when kind.StartsWith("Conv", StringComparison.Ordinal) => [new("filters", value), new("kernel", value)],
        _ when kind.EndsWith('D') => [new("kernel", value)],
        "Add" or "Mul" or "Concat" or "MatMul" or "Mean" => [new("inputs", value % 2 == 0 ? "input" : "a")],
        "Sub" or "Div" or "Min" or "Max" => [new("value", value)],
        "Constant" => [new("shape", new[] { value, value + 1 })],
        "DepthToSpace" or "SpaceToDepth" => [new("blockSize", value)],
        "GroupNorm" => [new("groups", value)],
        "LocalResponseNorm" => [new("size", value)],
        "Pad" => [new("pads", new[] { value, 0, 0, value })],
        "Reshape" => [new("shape", new[] { value, -1 })],
        "Resize" => [new("sizes", new[] { value, value })],
        "Slice" => [new("starts", new[] { 0 }), new("ends", new[] { value })],
        "Split" => [new("sizes", value)],
        "Upsample" => [new("scales", value)],
        "Dense" => [new("units", value)],
        "Activation" => [new("function", "Tanh")],
        _ => [],
    };
}
