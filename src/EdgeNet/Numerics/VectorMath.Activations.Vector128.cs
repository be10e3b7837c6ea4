using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EdgeNet;

public static partial class VectorMath
{
    /// <summary>scale·(x where it is above 0, else alpha·(e^(x/width) − 1)): ELU with scale and width 1, SELU with width 1, CELU with alpha = width.</summary>
    /// <param name="x">Any value.</param>
    /// <param name="alpha">The factor below zero.</param>
    /// <param name="width">What the exponent is divided by.</param>
    /// <param name="scale">The factor of the whole.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Elu(Vector128<float> x, float alpha, float width, float scale)
    {
        Vector128<float> negative = ExpM1(x / Vector128.Create(width)) * Vector128.Create(scale * alpha);
        return Vector128.ConditionalSelect(Vector128.GreaterThan(x, Vector128<float>.Zero), x * Vector128.Create(scale), negative);
    }

    /// <summary>x·(1 + erf(x/√2))/2 (Hendrycks and Gimpel 2016).</summary>
    /// <param name="x">Any value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Gelu(Vector128<float> x)
    {
        Vector128<float> half = x * Vector128.Create(0.5f);
        return Vector128.MultiplyAddEstimate(half, Erf(x * Vector128.Create(InverseSqrt2)), half);
    }

    /// <summary>x·(1 + tanh(√(2/π)·(x + 0.044715·x³)))/2.</summary>
    /// <param name="x">Any value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> GeluTanh(Vector128<float> x)
    {
        Vector128<float> half = x * Vector128.Create(0.5f);
        Vector128<float> factor = Vector128.MultiplyAddEstimate(x * x, Vector128.Create(GeluCubic), Vector128.Create(GeluLinear));
        return Vector128.MultiplyAddEstimate(half, Tanh(x * factor), half);
    }

    /// <summary>x / (1 + e^(−alpha·x)).</summary>
    /// <param name="x">Any value.</param>
    /// <param name="alpha">The steepness.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Swish(Vector128<float> x, float alpha) =>
        x / (Vector128<float>.One + Exp(x * Vector128.Create(-alpha)));

    /// <summary>x·tanh(ln(1 + e^x)).</summary>
    /// <param name="x">Any value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Mish(Vector128<float> x)
    {
        // tanh(ln(1 + e)) = (e² + 2e) / (e² + 2e + 2). From 20 on it is 1 to the last bit, and its square would overflow at 44.
        Vector128<float> e = Exp(Vector128.MinNative(Vector128.Create(20f), x));
        Vector128<float> n = e * (e + Vector128.Create(2f));
        return x * (n / (n + Vector128.Create(2f)));
    }

    /// <summary>x / (1 + |x|).</summary>
    /// <param name="x">Any value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Softsign(Vector128<float> x) => x / (Vector128<float>.One + Vector128.Abs(x));
}
