using EdgeNet.Onnx.Import.Model;

namespace EdgeNet.Onnx.Import.Drafts;

/// <summary>A parameter of a layer, as PyTorch lays it out.</summary>
/// <param name="Role">"weight", "bias".</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Data">Its elements.</param>
internal sealed record DraftParameter(string Role, int[] Shape, TensorData Data);
