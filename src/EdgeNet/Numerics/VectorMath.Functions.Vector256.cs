using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EdgeNet;

public static partial class VectorMath
{
    /// <inheritdoc cref="ExpM1(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> ExpM1(Vector256<float> x)
    {
        Vector256<float> clamped = Vector256.MaxNative(Vector256.Create(ExpMin), Vector256.MinNative(Vector256.Create(ExpM1Max), x));
        Vector256<float> shifted = Vector256.MultiplyAddEstimate(clamped, Vector256.Create(Log2E), Vector256.Create(RoundingShift));
        Vector256<float> n = shifted - Vector256.Create(RoundingShift);
        Vector256<float> r = Vector256.MultiplyAddEstimate(n, Vector256.Create(-Ln2High), clamped);
        r = Vector256.MultiplyAddEstimate(n, Vector256.Create(-Ln2Low), r);

        Vector256<float> p = Vector256.MultiplyAddEstimate(Vector256.Create(Exp6), r, Vector256.Create(Exp5));
        p = Vector256.MultiplyAddEstimate(p, r, Vector256.Create(Exp4));
        p = Vector256.MultiplyAddEstimate(p, r, Vector256.Create(Exp3));
        p = Vector256.MultiplyAddEstimate(p, r, Vector256.Create(Exp2));
        p = Vector256.MultiplyAddEstimate(p * r, r, r);

        // 2^n·(e^r − 1) + (2^n − 1): the second term is exact for every n that leaves the first a share.
        Vector256<float> power = ((shifted.AsInt32() << 23) + Vector256<float>.One.AsInt32()).AsSingle();
        Vector256<float> result = Vector256.MultiplyAddEstimate(power, p, power - Vector256<float>.One);
        return Vector256.ConditionalSelect(Vector256.GreaterThan(x, Vector256.Create(ExpM1Max)), Vector256.Create(float.PositiveInfinity), result);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Log1PUnit(Vector256<float> x)
    {
        // 2·artanh(x / (2 + x)), whose argument is at most 1/3.
        Vector256<float> s = x / (x + Vector256.Create(2f));
        Vector256<float> square = s * s;
        Vector256<float> p = Vector256.MultiplyAddEstimate(Vector256.Create(2f / 15), square, Vector256.Create(2f / 13));
        p = Vector256.MultiplyAddEstimate(p, square, Vector256.Create(2f / 11));
        p = Vector256.MultiplyAddEstimate(p, square, Vector256.Create(2f / 9));
        p = Vector256.MultiplyAddEstimate(p, square, Vector256.Create(2f / 7));
        p = Vector256.MultiplyAddEstimate(p, square, Vector256.Create(2f / 5));
        p = Vector256.MultiplyAddEstimate(p, square, Vector256.Create(2f / 3));
        return Vector256.MultiplyAddEstimate(p * square, s, s + s);
    }

    /// <inheritdoc cref="Softplus(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Softplus(Vector256<float> x)
    {
        Vector256<float> positive = Vector256.MaxNative(Vector256<float>.Zero, x);
        return positive + Log1PUnit(Exp(-Vector256.Abs(x)));
    }

    /// <inheritdoc cref="Erf(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Erf(Vector256<float> x)
    {
        Vector256<float> t = Vector256.MinNative(Vector256.Create(ErfMax), Vector256.Abs(x));
        Vector256<float> square = t * t;

        Vector256<float> near = Vector256.MultiplyAddEstimate(Vector256.Create(ErfNear11), square, Vector256.Create(ErfNear9));
        near = Vector256.MultiplyAddEstimate(near, square, Vector256.Create(ErfNear7));
        near = Vector256.MultiplyAddEstimate(near, square, Vector256.Create(ErfNear5));
        near = Vector256.MultiplyAddEstimate(near, square, Vector256.Create(ErfNear3));
        near = Vector256.MultiplyAddEstimate(near, square, Vector256.Create(ErfNear1));
        near = Vector256.MultiplyAddEstimate(near, x, x);

        Vector256<float> high = Vector256.MultiplyAddEstimate(Vector256.Create(ErfFar6), t, Vector256.Create(ErfFar5));
        Vector256<float> low = Vector256.MultiplyAddEstimate(Vector256.Create(ErfFar4), t, Vector256.Create(ErfFar3));
        Vector256<float> far = Vector256.MultiplyAddEstimate(high, square, low);
        far = Vector256.MultiplyAddEstimate(far, t, Vector256.Create(ErfFar2));
        far = Vector256.MultiplyAddEstimate(far, t, Vector256.Create(ErfFar1));
        far = Vector256.MultiplyAddEstimate(far, t, Vector256.Create(ErfFar0));
        far = Vector256.MultiplyAddEstimate(far, t, -t);
        far = Vector256.CopySign(Vector256<float>.One - Exp(far), x);
        // A NaN is above nothing, and so goes by the first formula.
        return Vector256.ConditionalSelect(Vector256.GreaterThan(t, Vector256.Create(ErfSplit)), far, near);
    }

    /// <inheritdoc cref="Sign(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Sign(Vector256<float> x) => Vector256.ConditionalSelect(
        Vector256.GreaterThan(Vector256.Abs(x), Vector256<float>.Zero), Vector256.CopySign(Vector256<float>.One, x), x);
}
