using EdgeNet.Measuring.Peers;
using EdgeNet.Onnx.Proto;
using Google.Protobuf;
using static EdgeNet.Onnx.Proto.TensorProto.Types;

namespace EdgeNet.Onnx.Tests.Peers.Graphs;

/// <summary>Where ONNX Runtime does not give what ONNX defines, or ONNX defines nothing.</summary>
internal static class KnownDifferences
{
    /// <summary>
    /// numpy, in which ONNX's reference implementation is written, has a NaN win each of these; in ONNX Runtime the order of its vectors
    /// decides.
    /// </summary>
    private static readonly string[] Extremes =
        ["ArgMax", "ArgMin", "GlobalMaxPool", "Hardmax", "MaxPool", "ReduceLogSumExp", "ReduceMax", "ReduceMin"];

    private static readonly string[] Factors = ["BatchNormalization", "GroupNormalization", "InstanceNormalization"];

    /// <summary>What each is, and whether a node has met it.</summary>
    private static readonly (string Name, Func<RandomOnnxGraph, NodeProto, bool> IsMet)[] All =
    [
        ("SAME_UPPER and SAME_LOWER of dilated windows in pools, where sizes are not those of the definition",
            (_, n) => IsSameWithDilations(n)),
        ("SAME_UPPER and SAME_LOWER of a ConvTranspose whose window is smaller than its stride, the same",
            (g, n) => n.OpType == "ConvTranspose" && IsSameBesideStride(n, g.ShapeOf(n.Input[1])[2..])),
        ("the same of an LpPool, which ONNX Runtime pads by less than nothing; of other pools it is an error there",
            (_, n) => n.OpType == "LpPool" && IsSameBesideStride(n, [.. n.Attribute.First(a => a.Name == "kernel_shape").Ints.Select(k => (int)k)])),
        ("Resize by other scales than 1 to the size that there is, which is a copy in ONNX Runtime", IsCopied),
        ("cubic Resize with antialias, for which ONNX Runtime leaves out what lies beside the input without exclude_outside",
            (_, n) => n.OpType == "Resize" && Word(n, "mode") == "cubic" && Number(n, "antialias") == 1 && Number(n, "exclude_outside") == 0),
        ("Resize of what is not finite, where 0 times an infinity is left out here and NaN in ONNX Runtime",
            (g, n) => n.OpType is "Resize" or "Upsample" && !IsFinite(g, n.Input[0])),
        ("Cast of numbers with fractions that lie outside the type, which ONNX leaves open", CastsOutside),
        ("Pow of whole numbers that gives none, such as roots of negative ones, which ONNX leaves open",
            (g, n) => n.OpType == "Pow" && !IsFloating(g.TypeOf(n.Output[0]))
                && Value(g, n.Output[0]).Any(v => v is int.MinValue or long.MinValue)),
        ("extremes of NaN, which numpy keeps", (g, n) => Extremes.Contains(n.OpType) && HasNaN(g, n)),
        ("ScatterElements and ScatterND of extremes of NaN, the same", (g, n) => Word(n, "reduction") is "min" or "max" && HasNaN(g, n)),
        ("normalisation by an infinite factor, which ONNX Runtime multiplies out",
            (g, n) => Factors.Contains(n.OpType) && !IsFinite(g, n.Input[1])),
        ("LRN of what is not finite, which ONNX Runtime's running sum carries on",
            (g, n) => n.OpType == "LRN" && !IsFinite(g, n.Input[0])),
        ("MeanVarianceNormalization of equal elements, which is 0 by definition and 0/0 in ONNX Runtime", IsConstantGroup),
        ("InstanceNormalization of nearly equal elements, where x·f + (b − mean·f) loses the digits of (x − mean)·f + b", MultipliesOut),
        ("Clip of an infinity on a side without a bound, which the reference implementation keeps", KeepsInfinity),
        ("QuantizeLinear of what is not finite, which ONNX leaves open",
            (g, n) => n.OpType == "QuantizeLinear" && !IsFinite(g, n.Input[0])),
    ];

    /// <summary>Which of them a graph has met, or null.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="agrees">Whether EdgeNet gives these outputs.</param>
    public static string? Find(RandomOnnxGraph graph, Func<(int[] Shape, float[] Elements)[], bool> agrees)
    {
        foreach (NodeProto node in graph.Model.Graph.Node)
            if (All.FirstOrDefault(d => d.IsMet(graph, node)).Name is { } name) return name;
        // ONNX Runtime disagrees with itself.
        (int[] Shape, float[] Elements)[] plain = PeerRun.Run(graph.ToBytes(), graph.Inputs, optimises: false);
        return agrees(plain) ? "changed by ONNX Runtime's own optimisation of the graph" : null;
    }

    private static bool HasNaN(RandomOnnxGraph graph, NodeProto node) => Value(graph, node.Input[0]).Any(float.IsNaN);

    private static bool IsFinite(RandomOnnxGraph graph, string name) => Value(graph, name).All(float.IsFinite);

    /// <summary>
    /// The definition of the output's size, ceil(input / stride), has no dilation in it; ONNX Runtime takes the window's elements without
    /// their gaps for its size, and gives less.
    /// </summary>
    private static bool IsSameWithDilations(NodeProto node) =>
        node.OpType is "LpPool" or "MaxPool" or "AveragePool" && Word(node, "auto_pad").StartsWith("SAME", StringComparison.Ordinal)
        && node.Attribute.Any(a => a.Name == "dilations" && a.Ints.Any(d => d > 1));

    /// <summary>By definition the output's size is input · stride; ONNX Runtime never makes it larger than without padding.</summary>
    private static bool IsSameBesideStride(NodeProto node, int[] kernel)
    {
        if (!Word(node, "auto_pad").StartsWith("SAME", StringComparison.Ordinal)) return false;
        long At(string name, int axis) => node.Attribute.FirstOrDefault(a => a.Name == name)?.Ints[axis] ?? 1;
        return Enumerable.Range(0, kernel.Length).Any(a => At("dilations", a) * (kernel[a] - 1) + 1 < At("strides", a));
    }

    /// <summary>
    /// The definition maps coordinates by the scales whatever the size comes to; ONNX Runtime copies where it stays, with antialias each axis.
    /// </summary>
    private static bool IsCopied(RandomOnnxGraph graph, NodeProto node) =>
        node.OpType is "Resize" or "Upsample" && node.Input.Count is 2 or 3 && Value(graph, node.Input[^1]).Any(s => s != 1)
        && graph.ShapeOf(node.Input[0]).Zip(graph.ShapeOf(node.Output[0]), (from, to) => from == to) is var stays
        && (Number(node, "antialias") == 1 ? stays.Skip(2).Any(same => same) : stays.All(same => same));

    private static string Word(NodeProto node, string attribute) =>
        node.Attribute.FirstOrDefault(a => a.Name == attribute)?.S.ToStringUtf8() ?? "";

    private static long Number(NodeProto node, string attribute) => node.Attribute.FirstOrDefault(a => a.Name == attribute)?.I ?? 0;

    /// <summary>Elements normalised together are all the same: (X − mean) / (deviation + 1e-9).</summary>
    private static bool IsConstantGroup(RandomOnnxGraph graph, NodeProto node)
    {
        if (node.OpType != "MeanVarianceNormalization") return false;
        long[] axes = node.Attribute.FirstOrDefault(a => a.Name == "axes")?.Ints.ToArray() ?? [0, 2, 3];
        return Groups(graph, node.Input[0], axes).Any(g => g.Max() - g.Min() <= 1e-5f * Math.Abs(g.Max()));
    }

    /// <summary>The factor, 1 / √(variance + epsilon), is large beside the numbers.</summary>
    private static bool MultipliesOut(RandomOnnxGraph graph, NodeProto node) =>
        node.OpType == "InstanceNormalization"
        && Groups(graph, node.Input[0], [.. Enumerable.Range(2, graph.ShapeOf(node.Input[0]).Length - 2).Select(a => (long)a)])
            .Any(g => g.Max() - g.Min() <= 0.05f * Math.Abs(g.Max()));

    /// <summary>The elements that are gathered over axes.</summary>
    private static IEnumerable<float[]> Groups(RandomOnnxGraph graph, string name, long[] axes)
    {
        int[] shape = graph.ShapeOf(name);
        int Group(int index)
        {
            int group = 0;
            for (int axis = shape.Length - 1, stride = 1; axis >= 0; index /= shape[axis--])
                if (!axes.Contains(axis)) (group, stride) = (group + index % shape[axis] * stride, stride * shape[axis]);
            return group;
        }

        return Value(graph, name).Index().GroupBy(e => Group(e.Index), e => e.Item).Select(g => g.ToArray());
    }

    private static bool KeepsInfinity(RandomOnnxGraph graph, NodeProto node)
    {
        if (node.OpType != "Clip") return false;
        bool hasLow = node.Input.Count > 1 && node.Input[1].Length > 0 || node.Attribute.Any(a => a.Name == "min");
        bool hasHigh = node.Input.Count > 2 || node.Attribute.Any(a => a.Name == "max");
        return Value(graph, node.Input[0]).Any(v => !hasLow && float.IsNegativeInfinity(v) || !hasHigh && float.IsPositiveInfinity(v));
    }

    private static bool CastsOutside(RandomOnnxGraph graph, NodeProto node)
    {
        if (node.OpType is not ("Cast" or "CastLike")) return false;
        DataType from = graph.TypeOf(node.Input[0]), to = graph.TypeOf(node.Output[0]);
        if (!IsFloating(from) || IsFloating(to)) return false;
        var (low, high) = to switch
        {
            DataType.Uint8 => (0.0, 255.0),
            DataType.Int8 => (-128, 127),
            DataType.Int32 => (int.MinValue, int.MaxValue),
            DataType.Int64 => (long.MinValue, long.MaxValue),
            _ => (double.NegativeInfinity, double.PositiveInfinity),
        };
        bool IsOutside(double v) => !(Math.Truncate(v) >= low && Math.Truncate(v) <= high);
        return !double.IsInfinity(low) && Value(graph, node.Input[0]).Any(v => IsOutside(v));
    }

    private static bool IsFloating(DataType type) => type is DataType.Float or DataType.Double or DataType.Float16;

    /// <summary>What ONNX Runtime has for a value within a graph.</summary>
    private static float[] Value(RandomOnnxGraph graph, string name)
    {
        if (graph.Inputs.FirstOrDefault(i => i.Value.Name == name).Elements is { } given) return given;
        ModelProto model = graph.Model.Clone();
        model.Graph.Output.Clear();
        var type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)graph.TypeOf(name) } };
        model.Graph.Output.Add(new ValueInfoProto { Name = name, Type = type });
        try
        {
            return PeerRun.Run(model.ToByteArray(), graph.Inputs, optimises: false)[0].Elements;
        }
        catch (PeerException)
        {
            return [];
        }
    }
}
