namespace EdgeNet;

/// <summary>The mean over axes, as ONNX's ReduceMean.</summary>
/// <param name="axes">The axes of the sample, negative from the end; all where none is given.</param>
public sealed class ReduceMeanAttribute(params int[] axes) : ReduceAttribute(axes);
