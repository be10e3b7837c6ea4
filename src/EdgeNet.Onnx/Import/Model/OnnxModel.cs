using EdgeNet.Onnx.Proto;

namespace EdgeNet.Onnx.Import.Model;

/// <summary>A model as read: its structure has been checked, its operators have not.</summary>
/// <param name="File">The file's name, for messages.</param>
/// <param name="Proto">The messages.</param>
/// <param name="Opset">The version of the standard operators.</param>
/// <param name="Inputs">The graph's inputs that are no constants, in order.</param>
/// <param name="Constants">The initialisers by name.</param>
/// <param name="Nodes">The nodes, each after the nodes whose outputs it takes.</param>
/// <param name="Tensors">Reads the tensors in attributes.</param>
internal sealed record OnnxModel(
    string File,
    ModelProto Proto,
    int Opset,
    IReadOnlyList<GraphInput> Inputs,
    IReadOnlyDictionary<string, ConstantTensor> Constants,
    IReadOnlyList<NodeProto> Nodes,
    TensorReader Tensors)
{
    /// <summary>The model's own functions.</summary>
    public IReadOnlyDictionary<(string Domain, string Name), FunctionProto> Functions { get; } =
        Proto.Functions.GroupBy(f => (f.Domain, f.Name)).ToDictionary(f => f.Key, f => f.First());

    /// <summary>The names of the graph's outputs.</summary>
    public IEnumerable<string> Outputs => Proto.Graph.Output.Select(o => o.Name);
}
