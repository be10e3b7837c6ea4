namespace EdgeNet;

/// <summary>1 where the first of two tensors is greater than or equals the second, else 0, as ONNX's GreaterOrEqual.</summary>
/// <param name="inputs">The names of the layers; one is compared with the layer above.</param>
public sealed class GreaterOrEqualAttribute(params string[] inputs) : CompareAttribute(inputs);
