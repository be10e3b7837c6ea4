using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EdgeNet;

public static partial class VectorMath
{
    /// <inheritdoc cref="Elu(Vector128{float}, float, float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Elu(Vector256<float> x, float alpha, float width, float scale)
    {
        Vector256<float> negative = ExpM1(x / Vector256.Create(width)) * Vector256.Create(scale * alpha);
        return Vector256.ConditionalSelect(Vector256.GreaterThan(x, Vector256<float>.Zero), x * Vector256.Create(scale), negative);
    }

    /// <inheritdoc cref="Gelu(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Gelu(Vector256<float> x)
    {
        Vector256<float> half = x * Vector256.Create(0.5f);
        return Vector256.MultiplyAddEstimate(half, Erf(x * Vector256.Create(InverseSqrt2)), half);
    }

    /// <inheritdoc cref="GeluTanh(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> GeluTanh(Vector256<float> x)
    {
        Vector256<float> half = x * Vector256.Create(0.5f);
        Vector256<float> factor = Vector256.MultiplyAddEstimate(x * x, Vector256.Create(GeluCubic), Vector256.Create(GeluLinear));
        return Vector256.MultiplyAddEstimate(half, Tanh(x * factor), half);
    }

    /// <inheritdoc cref="Swish(Vector128{float}, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Swish(Vector256<float> x, float alpha) =>
        x / (Vector256<float>.One + Exp(x * Vector256.Create(-alpha)));

    /// <inheritdoc cref="Mish(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Mish(Vector256<float> x)
    {
        // tanh(ln(1 + e)) = (e² + 2e) / (e² + 2e + 2). From 20 on it is 1 to the last bit, and its square would overflow at 44.
        Vector256<float> e = Exp(Vector256.MinNative(Vector256.Create(20f), x));
        Vector256<float> n = e * (e + Vector256.Create(2f));
        return x * (n / (n + Vector256.Create(2f)));
    }

    /// <inheritdoc cref="Softsign(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Softsign(Vector256<float> x) => x / (Vector256<float>.One + Vector256.Abs(x));
}
