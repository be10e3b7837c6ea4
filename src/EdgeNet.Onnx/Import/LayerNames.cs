using EdgeNet.Onnx.Import.Operators;
using EdgeNet.Onnx.Proto;

namespace EdgeNet.Onnx.Import;

/// <summary>Names for layers, from what the file calls nodes, weights and outputs.</summary>
internal static class LayerNames
{
    private const int LongestName = 48;

    /// <summary>What exporters append to a layer's name for its weights.</summary>
    private static readonly string[] WeightEndings =
        [".weight_quantized", ".weight", "_weight", ".W", "_W", "_w_0", "_w", "/kernel", ".kernel", "_kernel", ".w_0", "/weights", "_weights", ".gamma", "_gamma", "/gamma", "_s_0", ".scale", "_scale"];

    /// <summary>What a node could be called, best first: by its weights, itself, its output.</summary>
    public static IReadOnlyList<string> Hints(NodeProto node, bool hasWeights)
    {
        var hints = new List<string>(3);
        if (hasWeights && node.Input.Count > 1 && WeightEndings.FirstOrDefault(e => node.Input[1].EndsWith(e, StringComparison.Ordinal)) is { } ending)
            hints.Add(node.Input[1][..^ending.Length]);
        if (!IsNumbered(node.Name, shortest: 0)) hints.Add(node.Name);
        // Outputs are counted with a letter, too: n17.
        if (node.Output.Count > 0 && !IsNumbered(node.Output[0], shortest: 1)) hints.Add(node.Output[0]);
        return hints;
    }

    /// <summary>The path that all of some names begin with, "gpu_0/"; empty where there is none.</summary>
    public static string CommonPath(IReadOnlyList<string> names)
    {
        if (names.Count < 2 || names[0].Length < 2) return "";
        int slash = names[0].IndexOf('/', 1);
        return slash > 0 && names.All(n => n.Length > slash + 1 && n.AsSpan(0, slash + 1).SequenceEqual(names[0].AsSpan(0, slash + 1))) ? names[0][..(slash + 1)] : "";
    }

    /// <summary>Whether an exporter gave a name by counting: 17, onnx::Conv_17, Conv_17.</summary>
    private static bool IsNumbered(string hint, int shortest)
    {
        string stem = hint.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        if (hint.StartsWith("onnx::", StringComparison.Ordinal)) return true;
        return stem.Length < hint.Length && (stem.Length <= shortest || stem.EndsWith('_') && OperatorTable.Names.Contains(stem[..^1]));
    }

    /// <summary>
    /// A hint as a layer may be called: letters, digits and '_', starting with a letter. Null where nothing that tells is left, as of "123".
    /// </summary>
    public static string? Clean(string hint)
    {
        // /features/features.0/Conv: what it is stands last, the path to it before.
        string[] parts = hint.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length > 1 && parts[^1].TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '_') is { Length: > 0 } last && char.IsUpper(last[0]) && hint[0] == '/')
            parts = [parts[^2]];
        string text = string.Concat(string.Join('_', parts).Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
        while (text.Contains("__", StringComparison.Ordinal)) text = text.Replace("__", "_", StringComparison.Ordinal);
        text = text.Trim('_');
        if (text.Length == 0 || text.Length > LongestName || !text.Any(char.IsAsciiLetter)) return null;
        return char.IsAsciiDigit(text[0]) ? "_" + text : text;
    }
}
