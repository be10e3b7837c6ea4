using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using static EdgeNet.Tests.Shared.TestGraphs;

namespace EdgeNet.Training.Tests.Gradients.PyTorch;

/// <summary>Small graphs of every layer that can be trained, with every function and mode, and what differs within them.</summary>
internal static class LayerCases
{
    private static readonly Layer Exp = new Activate(new(Activation.Exp));

    /// <summary>The graphs by name.</summary>
    public static IReadOnlyDictionary<string, NetworkGraph> All { get; } =
        Weighted().Concat(Pooled()).Concat(Normed()).Concat(Functions()).Concat(Joined()).Concat(Moved()).ToDictionary();

    private static IEnumerable<KeyValuePair<string, NetworkGraph>> Weighted()
    {
        yield return new("dense", Single(new Dense(7, true), 2, 5));
        yield return new("dense-plain", Single(new Dense(3, false), 11));
        yield return new("conv", Single(new Conv(3, Window([3, 3], begin: [1, 1]), 1, true), 2, 5, 6));
        yield return new("conv-asymmetric", Single(new Conv(3, Window([3, 3], [2, 1], [1, 0], [0, 2], [1, 2]), 1, true), 2, 5, 6));
        yield return new("conv-strided", Single(new Conv(4, Window([3, 3], [2, 2], [1, 1]), 2, false), 4, 7, 6));
        yield return new("conv-depthwise", Single(new Conv(6, Window([3, 2], [2, 1], [1, 0], [1, 1]), 3, true), 3, 5, 4));
        yield return new("conv-winograd", Single(new Conv(8, Window([3, 3], begin: [1, 1]), 1, true), 8, 9, 13));
        yield return new("conv-winograd5", Single(new Conv(9, Window([5, 5], begin: [2, 2]), 1, true), 8, 7, 11));
        yield return new("conv-1d", Single(new Conv(5, Window([9], [2], [4]), 1, true), 3, 20));
        yield return new("conv-3d", Single(new Conv(8, Window([3, 3, 3], begin: [1, 1, 1]), 1, true), 8, 4, 5, 6));
        yield return new("transposed", Single(new ConvTranspose(3, Window([3, 3], [2, 2], [1, 1]), new[] { 1, 1 }, 1, true), 2, 3, 4));
        yield return new("transposed-asymmetric", Single(
            new ConvTranspose(2, Window([3, 3], [2, 3], [1, 2], [1, 0], [1, 2]), new[] { 1, 0 }, 1, true), 3, 3, 4));
        yield return new("transposed-groups", Single(new ConvTranspose(6, Window([2, 2], [2, 2]), new[] { 1, 1 }, 2, true), 4, 2, 3));
        yield return new("transposed-1d", Single(new ConvTranspose(3, Window([4], [3], [1], [2]), new[] { 2 }, 1, false), 2, 5));
        yield return new("transposed-3d", Single(
            new ConvTranspose(2, Window([2, 1, 3], [1, 2, 2], [0, 0, 1], [0, 0, 1]), new[] { 0, 1, 0 }, 1, true), 2, 2, 3, 2));
        yield return new("prelu", Single(new PRelu(new(3)), 3, 4));
        yield return new("prelu-one", Single(new PRelu(new(1)), 3, 4));
        yield return new("prelu-spatial", Single(new PRelu(new(2, 1, 3)), 2, 4, 3));
        yield return new("constants", Graph([3, 4],
            ("scale", new Constant(new(3, 1)), []),
            ("shift", new Constant(new(4)), []),
            ("scaled", new Elementwise(ElementwiseFunction.Mul, null), ["input", "scale"]),
            ("shifted", new Elementwise(ElementwiseFunction.Add, null), ["shift", "scaled"])));
    }

    private static IEnumerable<KeyValuePair<string, NetworkGraph>> Pooled()
    {
        foreach (bool ceil in new[] { false, true })
        {
            string end = ceil ? "-ceil" : "";
            yield return new("max" + end, Single(new MaxPool(Window([3, 3], [2, 2], [1, 1]), ceil), 2, 6, 7));
            yield return new("max-dilated" + end, Single(new MaxPool(Window([2, 3], [2, 1], dilation: [3, 2]), ceil), 2, 7, 8));
            yield return new("max-asymmetric" + end, Single(new MaxPool(Window([3, 2], [2, 2], [0, 1], [1, 0]), ceil), 2, 6, 7));
            yield return new("max-1d" + end, Single(new MaxPool(Window([3], [2]), ceil), 2, 8));
            yield return new("max-3d" + end, Single(new MaxPool(Window([2, 2, 1], [1, 2, 2]), ceil), 2, 3, 3, 2));
            foreach (bool counts in new[] { false, true })
            {
                string name = (counts ? "-counted" : "") + end;
                yield return new("avg" + name, Single(new AvgPool(Window([3, 3], [2, 2], [1, 1]), ceil, counts), 2, 6, 7));
                // The last window of a padded axis starts in the input and hangs over the padding.
                yield return new("avg-over" + name, Single(new AvgPool(Window([4, 4], [3, 3], [1, 1]), ceil, counts), 2, 7, 8));
                yield return new("avg-asymmetric" + name, Single(
                    new AvgPool(Window([3, 2], [2, 2], [1, 0], [0, 1]), ceil, counts), 2, 6, 4));
                yield return new("avg-1d" + name, Single(new AvgPool(Window([4], [3], [2]), ceil, counts), 3, 6));
                yield return new("avg-3d" + name, Single(new AvgPool(Window([2, 3, 2], [2, 2, 1], [0, 1, 1]), ceil, counts), 2, 3, 4, 3));
            }

            foreach (int p in new[] { 1, 2, 3 })
                yield return new($"lp{p}{end}", Single(new LpPool(Window([2, 2], [2, 2]), ceil, p), 2, 4, 5));
        }

        yield return new("lp2-padded", Single(new LpPool(Window([3, 2], [2, 2], [1, 0], [1, 1]), true, 2), 2, 6, 4));
        foreach (PoolFunction function in Enum.GetValues<PoolFunction>())
        {
            yield return new($"global-{function}", Single(new GlobalPool(function), 3, 4, 5));
            yield return new($"global-{function}-1d", Single(new GlobalPool(function), 2, 7));
            yield return new($"global-{function}-3d", Single(new GlobalPool(function), 2, 2, 3, 2));
        }
    }

    private static IEnumerable<KeyValuePair<string, NetworkGraph>> Normed()
    {
        yield return new("batchnorm", Graph([2, 4, 5],
            ("conv", new Conv(3, Window([2, 2]), 1, false), ["input"]), ("norm", new BatchNorm(1e-5f, 0.1f), ["conv"])));
        yield return new("batchnorm-vector", Graph([6],
            ("dense", new Dense(4, true), ["input"]), ("norm", new BatchNorm(1e-3f, 0.3f), ["dense"])));
        yield return new("batchnorm-1d", Single(new BatchNorm(1e-3f, 0.01f), 3, 9));
        yield return new("batchnorm-3d", Single(new BatchNorm(1e-3f, 1), 2, 3, 2, 4));
        foreach (bool affine in new[] { false, true })
        {
            string end = affine ? "-affine" : "";
            yield return new("instancenorm" + end, Single(new InstanceNorm(1e-5f, affine), 3, 4, 5));
            yield return new("groupnorm" + end, Single(new GroupNorm(2, 1e-5f, affine), 6, 2, 3));
            yield return new("groupnorm-one" + end, Single(new GroupNorm(1, 1e-3f, affine), 4, 5));
            for (int axis = 0; axis < 3; axis++)
                yield return new($"layernorm{axis}{end}", Single(new LayerNorm(axis, 1e-5f, affine), 3, 2, 4));
        }

        foreach (int size in new[] { 1, 2, 3, 4, 5, 16 })
            yield return new($"lrn{size}", Single(new LocalResponseNorm(size, 0.9f, 0.75f, 1), 7, 2, 2));
        yield return new("lrn-vector", Single(new LocalResponseNorm(5, 2, 0.5f, 2), 6));
    }

    private static IEnumerable<KeyValuePair<string, NetworkGraph>> Functions()
    {
        foreach (Activation kind in Enum.GetValues<Activation>())
        {
            ActivationFunction f = ActivationFunction.Of(kind);
            if (kind == Activation.Clip) f = new(kind, -0.6f, 1.1f);
            bool isPositive = kind is Activation.Sqrt or Activation.Log or Activation.Reciprocal;
            Layer stretch = isPositive ? Exp : new Elementwise(ElementwiseFunction.Mul, 7.3f);
            yield return new($"activation-{kind}", Function(stretch, f));
            if (ActivationFunction.Defaults(kind).Alpha is not null && kind != Activation.Clip)
                yield return new($"activation-{kind}-alpha", Function(stretch, f with { Alpha = 0.3f }));
            if (kind is Activation.SELU or Activation.HardSigmoid)
                yield return new($"activation-{kind}-beta", Function(stretch, f with { Beta = 0.4f }));
        }

        foreach (bool log in new[] { false, true })
            for (int axis = 0; axis < 3; axis++)
                yield return new($"softmax{axis}{(log ? "-log" : "")}", Single(new Softmax(axis, log), 3, 4, 2));
        foreach (ReduceFunction function in Enum.GetValues<ReduceFunction>())
            foreach (int[] axes in new int[][] { [0], [1], [2], [0, 2], [0, 1, 2] })
                yield return new($"reduce-{function}-{string.Concat(axes)}", Graph([3, 2, 4],
                    ("positive", Exp, ["input"]), ("reduce", new Reduce(function, axes, axes[0] == 0), ["positive"])));
        yield return new("dropout", Graph([3, 5],
            ("conv", new Conv(4, Window([3]), 1, true), ["input"]), ("drop", new Dropout(0.4f), ["conv"]),
            ("dense", new Dense(3, true), ["drop"])));
    }

    private static NetworkGraph Function(Layer stretch, ActivationFunction function) =>
        Graph([14], ("stretch", stretch, ["input"]), ("activation", new Activate(function), ["stretch"]));

    private static IEnumerable<KeyValuePair<string, NetworkGraph>> Joined()
    {
        (string, Layer, string[])[] operands =
        [
            ("a", Exp, ["input"]),
            ("b", new Activate(new(Activation.Sigmoid)), ["input"]),
            ("c", new Activate(new(Activation.Softplus, 1)), ["input"]),
            ("channel", new Reduce(ReduceFunction.Mean, new[] { 1, 2 }, true), ["a"]),
            ("plane", new Reduce(ReduceFunction.Sum, new[] { 0 }, false), ["b"]),
        ];
        foreach (ElementwiseFunction function in Enum.GetValues<ElementwiseFunction>())
        {
            bool isPair = function is ElementwiseFunction.Sub or ElementwiseFunction.Div or ElementwiseFunction.Pow;
            string[] inputs = isPair ? ["channel", "plane"] : ["channel", "plane", "c"];
            yield return new($"join-{function}", Graph([3, 2, 4], [.. operands, ("join", new Elementwise(function, null), inputs)]));
            yield return new($"join-{function}-number", Graph([2, 5],
                ("positive", Exp, ["input"]), ("join", new Elementwise(function, 1.3f), ["positive"])));
        }

        for (int axis = 0; axis < 3; axis++)
        {
            int[] begin = [0, 0, 0];
            begin[axis] = 2;
            yield return new($"concat{axis}", Graph([2, 3, 2],
                ("wider", new Pad(begin, new int[3], PadMode.Edge, 0), ["input"]),
                ("tanh", new Activate(new(Activation.Tanh)), ["input"]),
                ("concat", new Concat(axis), ["wider", "input", "tanh"])));
        }

        yield return new("matmul", Graph([3, 4], ("weight", new Constant(new(4, 5)), []), ("product", new MatMul(), ["input", "weight"])));
        yield return new("matmul-batched", Graph([2, 3, 4],
            ("weight", new Constant(new(5, 1, 4, 3)), []), ("product", new MatMul(), ["input", "weight"])));
        yield return new("attention", Graph([3, 4],
            ("wq", new Constant(new(4, 4)), []),
            ("wk", new Constant(new(4, 4)), []),
            ("q", new MatMul(), ["input", "wq"]),
            ("k", new MatMul(), ["input", "wk"]),
            ("kt", new Transpose(new[] { 1, 0 }), ["k"]),
            ("scores", new MatMul(), ["q", "kt"]),
            ("weights", new Softmax(1), ["scores"]),
            ("mixed", new MatMul(), ["weights", "input"])));
    }

    private static IEnumerable<KeyValuePair<string, NetworkGraph>> Moved()
    {
        yield return new("flatten", Graph([2, 2, 3], ("flatten", new Flatten(), ["input"]), ("dense", new Dense(3, true), ["flatten"])));
        yield return new("reshape", Graph([2, 6],
            ("reshape", new Reshape(new(4, 3)), ["input"]), ("softmax", new Softmax(1), ["reshape"])));
        yield return new("transpose", Single(new Transpose(new[] { 2, 0, 3, 1 }), 2, 3, 4, 2));
        yield return new("slice", Single(new Slice(new[] { 4, 1, 0 }, new[] { -2, 2, 1 }, new[] { 3, 2, 1 }), 5, 4, 3));
        foreach (PadMode mode in Enum.GetValues<PadMode>())
        {
            float value = mode == PadMode.Constant ? 0.75f : 0;
            yield return new($"pad-{mode}", Single(new Pad(new[] { 0, 2, 1 }, new[] { 0, 1, 3 }, mode, value), 2, 3, 4));
            yield return new($"pad-{mode}-channels", Single(new Pad(new[] { 1, -1 }, new[] { 2, 1 }, mode, value), 3, 5));
        }

        foreach (ResizeCoordinates coordinates in Enum.GetValues<ResizeCoordinates>())
        {
            foreach (ResizeRounding rounding in Enum.GetValues<ResizeRounding>())
            {
                yield return new($"resize-{coordinates}-{rounding}", Single(
                    new Resize(new[] { 4, 9 }, new[] { 2.0, 3.0 }, coordinates, rounding), 2, 2, 3));
                yield return new($"resize-{coordinates}-{rounding}-less", Single(
                    new Resize(new[] { 3 }, new[] { 0.6 }, coordinates, rounding), 2, 5));
            }
        }

        foreach (DepthToSpaceMode mode in Enum.GetValues<DepthToSpaceMode>())
            yield return new($"depthtospace-{mode}", Single(new DepthToSpace(2, mode), 12, 2, 3));
        yield return new("spacetodepth", Single(new SpaceToDepth(2), 3, 4, 6));
    }
}
