using EdgeNet.Compiler.Graph;
using EdgeNet.Description;

namespace EdgeNet.Onnx;

/// <summary>A network taken from an ONNX file.</summary>
/// <param name="Description">The network, as attributes would describe it.</param>
/// <param name="Graph">Its graph, with every shape known.</param>
/// <param name="Parameters">Its parameters under EdgeNet's names, laid out as PyTorch does; each is brought into memory when asked for.</param>
/// <param name="Inputs">The file's inputs, in the order of the network's.</param>
/// <param name="Outputs">The file's outputs, in the order of the network's.</param>
/// <param name="Origin">The file, its producer and opset, in a few words.</param>
/// <param name="Samples">
/// Whether the first axis counts samples, of which the network computes one at a time; else the network computes all of the file's axes.
/// </param>
public sealed record ImportedNetwork(
    NetworkDescription Description,
    NetworkGraph Graph,
    IParameterSource Parameters,
    IReadOnlyList<ImportedTensor> Inputs,
    IReadOnlyList<ImportedTensor> Outputs,
    string Origin,
    bool Samples)
{
    /// <summary>The files beside the model's own that its data lie in; the parameters are read from them when they are asked for.</summary>
    public IReadOnlyList<string> DataFiles { get; init; } = [];

    /// <summary>Whether quantization between layers was passed through: <see cref="ImportOptions.PassesQuantization"/>.</summary>
    public bool HasPassedQuantization { get; init; }

    /// <summary>Names and shapes of the parameters, in the network's order.</summary>
    public IReadOnlyList<ParameterInfo> ParameterInfos { get; } = [.. Graph.Parameters().Select(p => new ParameterInfo(p.Name, [.. p.Shape.Dimensions]))];
}
