namespace EdgeNet;

/// <summary>The first of two tensors divided by the second, element by element.</summary>
/// <param name="inputs">The names of the layers; one is joined with the layer above.</param>
public sealed class DivAttribute(params string[] inputs) : ElementwiseAttribute(inputs);
