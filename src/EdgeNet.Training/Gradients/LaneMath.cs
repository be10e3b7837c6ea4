using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EdgeNet.Training.Gradients;

/// <summary>The functions of the runtime's <see cref="VectorMath"/>, which the generated code calls too, on vectors of samples.</summary>
internal static class LaneMath
{
    /// <summary>The hyperbolic tangent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Tanh(Vector256<float> x) => VectorMath.Tanh(x);

    /// <summary>1 / (1 + e^−x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Sigmoid(Vector256<float> x) => VectorMath.Sigmoid(x);

    /// <summary>e^x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Exp(Vector256<float> x) => Vector256.Exp(x);

    /// <summary>ln(1 + e^x), for any x.</summary>
    public static Vector256<float> Softplus(Vector256<float> x) =>
        Vector256.Max(x, Vector256<float>.Zero) + Vector256.Log(Vector256<float>.One + Exp(-Vector256.Abs(x)));

    /// <summary>
    /// The error function: near zero a polynomial in x² times x, else 1 − e^p(|x|), minimax approximations to about 1 ulp.
    /// </summary>
    public static Vector256<float> Erf(Vector256<float> x)
    {
        // From 4 on it is 1 in float32.
        Vector256<float> t = Vector256.Min(Vector256.Abs(x), Vector256.Create(4f));
        Vector256<float> s = t * t;
        Vector256<float> tail = Polynomial(t, [-1.72853470e-5f, 3.83197126e-4f, -3.88396438e-3f, 2.42546219e-2f, -1.06777877e-1f, -6.34846687e-1f, -1.28717512e-1f]);
        tail = Vector256.CopySign(Vector256<float>.One - Exp(tail * t - t), x);
        Vector256<float> near = Polynomial(s, [-5.96761703e-4f, 4.99119423e-3f, -2.67681349e-2f, 1.12819925e-1f, -3.76125336e-1f, 1.28379166e-1f]);
        return Vector256.ConditionalSelect(Vector256.GreaterThan(t, Vector256.Create(0.927734375f)), tail, near * x + x);
    }

    /// <summary>a^b.</summary>
    public static Vector256<float> Pow(Vector256<float> a, Vector256<float> b) => Map(a, b, MathF.Pow);

    /// <summary>The derivative of a^b by a.</summary>
    public static Vector256<float> PowSlope(Vector256<float> a, Vector256<float> b) => Map(a, b, static (a, b) => b == 0 ? 0 : b * MathF.Pow(a, b - 1));

    /// <summary>The derivative of a^b by b.</summary>
    public static Vector256<float> PowExponentSlope(Vector256<float> a, Vector256<float> b) =>
        Map(a, b, static (a, b) => a == 0 && b >= 0 ? 0 : MathF.Pow(a, b) * MathF.Log(a));

    private static Vector256<float> Map(Vector256<float> a, Vector256<float> b, Func<float, float, float> function)
    {
        Span<float> results = stackalloc float[Vector256<float>.Count];
        for (int lane = 0; lane < results.Length; lane++)
            results[lane] = function(a[lane], b[lane]);
        return Vector256.Create(results);
    }

    /// <summary>A polynomial by Horner's rule, the highest power first.</summary>
    private static Vector256<float> Polynomial(Vector256<float> x, ReadOnlySpan<float> coefficients)
    {
        var sum = Vector256.Create(coefficients[0]);
        foreach (float coefficient in coefficients[1..])
            sum = Lanes.MultiplyAdd(sum, x, Vector256.Create(coefficient));
        return sum;
    }
}
