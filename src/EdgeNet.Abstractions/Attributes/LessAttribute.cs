namespace EdgeNet;

/// <summary>1 where the first of two tensors is less than the second, else 0, as ONNX's Less.</summary>
/// <param name="inputs">The names of the layers; one is compared with the layer above.</param>
public sealed class LessAttribute(params string[] inputs) : CompareAttribute(inputs);
