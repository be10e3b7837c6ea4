using EdgeNet.Onnx.Import.Model;

namespace EdgeNet.Onnx.Import.Operators;

/// <summary>One side of a sum or product: a value that the network computes, or a constant.</summary>
/// <param name="Value">The value, or null.</param>
/// <param name="Constant">The constant, or null.</param>
/// <param name="Input">The node's input that it is, for names; -1 for none.</param>
internal sealed record Operand(ActivationValue? Value, ConstantTensor? Constant, int Input)
{
    /// <summary>The shape in the file.</summary>
    public int[] Shape => Value?.Shape ?? Constant!.Shape;

    /// <summary>A value.</summary>
    public static Operand Of(ActivationValue value, int input = -1) => new(value, null, input);

    /// <summary>A constant.</summary>
    public static Operand Of(ConstantTensor constant, int input = -1) => new(null, constant, input);

    /// <summary>The same elements in another shape.</summary>
    public Operand Reshape(int[] shape) => this with { Value = Value is null ? null : Value with { Shape = shape }, Constant = Constant?.Reshape(shape) };
}
