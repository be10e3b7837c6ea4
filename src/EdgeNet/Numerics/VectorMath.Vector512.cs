using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EdgeNet;

public static partial class VectorMath
{
    /// <inheritdoc cref="Exp(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Exp(Vector512<float> x)
    {
        Vector512<float> shifted = Vector512.MultiplyAddEstimate(x, Vector512.Create(Log2E), Vector512.Create(RoundingShift));
        Vector512<float> n = shifted - Vector512.Create(RoundingShift);
        Vector512<float> r = Vector512.MultiplyAddEstimate(n, Vector512.Create(-Ln2High), x);
        r = Vector512.MultiplyAddEstimate(n, Vector512.Create(-Ln2Low), r);

        Vector512<float> p = Vector512.MultiplyAddEstimate(Vector512.Create(Exp6), r, Vector512.Create(Exp5));
        p = Vector512.MultiplyAddEstimate(p, r, Vector512.Create(Exp4));
        p = Vector512.MultiplyAddEstimate(p, r, Vector512.Create(Exp3));
        p = Vector512.MultiplyAddEstimate(p, r, Vector512.Create(Exp2));
        p = Vector512.MultiplyAddEstimate(p, r, Vector512<float>.One);
        p = Vector512.MultiplyAddEstimate(p, r, Vector512<float>.One);

        // n is added to the exponent; between the bounds it stays one of a normal number, since p < 1 wherever n = 128.
        Vector512<float> power = (p.AsInt32() + (shifted.AsInt32() << 23)).AsSingle();
        power = Vector512.AndNot(power, Vector512.LessThan(x, Vector512.Create(ExpMin)));
        return Vector512.ConditionalSelect(
            Vector512.LessThanOrEqual(x, Vector512.Create(ExpMax)), power, x * Vector512.Create(float.MaxValue));
    }

    /// <inheritdoc cref="Tanh(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Tanh(Vector512<float> x)
    {
        // In this order the native minimum and maximum pass a NaN on: where neither is less, they give their second operand.
        x = Vector512.MaxNative(Vector512.Create(-TanhMax), Vector512.MinNative(Vector512.Create(TanhMax), x));
        Vector512<float> square = x * x;

        Vector512<float> n = Vector512.MultiplyAddEstimate(Vector512.Create(TanhN5), square, Vector512.Create(TanhN3));
        n = Vector512.MultiplyAddEstimate(n, square, Vector512.Create(TanhN1));
        n *= x;

        Vector512<float> d = Vector512.MultiplyAddEstimate(Vector512.Create(TanhD6), square, Vector512.Create(TanhD4));
        d = Vector512.MultiplyAddEstimate(d, square, Vector512.Create(TanhD2));
        d = Vector512.MultiplyAddEstimate(d, square, Vector512<float>.One);

        return n * (d + d) / Vector512.MultiplyAddEstimate(n, n, d * d);
    }

    /// <inheritdoc cref="Sigmoid(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sigmoid(Vector512<float> x) => Vector512<float>.One / (Vector512<float>.One + Exp(-x));
}
