namespace EdgeNet;

/// <summary>The sum of squares over axes, as ONNX's ReduceSumSquare.</summary>
/// <param name="axes">The axes of the sample, negative from the end; all where none is given.</param>
public sealed class ReduceSumSquareAttribute(params int[] axes) : ReduceAttribute(axes);
