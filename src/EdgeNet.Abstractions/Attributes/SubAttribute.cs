namespace EdgeNet;

/// <summary>The first of two tensors less the second, element by element.</summary>
/// <param name="inputs">The names of the layers; one is joined with the layer above.</param>
public sealed class SubAttribute(params string[] inputs) : ElementwiseAttribute(inputs);
