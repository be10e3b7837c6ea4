namespace EdgeNet;

/// <summary>The first of two tensors to the power of the second; NaN where a negative number has a fractional power, element by element.</summary>
/// <param name="inputs">The names of the layers; one is joined with the layer above.</param>
public sealed class PowAttribute(params string[] inputs) : ElementwiseAttribute(inputs);
