namespace EdgeNet;

/// <summary>The sum of two or more tensors, as ONNX's Sum, element by element.</summary>
/// <param name="inputs">The names of the layers; one is joined with the layer above.</param>
public sealed class SumAttribute(params string[] inputs) : ElementwiseAttribute(inputs);
