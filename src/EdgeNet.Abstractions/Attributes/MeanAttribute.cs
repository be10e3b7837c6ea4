namespace EdgeNet;

/// <summary>The mean of two or more tensors, element by element.</summary>
/// <param name="inputs">The names of the layers; one is joined with the layer above.</param>
public sealed class MeanAttribute(params string[] inputs) : ElementwiseAttribute(inputs);
