using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace EdgeNet.Tests.Numerics;

/// <summary>The functions behind the activations against double precision, over the whole range of floats.</summary>
public class VectorFunctionTests
{
    /// <summary>Every exponent and both signs with about a thousand fractions each, and a fine grid around zero.</summary>
    private static readonly float[] Samples =
    [
        .. Enumerable.Range(0, int.MaxValue / 3989).SelectMany(i => new[] { BitConverter.Int32BitsToSingle(i * 3989), -BitConverter.Int32BitsToSingle(i * 3989) }).Where(x => !float.IsNaN(x)),
        .. Enumerable.Range(-100_000, 200_001).Select(i => i * 1e-4f),
    ];

    private static readonly Dictionary<string, Function> Functions = new()
    {
        ["ExpM1"] = new(x => ExpM1(x), VectorMath.ExpM1, VectorMath.ExpM1, VectorMath.ExpM1, VectorMath.ExpM1, 3e-7, 0),
        ["Softplus"] = new(Softplus, VectorMath.Softplus, VectorMath.Softplus, VectorMath.Softplus, VectorMath.Softplus, 4e-7, 0),
        ["Erf"] = new(Erf, VectorMath.Erf, VectorMath.Erf, VectorMath.Erf, VectorMath.Erf, 2e-7, 0),
        // 1 + erf cancels far below zero, as it does in PyTorch's float32.
        ["Gelu"] = new(x => x < -12 ? 0 : x * (1 + Erf(x / Math.Sqrt(2))) / 2, VectorMath.Gelu, VectorMath.Gelu, VectorMath.Gelu, VectorMath.Gelu, 4e-7, 2.5e-7),
        ["GeluTanh"] = new(x => x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x))) / 2,
            VectorMath.GeluTanh, VectorMath.GeluTanh, VectorMath.GeluTanh, VectorMath.GeluTanh, 4e-7, 6e-7),
        ["Swish"] = new(x => x / (1 + Math.Exp(-x)), x => VectorMath.Swish(x, 1), x => VectorMath.Swish(x, 1), x => VectorMath.Swish(x, 1), x => VectorMath.Swish(x, 1), 4e-7, 2e-36),
        ["Mish"] = new(x => x * Math.Tanh(Softplus(x)), VectorMath.Mish, VectorMath.Mish, VectorMath.Mish, VectorMath.Mish, 5e-7, 2e-36),
        ["Softsign"] = new(x => x / (1 + Math.Abs(x)), VectorMath.Softsign, VectorMath.Softsign, VectorMath.Softsign, VectorMath.Softsign, 2e-7, 0),
        ["Selu"] = new(x => 1.5 * (x > 0 ? x : 0.5 * ExpM1(x / 2)), x => VectorMath.Elu(x, 0.5f, 2, 1.5f), x => VectorMath.Elu(x, 0.5f, 2, 1.5f),
            x => VectorMath.Elu(x, 0.5f, 2, 1.5f), x => VectorMath.Elu(x, 0.5f, 2, 1.5f), 4e-7, 0),
        ["Sign"] = new(x => Math.Sign(x), VectorMath.Sign, VectorMath.Sign, VectorMath.Sign, VectorMath.Sign, 0, 0),
        // .NET's own, which the generated code calls.
        ["Log"] = new(Math.Log, MathF.Log, Vector128.Log, Vector256.Log, Vector512.Log, 2e-7, 1e-7),
        ["Sin"] = new(Math.Sin, MathF.Sin, Vector128.Sin, Vector256.Sin, Vector512.Sin, 3e-7, 1.5e-7),
        ["Cos"] = new(Math.Cos, MathF.Cos, Vector128.Cos, Vector256.Cos, Vector512.Cos, 3e-7, 1.5e-7),
    };

    public static TheoryData<string> Names => [.. Functions.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Is_close_to_double_precision(string name)
    {
        Function function = Functions[name];
        float[] results = Map(Samples, function.Vector128);
        for (int i = 0; i < Samples.Length; i++)
        {
            double expected = function.Exact(Samples[i]), error = Math.Abs(results[i] - expected);
            // The smallest normal float stands for what a denormal result may lose.
            bool close = error <= function.Relative * Math.Abs(expected) + function.Absolute + 1.2e-38
                || (double.IsNaN(expected) && float.IsNaN(results[i])) || (float)expected == results[i];
            // Past the largest argument both are as good as infinite.
            close |= float.IsInfinity(results[i]) && expected > 1e38;
            Assert.True(close, string.Create(CultureInfo.InvariantCulture, $"{name}({Samples[i]:R}) = {results[i]:R}, expected {expected:R}, relative error {error / Math.Abs(expected):E2}"));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_width_agrees_and_not_a_number_stays_so(string name)
    {
        Function function = Functions[name];
        float[] values = [0f, -0f, float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.MaxValue, float.MinValue, .. Samples.Where((_, i) => i % 101 == 0)];
        float[] expected = Map(values, function.Vector128);
        float[][] others = [Map(values, function.Vector256), Map(values, function.Vector512), [.. values.Select(function.Scalar)]];
        for (int i = 0; i < values.Length; i++)
        {
            if (float.IsNaN(values[i])) Assert.True(float.IsNaN(expected[i]));
            foreach (float[] other in others)
            {
                bool same = other[i].Equals(expected[i]) || Math.Abs(other[i] - expected[i]) <= 5e-7f * Math.Abs(expected[i]) + 2e-7f
                    || (float.IsInfinity(values[i]) && float.IsNaN(expected[i]));
                Assert.True(same, string.Create(CultureInfo.InvariantCulture, $"{name}({values[i]:R}) = {other[i]:R}, at 128 bits {expected[i]:R}"));
            }
        }
    }

    [Fact]
    public void Limits_are_exact()
    {
        Assert.Equal(1, VectorMath.Erf(float.PositiveInfinity));
        Assert.Equal(-1, VectorMath.Erf(float.NegativeInfinity));
        Assert.Equal(-1, VectorMath.ExpM1(float.NegativeInfinity));
        Assert.Equal(float.PositiveInfinity, VectorMath.ExpM1(float.PositiveInfinity));
        Assert.Equal(0, VectorMath.Softplus(float.NegativeInfinity));
        Assert.Equal(float.PositiveInfinity, VectorMath.Softplus(float.PositiveInfinity));
        Assert.Equal(float.PositiveInfinity, VectorMath.Mish(float.PositiveInfinity));
        Assert.Equal(float.PositiveInfinity, VectorMath.Gelu(float.PositiveInfinity));
        Assert.Equal(int.MinValue, BitConverter.SingleToInt32Bits(VectorMath.Erf(-0f)));
        Assert.Equal(int.MinValue, BitConverter.SingleToInt32Bits(VectorMath.Sign(-0f)));
        Assert.Equal(1, VectorMath.Sign(float.Epsilon));
    }

    /// <summary>Applies a function at one width to every value, filling the last vector up with zeros.</summary>
    private static float[] Map<TVector>(float[] values, Func<TVector, TVector> function)
        where TVector : struct
    {
        int count = Unsafe.SizeOf<TVector>() / sizeof(float);
        float[] results = new float[(values.Length + count - 1) / count * count];
        values.CopyTo(results, 0);
        foreach (ref TVector vector in MemoryMarshal.Cast<float, TVector>(results.AsSpan())) vector = function(vector);
        return results[..values.Length];
    }

    private static double ExpM1(double x)
    {
        // e^x − 1 by its series where the difference would cancel.
        if (Math.Abs(x) > 0.1) return Math.Exp(x) - 1;
        double sum = 0, term = x;
        for (int n = 2; n < 14; n++)
        {
            sum += term;
            term *= x / n;
        }

        return sum;
    }

    private static double Softplus(double x) => Math.Max(x, 0) + Log1P(Math.Exp(-Math.Abs(x)));

    private static double Log1P(double x) => x < 1e-4 ? x - x * x / 2 + x * x * x / 3 : Math.Log(1 + x);

    /// <summary>The error function: its Maclaurin series near zero, the continued fraction of its complement further out.</summary>
    private static double Erf(double x)
    {
        double a = Math.Abs(x);
        if (a > 6) return Math.Sign(x);
        if (a > 2.5)
        {
            double fraction = a;
            for (int k = 60; k >= 1; k--) fraction = a + k / 2.0 / fraction;
            return Math.Sign(x) * (1 - Math.Exp(-a * a) / (fraction * Math.Sqrt(Math.PI)));
        }

        double sum = 0, term = x;
        for (int n = 0; n < 50; n++)
        {
            sum += term / (2 * n + 1);
            term *= -x * x / (n + 1);
        }

        return 2 / Math.Sqrt(Math.PI) * sum;
    }

    private sealed record Function(
        Func<double, double> Exact, Func<float, float> Scalar, Func<Vector128<float>, Vector128<float>> Vector128,
        Func<Vector256<float>, Vector256<float>> Vector256, Func<Vector512<float>, Vector512<float>> Vector512, double Relative, double Absolute);
}
