namespace EdgeNet.Compiler.Planning;

/// <summary>A tensor that a step reads or writes.</summary>
/// <param name="Buffer">The buffer's index in the plan.</param>
/// <param name="Layout">Where its elements lie.</param>
/// <param name="Offset">Elements from the buffer's start to the tensor's, where it is a part of a larger one.</param>
public sealed record Operand(int Buffer, TensorLayout Layout, int Offset = 0)
{
    /// <summary>Elements that it moves in each round of the loop around its step.</summary>
    public int Advance { get; init; }
}
