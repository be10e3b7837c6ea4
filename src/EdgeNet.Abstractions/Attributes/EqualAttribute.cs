namespace EdgeNet;

/// <summary>1 where the first of two tensors equals the second, else 0, as ONNX's Equal.</summary>
/// <param name="inputs">The names of the layers; one is compared with the layer above.</param>
public sealed class EqualAttribute(params string[] inputs) : CompareAttribute(inputs);
