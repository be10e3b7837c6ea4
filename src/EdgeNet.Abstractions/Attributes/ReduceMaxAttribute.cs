namespace EdgeNet;

/// <summary>The maximum over axes, as ONNX's ReduceMax.</summary>
/// <param name="axes">The axes of the sample, negative from the end; all where none is given.</param>
public sealed class ReduceMaxAttribute(params int[] axes) : ReduceAttribute(axes);
