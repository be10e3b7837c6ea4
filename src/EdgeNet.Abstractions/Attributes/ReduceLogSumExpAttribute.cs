namespace EdgeNet;

/// <summary>The logarithm of the sum of exponentials over axes, as ONNX's ReduceLogSumExp.</summary>
/// <param name="axes">The axes of the sample, negative from the end; all where none is given.</param>
public sealed class ReduceLogSumExpAttribute(params int[] axes) : ReduceAttribute(axes);
