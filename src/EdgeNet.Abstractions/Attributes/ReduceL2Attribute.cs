namespace EdgeNet;

/// <summary>The square root of the sum of squares over axes, as ONNX's ReduceL2.</summary>
/// <param name="axes">The axes of the sample, negative from the end; all where none is given.</param>
public sealed class ReduceL2Attribute(params int[] axes) : ReduceAttribute(axes);
