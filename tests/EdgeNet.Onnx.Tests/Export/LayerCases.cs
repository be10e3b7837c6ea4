using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using static EdgeNet.Tests.Shared.TestGraphs;

namespace EdgeNet.Onnx.Tests.Export;

/// <summary>Networks that together hold every layer kind in every form that its exporter tells apart.</summary>
internal static class LayerCases
{
    /// <summary>Name → network.</summary>
    public static IReadOnlyDictionary<string, NetworkGraph> All { get; } = Cases().ToDictionary(c => c.Name, c => c.Graph, StringComparer.Ordinal);

    private static IEnumerable<(string Name, NetworkGraph Graph)> Cases()
    {
        foreach (Activation kind in Enum.GetValues<Activation>())
        {
            ActivationFunction f = ActivationFunction.Of(kind);
            if (kind == Activation.Clip) f = new(kind, -0.6f, 0.7f);
            yield return ($"{kind}", Activated(f));
            if (f.Alpha is not 0 && float.IsFinite(f.Alpha)) yield return ($"{kind} alpha", Activated(new(kind, 0.4f, f.Beta)));
        }

        yield return ("Clip below", Activated(new(Activation.Clip, -0.5f, float.PositiveInfinity)));
        yield return ("Clip above", Activated(new(Activation.Clip, float.NegativeInfinity, 0.5f)));
        foreach ((string, NetworkGraph) named in Windows().Concat(Norms()).Concat(Joins()).Concat(Moves()).Concat(Reductions())) yield return named;
    }

    private static NetworkGraph Activated(ActivationFunction f) => f.Kind is Activation.Sqrt or Activation.Log or Activation.Reciprocal
        ? Graph([3, 4], ("positive", new Activate(new(Activation.Exp)), ["input"]), ("act", new Activate(f), ["positive"]))
        : Single(new Activate(f), 3, 50);

    private static IEnumerable<(string, NetworkGraph)> Windows()
    {
        yield return ("AvgPool", Single(new AvgPool(Window([3], [2], [1]), false, true), 2, 9));
        yield return ("Depthwise", Single(new Conv(6, Window([3, 2], [2, 1], [1, 0], [1, 1]), 3, true), 3, 5, 4));
        yield return ("ConvTranspose1D", Single(new ConvTranspose(3, Window([4], [3], [1], [2]), new[] { 2 }, 1, true), 2, 5));
        yield return ("ConvTranspose2D", Single(new ConvTranspose(4, Window([3, 2], [2, 1], [1, 0], [0, 1], [1, 2]), new[] { 1, 0 }, 2, false), 6, 3, 4));
        yield return ("ConvTranspose3D", Single(new ConvTranspose(2, Window([2, 1, 3], [1, 2, 2]), new[] { 0, 1, 0 }, 1, true) { Activation = new(Activation.ReLU) }, 2, 2, 3, 2));
        yield return ("LpPool1", Single(new LpPool(Window([3], [2], [1], [1]), false, 1), 2, 9));
        yield return ("LpPool2", Single(new LpPool(Window([3, 2], [2, 2], [1, 0], [1, 1]), false, 2), 2, 6, 5));
        yield return ("LpPool3", Single(new LpPool(Window([2, 2, 2], [1, 2, 1]), false, 3), 2, 3, 4, 3));
        yield return ("LpPool dilated", Single(new LpPool(Window([2, 2], [1, 1], dilation: [2, 1]), false, 2), 2, 6, 5));
        yield return ("LpPool ceil", Single(new LpPool(Window([2, 3], [2, 2]), true, 2), 2, 5, 6));
        foreach (PoolFunction function in Enum.GetValues<PoolFunction>())
        {
            yield return ($"Global{function}", Single(new GlobalPool(function), 3, 4, 5));
            yield return ($"Global{function} 1D", Single(new GlobalPool(function), 3, 7));
            yield return ($"Global{function} vector", Graph([3], ("pool", new GlobalPool(function), ["input"]), ("relu", new Activate(new(Activation.ReLU)), ["pool"])));
        }
    }

    private static IEnumerable<(string, NetworkGraph)> Norms()
    {
        yield return ("BatchNorm", Single(new BatchNorm(1e-3f, 0.1f), 4, 3, 2));
        yield return ("BatchNorm 1D", Single(new BatchNorm(1e-5f, 0.1f), 4, 5));
        yield return ("BatchNorm vector", Single(new BatchNorm(1e-5f, 0.1f), 6));
        foreach (bool affine in new[] { true, false })
        {
            yield return ($"InstanceNorm {affine}", Single(new InstanceNorm(1e-3f, affine), 3, 4, 5));
            yield return ($"InstanceNorm 1D {affine}", Single(new InstanceNorm(1e-5f, affine), 2, 9));
            yield return ($"GroupNorm {affine}", Single(new GroupNorm(2, 1e-5f, affine), 6, 2, 3));
            yield return ($"GroupNorm 1D {affine}", Single(new GroupNorm(1, 1e-3f, affine), 4, 5));
            yield return ($"LayerNorm {affine}", Single(new LayerNorm(0, 1e-5f, affine), 3, 2, 4));
            yield return ($"LayerNorm last {affine}", Single(new LayerNorm(2, 1e-2f, affine), 3, 2, 4));
        }

        foreach (int size in new[] { 1, 2, 5, 6 })
        {
            yield return ($"LocalResponseNorm {size}", Single(new LocalResponseNorm(size, 0.5f, 0.75f, 1), 7, 2, 3));
            yield return ($"LocalResponseNorm 1D {size}", Single(new LocalResponseNorm(size, 0.5f, 0.6f, 2), 7, 3));
            yield return ($"LocalResponseNorm vector {size}", Single(new LocalResponseNorm(size, 0.5f, 0.6f, 2), 7));
            yield return ($"LocalResponseNorm 3D {size}", Single(new LocalResponseNorm(size, 0.5f, 0.6f, 2), 7, 2, 3, 2));
        }

        yield return ("Softmax axis 1", Single(new Softmax(1), 3, 4, 2));
        yield return ("Softmax axis 2", Single(new Softmax(2), 3, 4, 2));
        yield return ("LogSoftmax", Single(new Softmax(0, true), 6));
        yield return ("LogSoftmax axis 1", Single(new Softmax(1, true), 3, 4));
        yield return ("PReLU", Single(new PRelu(new(3)), 3, 4, 2));
        yield return ("PReLU vector", Single(new PRelu(new(3)), 3));
        yield return ("PReLU shared", Single(new PRelu(new(1)), 3, 4, 2));
        yield return ("PReLU aligned", Single(new PRelu(new(4, 1)), 3, 4, 2));
        yield return ("PReLU whole", Single(new PRelu(new(3, 4, 2)), 3, 4, 2));
    }

    private static IEnumerable<(string, NetworkGraph)> Joins()
    {
        foreach (ElementwiseFunction function in Enum.GetValues<ElementwiseFunction>())
        {
            (string, Layer, string[])[] parts =
            [
                ("a", new Activate(new(Activation.Exp)), ["input"]),
                ("b", new Activate(new(Activation.Sigmoid)), ["input"]),
                ("channel", new GlobalPool(PoolFunction.Average), ["a"]),
                ("plane", new Reduce(ReduceFunction.Max, new[] { 0 }, false), ["b"]),
            ];
            yield return ($"{function}", Graph([3, 2, 4], [.. parts, ("join", new Elementwise(function, null), ["a", "b"])]));
            yield return ($"{function} channel", Graph([3, 2, 4], [.. parts, ("join", new Elementwise(function, null) { Activation = new(Activation.Clip, 0.1f, 1) }, ["b", "channel"])]));
            yield return ($"{function} plane", Graph([3, 2, 4], [.. parts, ("join", new Elementwise(function, null), ["plane", "channel"])]));
            yield return ($"{function} number", Graph([3, 2, 4], [.. parts, ("join", new Elementwise(function, 1.5f), ["a"])]));
            if (function is ElementwiseFunction.Sub or ElementwiseFunction.Div or ElementwiseFunction.Pow) continue;
            yield return ($"{function} of four", Graph([3, 2, 4], [.. parts, ("join", new Elementwise(function, 0.5f), ["plane", "b", "channel"])]));
        }

        foreach (CompareFunction function in Enum.GetValues<CompareFunction>())
        {
            yield return ($"{function}", Graph([3, 4], ("round", new Activate(new(Activation.Round)), ["input"]), ("c", new Constant(new(3, 1)), []), ("mask", new Compare(function, null), ["round", "c"])));
            yield return ($"{function} number", Graph([3, 4], ("round", new Activate(new(Activation.Round)), ["input"]), ("mask", new Compare(function, 1), ["round"])));
        }

        yield return ("Where", Graph([3, 4],
            ("mask", new Compare(CompareFunction.Greater, 0.25f), ["input"]), ("tanh", new Activate(new(Activation.Tanh)), ["input"]), ("c", new Constant(new(4)), []),
            ("where", new Select(), ["mask", "tanh", "c"])));
        yield return ("Constant", Graph([3, 4], ("c", new Constant(new(3, 1)), []), ("join", new Elementwise(ElementwiseFunction.Mul, null), ["input", "c"])));
        yield return ("Constant output", Graph([2], ("zero", new Elementwise(ElementwiseFunction.Mul, 0), ["input"]), ("c", new Constant(new(3, 2)), [])));
        for (int axis = 0; axis < 3; axis++)
            yield return ($"Concat {axis}", Graph([2, 3, 4],
                ("tanh", new Activate(new(Activation.Tanh)), ["input"]), ("concat", new Concat(axis), ["input", "tanh", "input"])));
        yield return ("MatMul", Graph([3, 4], ("w", new Constant(new(4, 5)), []), ("product", new MatMul(), ["input", "w"])));
        yield return ("MatMul broadcast", Graph([2, 3, 4], ("w", new Constant(new(5, 1, 4, 3)), []), ("product", new MatMul(), ["input", "w"])));
    }

    private static IEnumerable<(string, NetworkGraph)> Moves()
    {
        yield return ("Slice", Single(new Slice(new[] { 1, 0 }, new[] { 1, 1 }, new[] { 2, 4 }), 4, 5));
        yield return ("Slice steps", Single(new Slice(new[] { 4, 1, 0 }, new[] { -2, 2, 1 }, new[] { 3, 2, 3 }), 5, 4, 3));
        yield return ("Slice of everything", Single(new Slice(new[] { 0, 0 }, new[] { 1, 1 }, new[] { 4, 5 }), 4, 5));
        yield return ("Slice backwards", Single(new Slice(new[] { 2 }, new[] { -1 }, new[] { 3 }), 5));
        yield return ("Gather", Single(new Gather(1, new[] { 3, 0, 0, 4 }), 4, 5));
        yield return ("Gather channels", Single(new Gather(0, new[] { 2, 1 }), 4, 5, 2));
        yield return ("Flatten", Single(new Flatten(), 2, 3, 4));
        yield return ("Reshape", Single(new Reshape(new(4, 3, 2)), 2, 3, 4));
        yield return ("Transpose", Single(new Transpose(new[] { 2, 0, 1 }), 2, 3, 4));
        foreach (PadMode mode in Enum.GetValues<PadMode>())
        {
            float value = mode == PadMode.Constant ? 0.75f : 0;
            yield return ($"Pad {mode}", Single(new Pad(new[] { 0, 2, 1 }, new[] { 0, 1, 3 }, mode, value), 2, 3, 4));
            yield return ($"Pad {mode} channels", Single(new Pad(new[] { 1, 0 }, new[] { 2, 0 }, mode, value), 3, 4));
            yield return ($"Pad {mode} and cut", Single(new Pad(new[] { 1, -1 }, new[] { -1, 2 }, mode, value), 3, 5));
            yield return ($"Cut {mode}", Single(new Pad(new[] { 0, -1 }, new[] { -1, -2 }, mode, value), 3, 5));
        }

        yield return ("Upsample", Single(new Resize(new[] { 4, 9 }, new[] { 2.0, 3.0 }, ResizeCoordinates.Asymmetric, ResizeRounding.Floor), 2, 2, 3));
        foreach (ResizeCoordinates coordinates in Enum.GetValues<ResizeCoordinates>())
        {
            foreach (ResizeRounding rounding in Enum.GetValues<ResizeRounding>())
            {
                yield return ($"Resize {coordinates} {rounding}", Single(new Resize(new[] { 7, 4 }, new[] { 7 / 3.0, 4 / 6.0 }, coordinates, rounding), 2, 3, 6));
                yield return ($"Resize by scale {coordinates} {rounding}", Single(new Resize(new[] { 5, 4 }, new[] { 1.3, 0.7 }, coordinates, rounding), 2, 4, 6));
                yield return ($"Resize 1D {coordinates} {rounding}", Single(new Resize(new[] { 11 }, new[] { 11 / 5.0 }, coordinates, rounding), 2, 5));
            }
        }

        foreach (DepthToSpaceMode mode in Enum.GetValues<DepthToSpaceMode>())
            yield return ($"DepthToSpace {mode}", Single(new DepthToSpace(2, mode), 12, 2, 3));
        yield return ("SpaceToDepth", Single(new SpaceToDepth(2), 3, 4, 6));
    }

    private static IEnumerable<(string, NetworkGraph)> Reductions()
    {
        foreach (ReduceFunction function in Enum.GetValues<ReduceFunction>())
        {
            foreach (int[] axes in new int[][] { [0], [1, 2], [0, 1, 2] })
            {
                foreach (bool keepDims in new[] { true, false })
                {
                    (string, Layer, string[])[] layers =
                    [
                        ("positive", new Activate(new(Activation.Exp)), ["input"]),
                        ("reduce", new Reduce(function, axes, keepDims), ["positive"]),
                    ];
                    string name = $"Reduce{function} {string.Join(",", axes)} {keepDims}";
                    yield return (name, Graph([3, 2, 4], layers));
                    // Another operator asks for the opset from which on the axes are an input.
                    if (keepDims) yield return (name + " later", Graph([3, 2, 4], [.. layers, ("mish", new Activate(new(Activation.Mish)), ["reduce"])]));
                }
            }
        }
    }
}
