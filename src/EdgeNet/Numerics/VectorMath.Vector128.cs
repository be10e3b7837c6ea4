using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EdgeNet;

public static partial class VectorMath
{
    /// <summary>e to the power x. Results below the smallest normal float are 0, past the largest are infinite; NaN stays NaN.</summary>
    /// <param name="x">Any value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Exp(Vector128<float> x)
    {
        Vector128<float> shifted = Vector128.MultiplyAddEstimate(x, Vector128.Create(Log2E), Vector128.Create(RoundingShift));
        Vector128<float> n = shifted - Vector128.Create(RoundingShift);
        Vector128<float> r = Vector128.MultiplyAddEstimate(n, Vector128.Create(-Ln2High), x);
        r = Vector128.MultiplyAddEstimate(n, Vector128.Create(-Ln2Low), r);

        Vector128<float> p = Vector128.MultiplyAddEstimate(Vector128.Create(Exp6), r, Vector128.Create(Exp5));
        p = Vector128.MultiplyAddEstimate(p, r, Vector128.Create(Exp4));
        p = Vector128.MultiplyAddEstimate(p, r, Vector128.Create(Exp3));
        p = Vector128.MultiplyAddEstimate(p, r, Vector128.Create(Exp2));
        p = Vector128.MultiplyAddEstimate(p, r, Vector128<float>.One);
        p = Vector128.MultiplyAddEstimate(p, r, Vector128<float>.One);

        // n is added to the exponent; between the bounds it stays one of a normal number, since p < 1 wherever n = 128.
        Vector128<float> power = (p.AsInt32() + (shifted.AsInt32() << 23)).AsSingle();
        power = Vector128.AndNot(power, Vector128.LessThan(x, Vector128.Create(ExpMin)));
        return Vector128.ConditionalSelect(
            Vector128.LessThanOrEqual(x, Vector128.Create(ExpMax)), power, x * Vector128.Create(float.MaxValue));
    }

    /// <summary>
    /// The hyperbolic tangent, odd to the last bit, ±1 at the ends (without fused multiply-add, at places one last bit more); NaN stays
    /// NaN.
    /// </summary>
    /// <param name="x">Any value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Tanh(Vector128<float> x)
    {
        // In this order the native minimum and maximum pass a NaN on: where neither is less, they give their second operand.
        x = Vector128.MaxNative(Vector128.Create(-TanhMax), Vector128.MinNative(Vector128.Create(TanhMax), x));
        Vector128<float> square = x * x;

        Vector128<float> n = Vector128.MultiplyAddEstimate(Vector128.Create(TanhN5), square, Vector128.Create(TanhN3));
        n = Vector128.MultiplyAddEstimate(n, square, Vector128.Create(TanhN1));
        n *= x;

        Vector128<float> d = Vector128.MultiplyAddEstimate(Vector128.Create(TanhD6), square, Vector128.Create(TanhD4));
        d = Vector128.MultiplyAddEstimate(d, square, Vector128.Create(TanhD2));
        d = Vector128.MultiplyAddEstimate(d, square, Vector128<float>.One);

        return n * (d + d) / Vector128.MultiplyAddEstimate(n, n, d * d);
    }

    /// <summary>The logistic function 1 / (1 + exp(−x)), within [0, 1]; NaN stays NaN.</summary>
    /// <param name="x">Any value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Sigmoid(Vector128<float> x) => Vector128<float>.One / (Vector128<float>.One + Exp(-x));
}
