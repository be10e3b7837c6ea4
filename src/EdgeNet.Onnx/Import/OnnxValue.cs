using EdgeNet.Onnx.Import.Drafts;
using EdgeNet.Onnx.Import.Model;
using static EdgeNet.Onnx.Proto.TensorProto.Types;

namespace EdgeNet.Onnx.Import;

/// <summary>What is known of a value of the graph.</summary>
internal abstract record OnnxValue;

/// <summary>A value known before the network runs.</summary>
/// <param name="Tensor">The value.</param>
internal sealed record ConstantValue(ConstantTensor Tensor) : OnnxValue;

/// <summary>A value that the network computes.</summary>
/// <param name="Shape">Its shape in the file, batch axis included.</param>
/// <param name="Source">The layer output that holds its elements, in the same order but perhaps in another shape.</param>
/// <param name="Type">Its element type; the network computes in float32 whatever it is.</param>
internal sealed record ActivationValue(int[] Shape, DraftOutput Source, DataType Type) : OnnxValue
{
    /// <summary>Whether it is an input of the network.</summary>
    public bool IsInput => Source.Draft.Kind == LayerDraft.Input;
}

/// <summary>A graph input without the batch axis that the others have: it can only be a constant.</summary>
/// <param name="Name">The input's name.</param>
/// <param name="Shape">Its shape.</param>
internal sealed record UnbatchedInput(string Name, int[] Shape) : OnnxValue;

/// <summary>A value that a node should give which cannot be imported.</summary>
internal sealed record UnknownValue : OnnxValue;
