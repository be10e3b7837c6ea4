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
    private static readonly string[] Extremes = ["ArgMax", "ArgMin", "GlobalMaxPool", "MaxPool", "ReduceMax", "ReduceMin",
        "ReduceLogSumExp"];

    /// <summary>Which of them a graph has met, or null.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="agrees">Whether EdgeNet gives these outputs.</param>
    public static string? Find(RandomOnnxGraph graph, Func<(int[] Shape, float[] Elements)[], bool> agrees)
    {
        foreach (NodeProto node in graph.Model.Graph.Node)
        {
            if (IsSameWithDilations(node)) return "SAME_UPPER and SAME_LOWER of dilated windows in pools";
            if (IsSameBesideStride(graph,
                node)) return "SAME_UPPER and SAME_LOWER of a ConvTranspose whose window is smaller than its stride";
            if (IsCopied(graph, node)) return "Resize to the size that there is, by scales other than 1";
            if (CastsOutside(graph, node)) return "Cast of numbers with fractions that lie outside the type, which ONNX leaves open";
            if (Extremes.Contains(node.OpType) && Value(graph, node.Input[0]).Any(float.IsNaN)) return $"{node.OpType} of NaN";
            if (node.OpType is "InstanceNormalization" or "GroupNormalization" or "BatchNormalization"
                && !Value(graph, node.Input[1]).All(float.IsFinite))
                return $"{node.OpType} by a factor that is not finite, which ONNX Runtime multiplies out";
            if (node.OpType == "LRN" && !Value(graph,
                node.Input[0]).All(float.IsFinite)) return "LRN of what is not finite, which ONNX Runtime's running sum carries on";
            if (IsConstantGroup(graph,
                node)) return "MeanVarianceNormalization of equal elements, which is 0 by definition and 0/0 in ONNX Runtime";
            if (KeepsInfinity(graph,
                node)) return "Clip of an infinity on a side without a bound, which the reference implementation keeps";
            if (node.OpType == "QuantizeLinear" && !Value(graph,
                node.Input[0]).All(float.IsFinite)) return "QuantizeLinear of what is not finite, which ONNX leaves open";
        }

        return agrees(PeerRun.Run(graph.ToBytes(), graph.Inputs, optimises: false))
            ? "changed by ONNX Runtime's own optimisation of the graph" : null;
    }

    /// <summary>
    /// The definition of the output's size, ceil(input / stride), has no dilation in it; ONNX Runtime takes the window's elements without
    /// their gaps for its
    /// size, and gives less.
    /// </summary>
    private static bool IsSameWithDilations(NodeProto node) =>
        node.OpType is "LpPool" or "MaxPool" or "AveragePool" && node.Attribute.Any(a => a.Name == "auto_pad"
            && a.S.ToStringUtf8().StartsWith("SAME", StringComparison.Ordinal))
        && node.Attribute.Any(a => a.Name == "dilations" && a.Ints.Any(d => d > 1));

    /// <summary>By definition the output's size is input · stride; ONNX Runtime never makes it larger than without padding.</summary>
    private static bool IsSameBesideStride(RandomOnnxGraph graph, NodeProto node)
    {
        if (node.OpType != "ConvTranspose" || !node.Attribute.Any(a => a.Name == "auto_pad"
            && a.S.ToStringUtf8().StartsWith("SAME", StringComparison.Ordinal))) return false;
        int[] kernel = graph.ShapeOf(node.Input[1])[2..];
        long At(string name, int axis) => node.Attribute.FirstOrDefault(a => a.Name == name)?.Ints[axis] ?? 1;
        return Enumerable.Range(0, kernel.Length).Any(a => At("dilations", a) * (kernel[a] - 1) + 1 < At("strides", a));
    }

    /// <summary>The definition maps coordinates by the scales whatever the size comes to; ONNX Runtime copies where it stays.</summary>
    private static bool IsCopied(RandomOnnxGraph graph, NodeProto node) =>
        node.OpType is "Resize" or "Upsample" && graph.ShapeOf(node.Input[0]).SequenceEqual(graph.ShapeOf(node.Output[0]))
        && node.Input.Count is 2 or 3 && Value(graph, node.Input[^1]).Any(s => s != 1);

    /// <summary>Elements normalised together are all the same: (X − mean) / (deviation + 1e-9).</summary>
    private static bool IsConstantGroup(RandomOnnxGraph graph, NodeProto node)
    {
        if (node.OpType != "MeanVarianceNormalization") return false;
        int[] shape = graph.ShapeOf(node.Input[0]);
        long[] axes = node.Attribute.FirstOrDefault(a => a.Name == "axes")?.Ints.ToArray() ?? [0, 2, 3];
        float[] elements = Value(graph, node.Input[0]);
        int Group(int index)
        {
            int group = 0;
            for (int axis = shape.Length - 1, stride = 1; axis >= 0; index /= shape[axis--])
                if (!axes.Contains(axis)) (group, stride) = (group + index % shape[axis] * stride, stride * shape[axis]);
            return group;
        }

        return elements.Index().GroupBy(e => Group(e.Index), e => e.Item).Any(g => g.Max() - g.Min() <= 1e-5f * Math.Abs(g.Max()));
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
        if (node.OpType is not ("Cast" or "CastLike") || !IsFloating(graph.TypeOf(node.Input[0]))
            || IsFloating(graph.TypeOf(node.Output[0]))) return false;
        var (low, high) = graph.TypeOf(node.Output[0]) switch
        {
            DataType.Uint8 => (0.0, 255.0),
            DataType.Int8 => (-128, 127),
            DataType.Int32 => (int.MinValue, int.MaxValue),
            DataType.Int64 => (long.MinValue, long.MaxValue),
            _ => (double.NegativeInfinity, double.PositiveInfinity),
        };
        return !double.IsInfinity(low) && Value(graph, node.Input[0]).Any(v =>
            !(Math.Truncate((double)v) >= low && Math.Truncate((double)v) <= high));
    }

    private static bool IsFloating(DataType type) => type is DataType.Float or DataType.Double or DataType.Float16;

    /// <summary>What ONNX Runtime has for a value within a graph.</summary>
    private static float[] Value(RandomOnnxGraph graph, string name)
    {
        if (graph.Inputs.FirstOrDefault(i => i.Value.Name == name).Elements is { } given) return given;
        ModelProto model = graph.Model.Clone();
        model.Graph.Output.Clear();
        model.Graph.Output.Add(new ValueInfoProto { Name = name,
            Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)graph.TypeOf(name) } } });
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
