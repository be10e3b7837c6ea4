using EdgeNet.Onnx.Import.Model;
using EdgeNet.Onnx.Proto;
using static System.FormattableString;

namespace EdgeNet.Onnx.Import;

/// <summary>
/// Open first axes that are no batch: points of a cloud, samples of a sound. A first axis is a batch where nothing works along it, or where
/// an operator reads it that has its batch there. What the file calls it says nothing: n may be a number of points, batch one that is mixed.
/// </summary>
internal static class OpenAxes
{
    private static readonly HashSet<string> BatchReaders = new(StringComparer.Ordinal)
    {
        "Conv", "ConvTranspose", "FusedConv", "MaxPool", "AveragePool", "LpPool", "GlobalAveragePool", "GlobalMaxPool", "GlobalLpPool", "BatchNormalization",
        "InstanceNormalization", "GroupNormalization", "LRN", "DepthToSpace", "SpaceToDepth",
    };

    private const int ManyElements = 64;

    /// <summary>Operators that leave the first axis where it is.</summary>
    private static readonly HashSet<string> Passing = new(StringComparer.Ordinal) { "Identity", "Cast", "Add", "Sub", "Mul", "Div", "Relu", "Clip", "Pad", "Dropout" };

    /// <summary>What is to be asked of a model whose network computes all axes at once, a line for each input.</summary>
    public static IEnumerable<string> Questions(OnnxModel model, ImportSettings settings)
    {
        foreach (GraphInput input in model.Inputs)
        {
            if (input.Shape is not { Count: > 0 } shape || shape[0] is not null || settings.Shapes.ContainsKey(input.Name)) continue;
            if (shape.Skip(1).Any(s => s is null) || IsBatch(model, input)) continue;
            string symbol = input.Symbols[0].Length > 0 ? $"'{ModelReader.Shorten(input.Symbols[0])}'" : "unnamed";
            yield return Invariant($"The input '{ModelReader.Shorten(input.Name)}' has a first axis of a size that the file leaves open ({symbol}), and operators work along it, so that it is no batch; ")
                + $"code is generated for one size: give the input's shape, {Option(input, "SIZE")}.";
        }
    }

    /// <summary>Settings in which open first axes have many elements: what then is no problem any more was one of the size.</summary>
    public static ImportSettings Enlarged(OnnxModel model, ImportSettings settings)
    {
        var shapes = new Dictionary<string, int[]>(settings.Shapes);
        foreach (GraphInput input in model.Inputs)
        {
            if (input.Shape is { Count: > 0 } shape && !shapes.ContainsKey(input.Name))
                shapes[input.Name] = [.. shape.Select((s, axis) => s ?? (axis == 0 ? ManyElements : 1))];
        }

        return settings with { Shapes = shapes };
    }

    /// <summary>The command's option that gives an input's shape.</summary>
    /// <param name="input">The input.</param>
    /// <param name="first">What stands for a first axis that is open and has no name: 1 for a batch, else a word for its size.</param>
    public static string Option(GraphInput input, string first = "1") =>
        $"--input {ModelReader.Shorten(input.Name)}={string.Join(",", (input.Shape ?? []).Select((s, axis) => s?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? Symbol(input, axis, first)))}";

    private static string Symbol(GraphInput input, int axis, string first) =>
        input.Symbols[axis] is { Length: > 0 } symbol ? ModelReader.Shorten(symbol).ToUpperInvariant() : axis == 0 ? first : "SIZE";

    private static bool IsBatch(OnnxModel model, GraphInput input)
    {
        var same = new HashSet<string>(StringComparer.Ordinal) { input.Name };
        foreach (NodeProto node in model.Nodes)
        {
            if (node.Input.Count == 0 || !same.Contains(node.Input[0]) && !(Passing.Contains(node.OpType) && node.Input.Any(same.Contains))) continue;
            if (BatchReaders.Contains(node.OpType)) return true;
            if ((Passing.Contains(node.OpType) || KeepsFirst(node)) && node.Output.Count > 0) same.Add(node.Output[0]);
        }

        return false;
    }

    /// <summary>Whether a node is a Transpose that leaves the first axis in front.</summary>
    private static bool KeepsFirst(NodeProto node) => node.OpType == "Transpose" && node.Attribute.FirstOrDefault(a => a.Name == "perm") is { Ints: [0, ..] };
}
