using EdgeNet.Compiler.Graph;
using static EdgeNet.Compiler.Emit.VectorText;

namespace EdgeNet.Compiler.Emit;

/// <summary>The expressions of activation functions.</summary>
internal static class ActivationText
{
    /// <summary>An activation of a vector or, with <paramref name="vector"/> null, of a float.</summary>
    /// <param name="vector">The vector's class, or null.</param>
    /// <param name="function">The function.</param>
    /// <param name="x">The variable that it is applied to.</param>
    public static string Activate(string? vector, ActivationFunction function, string x)
    {
        float alpha = function.Alpha, beta = function.Beta;
        string maths = vector ?? "MathF";
        string Number(float value) => vector is null ? Literal(value) : value == 0 ? $"{vector}<float>.Zero" : $"{vector}.Create({Literal(value)})";
        string Max(string a, string b) => $"{maths}.{(vector is null ? "Max" : "MaxNative")}({a}, {b})";
        string Min(string a, string b) => $"{maths}.{(vector is null ? "Min" : "MinNative")}({a}, {b})";
        string Where(string comparison, string sign, string bound, string then, string otherwise) => vector is null
            ? $"({x} {sign} {bound} ? {then} : {otherwise})"
            : $"{vector}.ConditionalSelect({vector}.{comparison}({x}, {bound}), {then}, {otherwise})";
        // The bound stands first: where neither is less the native forms give the second operand, so that a NaN stays NaN.
        string Clamp(string value, float low, float high)
        {
            if (!float.IsNegativeInfinity(low)) value = Max(Number(low), value);
            return float.IsPositiveInfinity(high) ? value : Min(Number(high), value);
        }

        return function.Kind switch
        {
            Activation.None => x,
            Activation.ReLU => Clamp(x, 0, float.PositiveInfinity),
            Activation.ReLU6 => Clamp(x, 0, 6),
            Activation.Clip => Clamp(x, alpha, beta),
            // Where the slope is at most 1, alpha·x is the larger of the two exactly where x is negative.
            Activation.LeakyReLU when alpha is >= 0 and <= 1 => Max(x, $"{x} * {Literal(alpha)}"),
            Activation.LeakyReLU => Where("LessThan", "<", Number(0), $"{x} * {Literal(alpha)}", x),
            Activation.ThresholdedReLU => Where("GreaterThan", ">", Number(alpha), x, Number(0)),
            Activation.Tanh => $"VectorMath.Tanh({x})",
            Activation.Sigmoid => $"VectorMath.Sigmoid({x})",
            Activation.HardSigmoid => Clamp($"{x} * {Literal(alpha)} + {Number(beta)}", 0, 1),
            Activation.ELU => $"VectorMath.Elu({x}, {Literal(alpha)}, 1f, 1f)",
            Activation.SELU => $"VectorMath.Elu({x}, {Literal(alpha)}, 1f, {Literal(beta)})",
            Activation.CELU when alpha > 0 => $"VectorMath.Elu({x}, {Literal(alpha)}, {Literal(alpha)}, 1f)",
            // By the definition: both terms count where alpha is negative.
            Activation.CELU => $"{Max(x, Number(0))} + {Min(Number(0), $"{Literal(alpha)} * VectorMath.ExpM1({x} / {Literal(alpha)})")}",
            Activation.GELU => $"VectorMath.Gelu({x})",
            Activation.GELUTanh => $"VectorMath.GeluTanh({x})",
            Activation.Swish => $"VectorMath.Swish({x}, {Literal(alpha)})",
            Activation.HardSwish => $"{x} * {Clamp($"{x} * {Literal(1 / 6f)} + {Number(0.5f)}", 0, 1)}",
            Activation.Mish => $"VectorMath.Mish({x})",
            Activation.Softplus when alpha == 1 => $"VectorMath.Softplus({x})",
            Activation.Softplus => $"VectorMath.Softplus({x} * {Literal(alpha)}) / {Literal(alpha)}",
            Activation.Softsign => $"VectorMath.Softsign({x})",
            Activation.Exp => $"VectorMath.Exp({x})",
            Activation.Sqrt => $"{maths}.Sqrt({x})",
            Activation.Abs => $"{maths}.Abs({x})",
            Activation.Neg => $"-{x}",
            Activation.Erf => $"VectorMath.Erf({x})",
            Activation.Log => $"{maths}.Log({x})",
            Activation.Reciprocal => $"{Number(1)} / {x}",
            Activation.Square => $"{x} * {x}",
            Activation.Floor => $"{maths}.Floor({x})",
            Activation.Ceil => $"{maths}.Ceiling({x})",
            Activation.Round => $"{maths}.Round({x})",
            Activation.Sign => $"VectorMath.Sign({x})",
            Activation.Sin => $"{maths}.Sin({x})",
            Activation.Cos => $"{maths}.Cos({x})",
            _ => throw new NotSupportedException($"No code is generated for the activation {function}."),
        };
    }
}
