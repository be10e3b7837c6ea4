namespace EdgeNet;

/// <summary>The minimum over axes, as ONNX's ReduceMin.</summary>
/// <param name="axes">The axes of the sample, negative from the end; all where none is given.</param>
public sealed class ReduceMinAttribute(params int[] axes) : ReduceAttribute(axes);
