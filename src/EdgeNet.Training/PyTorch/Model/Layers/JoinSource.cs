using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Training.PyTorch.Model.Layers;

/// <summary>Several tensors into one, and constants. Axes are aligned at the last, behind the batch axis.</summary>
internal static class JoinSource
{
    public static string Elementwise(LayerContext c, Elementwise layer)
    {
        string[] operands = [.. c.AllAligned(), .. layer.Value is { } value ? [PythonText.Number(value)] : Array.Empty<string>()];
        if (operands.Length == 1) return operands[0];
        return layer.Function switch
        {
            ElementwiseFunction.Add or ElementwiseFunction.Sum => string.Join(" + ", operands),
            ElementwiseFunction.Mean => $"({string.Join(" + ", operands)}) / {PythonText.Whole(operands.Length)}",
            ElementwiseFunction.Sub => string.Join(" - ", operands),
            ElementwiseFunction.Mul => string.Join(" * ", operands),
            ElementwiseFunction.Div => string.Join(" / ", operands),
            ElementwiseFunction.Pow => $"torch.pow({string.Join(", ", operands)})",
            ElementwiseFunction.Min => Extreme("minimum", "max", c.AllAligned(), layer.Value),
            _ => Extreme("maximum", "min", c.AllAligned(), layer.Value),
        };
    }

    public static string Compare(LayerContext c, Compare layer)
    {
        string[] operands = [.. c.AllAligned(), .. layer.Value is { } value ? [PythonText.Number(value)] : Array.Empty<string>()];
        string sign = layer.Function switch
        {
            CompareFunction.Equal => "==",
            CompareFunction.Greater => ">",
            CompareFunction.GreaterOrEqual => ">=",
            CompareFunction.Less => "<",
            _ => "<=",
        };
        return $"({operands[0]} {sign} {operands[1]}).to({operands[0]}.dtype)";
    }

    public static string Select(LayerContext c)
    {
        string[] operands = c.AllAligned();
        return $"torch.where({operands[0]} != 0, {operands[1]}, {operands[2]})";
    }

    public static string Concat(LayerContext c, Concat layer) =>
        $"torch.cat(({string.Join(", ", c.Inputs)}{(c.Inputs.Count == 1 ? "," : "")}), {PythonText.Whole(layer.Axis + 1)})";

    /// <summary>The parameter, once for each sample: joins and outputs need the batch axis.</summary>
    public static string Constant(LayerContext c, Constant layer) =>
        $"{c.Declare($"{c.Helper("Constant")}({PythonText.Tuple(layer.Shape.Dimensions)})")}(batch)";

    private static string Extreme(string function, string bound, string[] operands, float? value)
    {
        string result = operands.Aggregate((a, b) => $"torch.{function}({a}, {b})");
        return value is { } limit ? $"torch.clamp({result}, {bound}={PythonText.Number(limit)})" : result;
    }
}
