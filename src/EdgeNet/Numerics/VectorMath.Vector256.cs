using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EdgeNet;

public static partial class VectorMath
{
    /// <inheritdoc cref="Exp(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Exp(Vector256<float> x)
    {
        Vector256<float> shifted = Vector256.MultiplyAddEstimate(x, Vector256.Create(Log2E), Vector256.Create(RoundingShift));
        Vector256<float> n = shifted - Vector256.Create(RoundingShift);
        Vector256<float> r = Vector256.MultiplyAddEstimate(n, Vector256.Create(-Ln2High), x);
        r = Vector256.MultiplyAddEstimate(n, Vector256.Create(-Ln2Low), r);

        Vector256<float> p = Vector256.MultiplyAddEstimate(Vector256.Create(Exp6), r, Vector256.Create(Exp5));
        p = Vector256.MultiplyAddEstimate(p, r, Vector256.Create(Exp4));
        p = Vector256.MultiplyAddEstimate(p, r, Vector256.Create(Exp3));
        p = Vector256.MultiplyAddEstimate(p, r, Vector256.Create(Exp2));
        p = Vector256.MultiplyAddEstimate(p, r, Vector256<float>.One);
        p = Vector256.MultiplyAddEstimate(p, r, Vector256<float>.One);

        // n is added to the exponent; between the bounds it stays one of a normal number, since p < 1 wherever n = 128.
        Vector256<float> power = (p.AsInt32() + (shifted.AsInt32() << 23)).AsSingle();
        power = Vector256.AndNot(power, Vector256.LessThan(x, Vector256.Create(ExpMin)));
        return Vector256.ConditionalSelect(
            Vector256.LessThanOrEqual(x, Vector256.Create(ExpMax)), power, x * Vector256.Create(float.MaxValue));
    }

    /// <inheritdoc cref="Tanh(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Tanh(Vector256<float> x)
    {
        // In this order the native minimum and maximum pass a NaN on: where neither is less, they give their second operand.
        x = Vector256.MaxNative(Vector256.Create(-TanhMax), Vector256.MinNative(Vector256.Create(TanhMax), x));
        Vector256<float> square = x * x;

        Vector256<float> n = Vector256.MultiplyAddEstimate(Vector256.Create(TanhN5), square, Vector256.Create(TanhN3));
        n = Vector256.MultiplyAddEstimate(n, square, Vector256.Create(TanhN1));
        n *= x;

        Vector256<float> d = Vector256.MultiplyAddEstimate(Vector256.Create(TanhD6), square, Vector256.Create(TanhD4));
        d = Vector256.MultiplyAddEstimate(d, square, Vector256.Create(TanhD2));
        d = Vector256.MultiplyAddEstimate(d, square, Vector256<float>.One);

        return n * (d + d) / Vector256.MultiplyAddEstimate(n, n, d * d);
    }

    /// <inheritdoc cref="Sigmoid(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Sigmoid(Vector256<float> x) => Vector256<float>.One / (Vector256<float>.One + Exp(-x));
}
