using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EdgeNet;

public static partial class VectorMath
{
    /// <summary>e to the power x, less 1, without cancellation near zero; −1 far below zero, infinite above 88.7; NaN stays NaN.</summary>
    /// <param name="x">Any value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> ExpM1(Vector128<float> x)
    {
        Vector128<float> clamped = Vector128.MaxNative(Vector128.Create(ExpMin), Vector128.MinNative(Vector128.Create(ExpM1Max), x));
        Vector128<float> shifted = Vector128.MultiplyAddEstimate(clamped, Vector128.Create(Log2E), Vector128.Create(RoundingShift));
        Vector128<float> n = shifted - Vector128.Create(RoundingShift);
        Vector128<float> r = Vector128.MultiplyAddEstimate(n, Vector128.Create(-Ln2High), clamped);
        r = Vector128.MultiplyAddEstimate(n, Vector128.Create(-Ln2Low), r);

        Vector128<float> p = Vector128.MultiplyAddEstimate(Vector128.Create(Exp6), r, Vector128.Create(Exp5));
        p = Vector128.MultiplyAddEstimate(p, r, Vector128.Create(Exp4));
        p = Vector128.MultiplyAddEstimate(p, r, Vector128.Create(Exp3));
        p = Vector128.MultiplyAddEstimate(p, r, Vector128.Create(Exp2));
        p = Vector128.MultiplyAddEstimate(p * r, r, r);

        // 2^n·(e^r − 1) + (2^n − 1): the second term is exact for every n that leaves the first a share.
        Vector128<float> power = ((shifted.AsInt32() << 23) + Vector128<float>.One.AsInt32()).AsSingle();
        Vector128<float> result = Vector128.MultiplyAddEstimate(power, p, power - Vector128<float>.One);
        return Vector128.ConditionalSelect(Vector128.GreaterThan(x, Vector128.Create(ExpM1Max)), Vector128.Create(float.PositiveInfinity), result);
    }

    /// <summary>ln(1 + x) for x from 0 to 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Log1PUnit(Vector128<float> x)
    {
        // 2·artanh(x / (2 + x)), whose argument is at most 1/3.
        Vector128<float> s = x / (x + Vector128.Create(2f));
        Vector128<float> square = s * s;
        Vector128<float> p = Vector128.MultiplyAddEstimate(Vector128.Create(2f / 15), square, Vector128.Create(2f / 13));
        p = Vector128.MultiplyAddEstimate(p, square, Vector128.Create(2f / 11));
        p = Vector128.MultiplyAddEstimate(p, square, Vector128.Create(2f / 9));
        p = Vector128.MultiplyAddEstimate(p, square, Vector128.Create(2f / 7));
        p = Vector128.MultiplyAddEstimate(p, square, Vector128.Create(2f / 5));
        p = Vector128.MultiplyAddEstimate(p, square, Vector128.Create(2f / 3));
        return Vector128.MultiplyAddEstimate(p * square, s, s + s);
    }

    /// <summary>ln(1 + e^x), within [0, ∞], without overflow; NaN stays NaN.</summary>
    /// <param name="x">Any value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Softplus(Vector128<float> x)
    {
        Vector128<float> positive = Vector128.MaxNative(Vector128<float>.Zero, x);
        return positive + Log1PUnit(Exp(-Vector128.Abs(x)));
    }

    /// <summary>The error function 2/√π·∫₀ˣ e^(−t²) dt, within [−1, 1]; NaN stays NaN.</summary>
    /// <param name="x">Any value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Erf(Vector128<float> x)
    {
        Vector128<float> t = Vector128.MinNative(Vector128.Create(ErfMax), Vector128.Abs(x));
        Vector128<float> square = t * t;

        Vector128<float> near = Vector128.MultiplyAddEstimate(Vector128.Create(ErfNear11), square, Vector128.Create(ErfNear9));
        near = Vector128.MultiplyAddEstimate(near, square, Vector128.Create(ErfNear7));
        near = Vector128.MultiplyAddEstimate(near, square, Vector128.Create(ErfNear5));
        near = Vector128.MultiplyAddEstimate(near, square, Vector128.Create(ErfNear3));
        near = Vector128.MultiplyAddEstimate(near, square, Vector128.Create(ErfNear1));
        near = Vector128.MultiplyAddEstimate(near, x, x);

        Vector128<float> high = Vector128.MultiplyAddEstimate(Vector128.Create(ErfFar6), t, Vector128.Create(ErfFar5));
        Vector128<float> low = Vector128.MultiplyAddEstimate(Vector128.Create(ErfFar4), t, Vector128.Create(ErfFar3));
        Vector128<float> far = Vector128.MultiplyAddEstimate(high, square, low);
        far = Vector128.MultiplyAddEstimate(far, t, Vector128.Create(ErfFar2));
        far = Vector128.MultiplyAddEstimate(far, t, Vector128.Create(ErfFar1));
        far = Vector128.MultiplyAddEstimate(far, t, Vector128.Create(ErfFar0));
        far = Vector128.MultiplyAddEstimate(far, t, -t);
        far = Vector128.CopySign(Vector128<float>.One - Exp(far), x);
        // A NaN is above nothing, and so goes by the first formula.
        return Vector128.ConditionalSelect(Vector128.GreaterThan(t, Vector128.Create(ErfSplit)), far, near);
    }

    /// <summary>−1, 0 or 1; a zero keeps its sign, and NaN stays NaN.</summary>
    /// <param name="x">Any value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Sign(Vector128<float> x) => Vector128.ConditionalSelect(
        Vector128.GreaterThan(Vector128.Abs(x), Vector128<float>.Zero), Vector128.CopySign(Vector128<float>.One, x), x);
}
