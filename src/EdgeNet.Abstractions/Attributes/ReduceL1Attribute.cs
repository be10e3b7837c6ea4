namespace EdgeNet;

/// <summary>The sum of magnitudes over axes, as ONNX's ReduceL1.</summary>
/// <param name="axes">The axes of the sample, negative from the end; all where none is given.</param>
public sealed class ReduceL1Attribute(params int[] axes) : ReduceAttribute(axes);
