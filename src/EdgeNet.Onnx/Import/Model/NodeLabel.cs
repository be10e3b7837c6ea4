using EdgeNet.Onnx.Proto;

namespace EdgeNet.Onnx.Import.Model;

/// <summary>What messages call a node.</summary>
internal static class NodeLabel
{
    /// <summary>Operator and name: Conv 'conv1'; the first output's name stands for a missing name, the position for both.</summary>
    public static string Of(NodeProto node, int position)
    {
        string type = ModelReader.Shorten(node.OpType);
        string name = node.Name.Length > 0 ? node.Name : node.Output.FirstOrDefault(o => o.Length > 0) ?? FormattableString.Invariant($"node {position}");
        return $"{type} '{ModelReader.Shorten(name)}'";
    }
}
