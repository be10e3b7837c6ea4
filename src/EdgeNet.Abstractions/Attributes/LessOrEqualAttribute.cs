namespace EdgeNet;

/// <summary>1 where the first of two tensors is less than or equals the second, else 0, as ONNX's LessOrEqual.</summary>
/// <param name="inputs">The names of the layers; one is compared with the layer above.</param>
public sealed class LessOrEqualAttribute(params string[] inputs) : CompareAttribute(inputs);
