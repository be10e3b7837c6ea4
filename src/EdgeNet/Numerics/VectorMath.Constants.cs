using System.Runtime.Intrinsics;

namespace EdgeNet;

/// <remarks>
/// <para>
/// ExpM1: as Exp, with e^r − 1 kept apart from 2^n. Relative error at most 3e-7.
/// </para>
/// <para>
/// Erf: two minimax polynomials of Juffa (2014–2019, BSD licence), x·P(x²) up to 0.93 and 1 − e^Q(|x|) past it. Relative error at most 2e-7.
/// </para>
/// <para>
/// Softplus: max(x, 0) + ln(1 + e^−|x|), the logarithm as 2·artanh of a quotient that is at most 1/3. Relative error at most 4e-7.
/// </para>
/// </remarks>
public static partial class VectorMath
{
    /// <summary>The largest argument whose power of two, before 1 is taken off, is finite.</summary>
    private const float ExpM1Max = 88f;

    /// <summary>From here on the error function is 1.</summary>
    private const float ErfMax = 4f;

    private const float ErfSplit = 0.927734375f;
    private const float ErfNear1 = 1.28379166e-1f;
    private const float ErfNear3 = -3.76125336e-1f;
    private const float ErfNear5 = 1.12819925e-1f;
    private const float ErfNear7 = -2.67681349e-2f;
    private const float ErfNear9 = 4.99119423e-3f;
    private const float ErfNear11 = -5.96761703e-4f;
    private const float ErfFar0 = -1.28717512e-1f;
    private const float ErfFar1 = -6.34846687e-1f;
    private const float ErfFar2 = -1.06777877e-1f;
    private const float ErfFar3 = 2.42546219e-2f;
    private const float ErfFar4 = -3.88396438e-3f;
    private const float ErfFar5 = 3.83197126e-4f;
    private const float ErfFar6 = -1.72853470e-5f;

    private const float InverseSqrt2 = 0.70710678f;

    /// <summary>√(2/π).</summary>
    private const float GeluLinear = 0.7978846f;

    /// <summary>√(2/π)·0.044715.</summary>
    private const float GeluCubic = 0.035677407f;

    /// <inheritdoc cref="ExpM1(Vector128{float})"/>
    public static float ExpM1(float x) => ExpM1(Vector128.Create(x)).ToScalar();

    /// <inheritdoc cref="Softplus(Vector128{float})"/>
    public static float Softplus(float x) => Softplus(Vector128.Create(x)).ToScalar();

    /// <inheritdoc cref="Erf(Vector128{float})"/>
    public static float Erf(float x) => Erf(Vector128.Create(x)).ToScalar();

    /// <inheritdoc cref="Sign(Vector128{float})"/>
    public static float Sign(float x) => Sign(Vector128.Create(x)).ToScalar();

    /// <inheritdoc cref="Elu(Vector128{float}, float, float, float)"/>
    public static float Elu(float x, float alpha, float width, float scale) => Elu(Vector128.Create(x), alpha, width, scale).ToScalar();

    /// <inheritdoc cref="Gelu(Vector128{float})"/>
    public static float Gelu(float x) => Gelu(Vector128.Create(x)).ToScalar();

    /// <inheritdoc cref="GeluTanh(Vector128{float})"/>
    public static float GeluTanh(float x) => GeluTanh(Vector128.Create(x)).ToScalar();

    /// <inheritdoc cref="Swish(Vector128{float}, float)"/>
    public static float Swish(float x, float alpha) => Swish(Vector128.Create(x), alpha).ToScalar();

    /// <inheritdoc cref="Mish(Vector128{float})"/>
    public static float Mish(float x) => Mish(Vector128.Create(x)).ToScalar();

    /// <inheritdoc cref="Softsign(Vector128{float})"/>
    public static float Softsign(float x) => x / (1 + MathF.Abs(x));
}
