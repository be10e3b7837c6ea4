namespace EdgeNet;

/// <summary>The logarithm of the sum over axes, as ONNX's ReduceLogSum.</summary>
/// <param name="axes">The axes of the sample, negative from the end; all where none is given.</param>
public sealed class ReduceLogSumAttribute(params int[] axes) : ReduceAttribute(axes);
