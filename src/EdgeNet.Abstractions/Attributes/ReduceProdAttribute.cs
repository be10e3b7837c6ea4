namespace EdgeNet;

/// <summary>The product over axes, as ONNX's ReduceProd.</summary>
/// <param name="axes">The axes of the sample, negative from the end; all where none is given.</param>
public sealed class ReduceProdAttribute(params int[] axes) : ReduceAttribute(axes);
