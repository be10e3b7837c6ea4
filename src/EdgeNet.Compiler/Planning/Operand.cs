namespace EdgeNet.Compiler.Planning;

/// <summary>A tensor that a step reads or writes.</summary>
/// <param name="Buffer">The buffer's index in the plan.</param>
/// <param name="Layout">Where its elements lie.</param>
public sealed record Operand(int Buffer, TensorLayout Layout);
