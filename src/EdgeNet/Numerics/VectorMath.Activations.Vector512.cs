using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EdgeNet;

public static partial class VectorMath
{
    /// <inheritdoc cref="Elu(Vector128{float}, float, float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Elu(Vector512<float> x, float alpha, float width, float scale)
    {
        Vector512<float> negative = ExpM1(x / Vector512.Create(width)) * Vector512.Create(scale * alpha);
        return Vector512.ConditionalSelect(Vector512.GreaterThan(x, Vector512<float>.Zero), x * Vector512.Create(scale), negative);
    }

    /// <inheritdoc cref="Gelu(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Gelu(Vector512<float> x)
    {
        Vector512<float> half = x * Vector512.Create(0.5f);
        return Vector512.MultiplyAddEstimate(half, Erf(x * Vector512.Create(InverseSqrt2)), half);
    }

    /// <inheritdoc cref="GeluTanh(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> GeluTanh(Vector512<float> x)
    {
        Vector512<float> half = x * Vector512.Create(0.5f);
        Vector512<float> factor = Vector512.MultiplyAddEstimate(x * x, Vector512.Create(GeluCubic), Vector512.Create(GeluLinear));
        return Vector512.MultiplyAddEstimate(half, Tanh(x * factor), half);
    }

    /// <inheritdoc cref="Swish(Vector128{float}, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Swish(Vector512<float> x, float alpha) =>
        x / (Vector512<float>.One + Exp(x * Vector512.Create(-alpha)));

    /// <inheritdoc cref="Mish(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Mish(Vector512<float> x)
    {
        // tanh(ln(1 + e)) = (e² + 2e) / (e² + 2e + 2). From 20 on it is 1 to the last bit, and its square would overflow at 44.
        Vector512<float> e = Exp(Vector512.MinNative(Vector512.Create(20f), x));
        Vector512<float> n = e * (e + Vector512.Create(2f));
        return x * (n / (n + Vector512.Create(2f)));
    }

    /// <inheritdoc cref="Softsign(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Softsign(Vector512<float> x) => x / (Vector512<float>.One + Vector512.Abs(x));
}
