using EdgeNet.Compiler.Planning.Steps;
using static EdgeNet.Compiler.Emit.VectorText;

namespace EdgeNet.Compiler.Emit;

/// <summary>The expressions of elementwise operations.</summary>
internal static class PointwiseText
{
    /// <summary>Whether the operation has a vector form; a power of any number to any other has none.</summary>
    public static bool HasVector(PointwiseStep step) => step.Operation != PointwiseOperation.Pow || Power("Vector128", "a", step.Value) is not null;

    /// <summary>The operation on vectors or, with <paramref name="vector"/> null, on floats.</summary>
    /// <param name="vector">The vector's class, or null.</param>
    /// <param name="step">The step.</param>
    /// <param name="tensors">An operand of each tensor: a variable.</param>
    public static string Expression(string? vector, PointwiseStep step, string[] tensors)
    {
        string Number(float value) => vector is null ? Literal(value) : $"{vector}.Create({Literal(value)})";
        string[] operands = step.Value is { } last ? [.. tensors, Number(last)] : tensors;
        string Nested(string function) => operands.Skip(1).Aggregate(operands[0], (a, b) => $"{vector ?? "MathF"}.{function}({a}, {b})");
        string Compare(string sign, string function) => vector is null
            ? $"({operands[0]} {sign} {operands[1]} ? 1f : 0f)"
            : $"({vector}.{function}({operands[0]}, {operands[1]}) & {vector}<float>.One)";
        return step.Operation switch
        {
            PointwiseOperation.Add => string.Join(" + ", operands),
            PointwiseOperation.Sub => string.Join(" - ", operands),
            PointwiseOperation.Mul => string.Join(" * ", operands),
            PointwiseOperation.Div => string.Join(" / ", operands),
            PointwiseOperation.Min => Nested("Min"),
            PointwiseOperation.Max => Nested("Max"),
            PointwiseOperation.Mean => $"({string.Join(" + ", operands)}) / {Number(operands.Length)}",
            PointwiseOperation.Pow => Power(vector, operands[0], step.Value) ?? $"MathF.Pow({operands[0]}, {operands[1]})",
            PointwiseOperation.PRelu when vector is null => $"({operands[0]} >= 0f ? {operands[0]} : {operands[0]} * {operands[1]})",
            PointwiseOperation.PRelu =>
                $"{vector}.ConditionalSelect({vector}.GreaterThanOrEqual({operands[0]}, {vector}<float>.Zero), {operands[0]}, {operands[0]} * {operands[1]})",
            PointwiseOperation.MulAdd when vector is null => $"{operands[0]} * {operands[1]} + {operands[2]}",
            PointwiseOperation.MulAdd => $"{vector}.MultiplyAddEstimate({operands[0]}, {operands[1]}, {operands[2]})",
            PointwiseOperation.Equal => Compare("==", "Equals"),
            PointwiseOperation.Greater => Compare(">", "GreaterThan"),
            PointwiseOperation.GreaterOrEqual => Compare(">=", "GreaterThanOrEqual"),
            PointwiseOperation.Less => Compare("<", "LessThan"),
            PointwiseOperation.LessOrEqual => Compare("<=", "LessThanOrEqual"),
            PointwiseOperation.Select when vector is null => $"({operands[0]} != 0f ? {operands[1]} : {operands[2]})",
            PointwiseOperation.Select => $"{vector}.ConditionalSelect({vector}.Equals({operands[0]}, {vector}<float>.Zero), {operands[2]}, {operands[1]})",
            _ => throw new NotSupportedException($"No code is emitted for {step.Operation}."),
        };
    }

    /// <summary>A power that multiplications, a root or a division give, or null.</summary>
    private static string? Power(string? vector, string a, float? exponent) => exponent switch
    {
        1 => a,
        2 => $"{a} * {a}",
        3 => $"{a} * {a} * {a}",
        0.5f => $"{vector ?? "MathF"}.Sqrt({a})",
        -1 => vector is null ? $"1f / {a}" : $"{vector}<float>.One / {a}",
        _ => null,
    };
}
