using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Training.Tests.Gradients.PyTorch;
using static EdgeNet.Tests.Shared.TestGraphs;

namespace EdgeNet.Training.Tests.PyTorch;

/// <summary>Small graphs of every kind of layer, in every form that the export to PyTorch tells apart.</summary>
internal static class ExportCases
{
    /// <summary>A graph whose names would end strings, lines and comments, or hide what Python and PyTorch need.</summary>
    public static NetworkGraph Hostile { get; } = Named("Evil\"\"\"\nimport os\nclass X", Graph([2, 6],
        ("class", new Conv(3, Window([1]), 1, true), ["input"]),
        ("conv-1", new Conv(3, Window([1]), 1, true), ["class"]),
        ("conv_1", new Conv(3, Window([1]), 1, true), ["conv-1"]),
        ("forward", new Conv(3, Window([1]), 1, true), ["conv_1"]),
        ("_modules", new Conv(3, Window([1]), 1, true), ["forward"]),
        ("x", new Conv(3, Window([1]), 1, true), ["_modules"]),
        ("torch", new Activate(new(Activation.Tanh)), ["x"]),
        ("\"]}\n    import os # ", new Conv(3, Window([1]), 1, true), ["torch"]),
        ("self", new Elementwise(ElementwiseFunction.Add, null), ["\"]}\n    import os # ", "torch"]),
        ("F", new Dense(4, true), ["self"])));

    /// <summary>The graphs by name.</summary>
    public static IReadOnlyDictionary<string, NetworkGraph> All { get; } = LayerCases.All.Concat(More()).ToDictionary();

    private static IEnumerable<KeyValuePair<string, NetworkGraph>> More()
    {
        yield return new("hostile", Hostile);
        yield return new("two-inputs", TwoInputs());
        yield return new("residual", Graph([3, 5, 5],
            ("conv", new Conv(3, Window([3, 3], begin: [1, 1]), 1, false), ["input"]),
            ("norm", new BatchNorm(1e-5f, 0.1f), ["conv"]),
            ("sum", new Elementwise(ElementwiseFunction.Add, null), ["norm", "input"]),
            ("relu", new Activate(new(Activation.ReLU)), ["sum"])));
        yield return new("clip-open", Single(new Activate(new(Activation.Clip, float.NegativeInfinity, 0.5f)), 3, 4));
        yield return new("clip-none", Single(new Activate(new(Activation.Clip, float.NegativeInfinity, float.PositiveInfinity)), 3, 4));
        yield return new("lp-dilated", Single(new LpPool(Window([2, 2], [1, 1], dilation: [2, 1]), false, 2), 2, 6, 5));
        yield return new("global-vector", Single(new GlobalPool(PoolFunction.Average), 3));
        yield return new("prelu-whole", Single(new PRelu(new(3, 4, 2)), 3, 4, 2));
        yield return new("instancenorm-vector", Single(new InstanceNorm(1e-3f, true), 2, 9));
        yield return new("constant-output", Graph([2], ("zero", new Elementwise(ElementwiseFunction.Mul, 0), ["input"]),
            ("c", new Constant(new(3, 2)), [])));
        foreach (CompareFunction function in Enum.GetValues<CompareFunction>())
        {
            yield return new($"compare-{function}", Graph([3, 4],
                ("round", new Activate(new(Activation.Round)), ["input"]), ("c", new Constant(new(3, 1)), []),
                ("mask", new Compare(function, null), ["round", "c"])));
            yield return new($"compare-{function}-number", Graph([3, 4],
                ("round", new Activate(new(Activation.Round)), ["input"]), ("mask", new Compare(function, 1), ["round"])));
        }

        yield return new("where", Graph([3, 4],
            ("mask", new Compare(CompareFunction.Greater, 0.25f), ["input"]), ("tanh", new Activate(new(Activation.Tanh)), ["input"]),
            ("c", new Constant(new(4)), []), ("where", new Select(), ["mask", "tanh", "c"])));
        yield return new("gather", Single(new Gather(1, new[] { 3, 0, 0, 4 }), 4, 5));
        yield return new("gather-many", Single(new Gather(0, Enumerable.Range(0, 90).Select(i => i * 7 % 40).ToArray()), 40, 2));
        yield return new("upsample", Single(
            new Resize(new[] { 4, 9 }, new[] { 2.0, 3.0 }, ResizeCoordinates.Asymmetric, ResizeRounding.Floor), 2, 2, 3));
        yield return new("slice-whole", Single(new Slice(new[] { 0, 0 }, new[] { 1, 1 }, new[] { 4, 5 }), 4, 5));
    }

    private static NetworkGraph TwoInputs()
    {
        Node a = new("a", new Input(new(3, 4)), Array.Empty<string>(), new(3, 4), -1);
        Node b = new("b", new Input(new(4)), Array.Empty<string>(), new(4), -1);
        Node sum = new("sum", new Elementwise(ElementwiseFunction.Add, null), new[] { "a", "b" }, new(3, 4), 0);
        Node dense = new("dense", new Dense(2, true), new[] { "sum" }, new(2), 1);
        return new("Two", [a, b, sum, dense], ["dense", "sum"]);
    }

    private static NetworkGraph Named(string name, NetworkGraph graph) => new(name, graph.Nodes, graph.Outputs);
}
