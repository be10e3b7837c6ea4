using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EdgeNet;

public static partial class VectorMath
{
    /// <inheritdoc cref="ExpM1(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> ExpM1(Vector512<float> x)
    {
        Vector512<float> clamped = Vector512.MaxNative(Vector512.Create(ExpMin), Vector512.MinNative(Vector512.Create(ExpM1Max), x));
        Vector512<float> shifted = Vector512.MultiplyAddEstimate(clamped, Vector512.Create(Log2E), Vector512.Create(RoundingShift));
        Vector512<float> n = shifted - Vector512.Create(RoundingShift);
        Vector512<float> r = Vector512.MultiplyAddEstimate(n, Vector512.Create(-Ln2High), clamped);
        r = Vector512.MultiplyAddEstimate(n, Vector512.Create(-Ln2Low), r);

        Vector512<float> p = Vector512.MultiplyAddEstimate(Vector512.Create(Exp6), r, Vector512.Create(Exp5));
        p = Vector512.MultiplyAddEstimate(p, r, Vector512.Create(Exp4));
        p = Vector512.MultiplyAddEstimate(p, r, Vector512.Create(Exp3));
        p = Vector512.MultiplyAddEstimate(p, r, Vector512.Create(Exp2));
        p = Vector512.MultiplyAddEstimate(p * r, r, r);

        // 2^n·(e^r − 1) + (2^n − 1): the second term is exact for every n that leaves the first a share.
        Vector512<float> power = ((shifted.AsInt32() << 23) + Vector512<float>.One.AsInt32()).AsSingle();
        Vector512<float> result = Vector512.MultiplyAddEstimate(power, p, power - Vector512<float>.One);
        return Vector512.ConditionalSelect(Vector512.GreaterThan(x, Vector512.Create(ExpM1Max)), Vector512.Create(float.PositiveInfinity), result);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Log1PUnit(Vector512<float> x)
    {
        // 2·artanh(x / (2 + x)), whose argument is at most 1/3.
        Vector512<float> s = x / (x + Vector512.Create(2f));
        Vector512<float> square = s * s;
        Vector512<float> p = Vector512.MultiplyAddEstimate(Vector512.Create(2f / 15), square, Vector512.Create(2f / 13));
        p = Vector512.MultiplyAddEstimate(p, square, Vector512.Create(2f / 11));
        p = Vector512.MultiplyAddEstimate(p, square, Vector512.Create(2f / 9));
        p = Vector512.MultiplyAddEstimate(p, square, Vector512.Create(2f / 7));
        p = Vector512.MultiplyAddEstimate(p, square, Vector512.Create(2f / 5));
        p = Vector512.MultiplyAddEstimate(p, square, Vector512.Create(2f / 3));
        return Vector512.MultiplyAddEstimate(p * square, s, s + s);
    }

    /// <inheritdoc cref="Softplus(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Softplus(Vector512<float> x)
    {
        Vector512<float> positive = Vector512.MaxNative(Vector512<float>.Zero, x);
        return positive + Log1PUnit(Exp(-Vector512.Abs(x)));
    }

    /// <inheritdoc cref="Erf(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Erf(Vector512<float> x)
    {
        Vector512<float> t = Vector512.MinNative(Vector512.Create(ErfMax), Vector512.Abs(x));
        Vector512<float> square = t * t;

        Vector512<float> near = Vector512.MultiplyAddEstimate(Vector512.Create(ErfNear11), square, Vector512.Create(ErfNear9));
        near = Vector512.MultiplyAddEstimate(near, square, Vector512.Create(ErfNear7));
        near = Vector512.MultiplyAddEstimate(near, square, Vector512.Create(ErfNear5));
        near = Vector512.MultiplyAddEstimate(near, square, Vector512.Create(ErfNear3));
        near = Vector512.MultiplyAddEstimate(near, square, Vector512.Create(ErfNear1));
        near = Vector512.MultiplyAddEstimate(near, x, x);

        Vector512<float> high = Vector512.MultiplyAddEstimate(Vector512.Create(ErfFar6), t, Vector512.Create(ErfFar5));
        Vector512<float> low = Vector512.MultiplyAddEstimate(Vector512.Create(ErfFar4), t, Vector512.Create(ErfFar3));
        Vector512<float> far = Vector512.MultiplyAddEstimate(high, square, low);
        far = Vector512.MultiplyAddEstimate(far, t, Vector512.Create(ErfFar2));
        far = Vector512.MultiplyAddEstimate(far, t, Vector512.Create(ErfFar1));
        far = Vector512.MultiplyAddEstimate(far, t, Vector512.Create(ErfFar0));
        far = Vector512.MultiplyAddEstimate(far, t, -t);
        far = Vector512.CopySign(Vector512<float>.One - Exp(far), x);
        // A NaN is above nothing, and so goes by the first formula.
        return Vector512.ConditionalSelect(Vector512.GreaterThan(t, Vector512.Create(ErfSplit)), far, near);
    }

    /// <inheritdoc cref="Sign(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sign(Vector512<float> x) => Vector512.ConditionalSelect(
        Vector512.GreaterThan(Vector512.Abs(x), Vector512<float>.Zero), Vector512.CopySign(Vector512<float>.One, x), x);
}
