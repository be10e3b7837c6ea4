using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EdgeNet.Training.Gradients;

/// <summary>The functions of the runtime's <see cref="VectorMath"/>, which the generated code calls too, on vectors of samples.</summary>
internal static class LaneMath
{
    /// <summary>The hyperbolic tangent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Tanh(Vector<float> x) => Vector<float>.Count switch
    {
        8 => VectorMath.Tanh(x.AsVector256()).AsVector(),
        16 => VectorMath.Tanh(x.AsVector512()).AsVector(),
        _ => VectorMath.Tanh(x.AsVector128()).AsVector(),
    };

    /// <summary>1 / (1 + e^−x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Sigmoid(Vector<float> x) => Vector<float>.Count switch
    {
        8 => VectorMath.Sigmoid(x.AsVector256()).AsVector(),
        16 => VectorMath.Sigmoid(x.AsVector512()).AsVector(),
        _ => VectorMath.Sigmoid(x.AsVector128()).AsVector(),
    };

    /// <summary>e^x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Exp(Vector<float> x) => Vector.Exp(x);

    /// <summary>ln(1 + e^x), for any x.</summary>
    public static Vector<float> Softplus(Vector<float> x) =>
        Vector.Max(x, Vector<float>.Zero) + Vector.Log(Vector<float>.One + Exp(-Vector.Abs(x)));

    /// <summary>
    /// The error function: near zero a polynomial in x² times x, else 1 − e^p(|x|), minimax approximations to about 1 ulp.
    /// </summary>
    public static Vector<float> Erf(Vector<float> x)
    {
        // From 4 on it is 1 in float32.
        Vector<float> t = Vector.Min(Vector.Abs(x), new(4));
        Vector<float> s = t * t;
        Vector<float> tail = Polynomial(t, [-1.72853470e-5f, 3.83197126e-4f, -3.88396438e-3f, 2.42546219e-2f, -1.06777877e-1f, -6.34846687e-1f, -1.28717512e-1f]);
        tail = Vector.CopySign(Vector<float>.One - Exp(tail * t - t), x);
        Vector<float> near = Polynomial(s, [-5.96761703e-4f, 4.99119423e-3f, -2.67681349e-2f, 1.12819925e-1f, -3.76125336e-1f, 1.28379166e-1f]);
        return Vector.ConditionalSelect(Vector.GreaterThan(t, new(0.927734375f)), tail, near * x + x);
    }

    /// <summary>a^b.</summary>
    public static Vector<float> Pow(Vector<float> a, Vector<float> b) => Map(a, b, MathF.Pow);

    /// <summary>The derivative of a^b by a.</summary>
    public static Vector<float> PowSlope(Vector<float> a, Vector<float> b) => Map(a, b, static (a, b) => b == 0 ? 0 : b * MathF.Pow(a, b - 1));

    /// <summary>The derivative of a^b by b.</summary>
    public static Vector<float> PowExponentSlope(Vector<float> a, Vector<float> b) =>
        Map(a, b, static (a, b) => a == 0 && b >= 0 ? 0 : MathF.Pow(a, b) * MathF.Log(a));

    private static Vector<float> Map(Vector<float> a, Vector<float> b, Func<float, float, float> function)
    {
        Span<float> results = stackalloc float[Vector<float>.Count];
        for (int lane = 0; lane < results.Length; lane++)
            results[lane] = function(a[lane], b[lane]);
        return new(results);
    }

    /// <summary>A polynomial by Horner's rule, the highest power first.</summary>
    private static Vector<float> Polynomial(Vector<float> x, ReadOnlySpan<float> coefficients)
    {
        var sum = new Vector<float>(coefficients[0]);
        foreach (float coefficient in coefficients[1..])
            sum = Lanes.MultiplyAdd(sum, x, new(coefficient));
        return sum;
    }
}
