namespace EdgeNet;

/// <summary>The sum over axes, as ONNX's ReduceSum.</summary>
/// <param name="axes">The axes of the sample, negative from the end; all where none is given.</param>
public sealed class ReduceSumAttribute(params int[] axes) : ReduceAttribute(axes);
