using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace EdgeNet.Tests.Numerics;

public class VectorMathTests
{
    /// <summary>Floats over the whole range of bits, every exponent and both signs with about ten thousand fractions each; and a fine grid around zero.</summary>
    private static readonly float[] Samples = MakeSamples();

    private static readonly float[] Special =
    [
        0f, -0f, float.Epsilon, -float.Epsilon, float.PositiveInfinity, float.NegativeInfinity, float.MaxValue, float.MinValue,
        float.NaN, BitConverter.UInt32BitsToSingle(0x7FC00001), BitConverter.UInt32BitsToSingle(0xFFFFFFFF), 88.72283f, 88.72284f, -87.33654f, -87.33655f,
    ];

    private static float[] MakeSamples()
    {
        var samples = new List<float>();
        for (long bits = 0; bits <= uint.MaxValue; bits += 797)
            samples.Add(BitConverter.UInt32BitsToSingle((uint)bits));
        for (int i = -1_000_000; i <= 1_000_000; i++)
            samples.Add(i * 1e-5f);
        samples.RemoveAll(float.IsNaN);
        return [.. samples];
    }

    /// <summary>Applies a function at one width to every value, filling the last vector up with zeros.</summary>
    private static float[] Map<TVector>(ReadOnlySpan<float> values, Func<TVector, TVector> function)
        where TVector : struct
    {
        int count = Unsafe.SizeOf<TVector>() / sizeof(float);
        float[] results = new float[(values.Length + count - 1) / count * count];
        values.CopyTo(results);
        foreach (ref TVector vector in MemoryMarshal.Cast<float, TVector>(results.AsSpan()))
            vector = function(vector);
        return results[..values.Length];
    }

    [Fact]
    public void Tanh_is_close_absolutely_and_relatively()
    {
        float[] results = Map<Vector128<float>>(Samples, VectorMath.Tanh);
        for (int i = 0; i < Samples.Length; i++)
        {
            double expected = Math.Tanh(Samples[i]);
            double error = Math.Abs(results[i] - expected);
            // A denormal float has no relative precision of its own.
            if (!(error <= 2e-7 && error <= 3.5e-7 * Math.Abs(expected) + float.Epsilon))
                Assert.Fail($"tanh({Samples[i]:R}) = {results[i]:R}, expected {expected:R}");
        }
    }

    [Fact]
    public void Exp_is_close_relatively_wherever_the_result_is_normal()
    {
        float[] results = Map<Vector128<float>>(Samples, VectorMath.Exp);
        for (int i = 0; i < Samples.Length; i++)
        {
            double expected = Math.Exp(Samples[i]);
            bool close = Samples[i] switch
            {
                > 88.72283f => results[i] == float.PositiveInfinity,
                < -87.33654f => results[i] == 0,
                _ => Math.Abs(results[i] - expected) <= 1.2e-7 * expected,
            };
            if (!close)
                Assert.Fail($"exp({Samples[i]:R}) = {results[i]:R}, expected {expected:R}");
        }
    }

    [Fact]
    public void Sigmoid_is_close_absolutely_and_relatively()
    {
        float[] results = Map<Vector128<float>>(Samples, VectorMath.Sigmoid);
        for (int i = 0; i < Samples.Length; i++)
        {
            double expected = 1 / (1 + Math.Exp(-(double)Samples[i]));
            double error = Math.Abs(results[i] - expected);
            if (!(error <= 1.5e-7 && (error <= 3e-7 * expected || Samples[i] < -87) && results[i] is >= 0 and <= 1))
                Assert.Fail($"sigmoid({Samples[i]:R}) = {results[i]:R}, expected {expected:R}");
        }
    }

    [Fact]
    public void Every_width_gives_the_same_bits()
    {
        float[] values = [.. Special, .. Samples.Where((_, i) => i % 7 == 0)];
        Same(VectorMath.Tanh, VectorMath.Tanh, VectorMath.Tanh, VectorMath.Tanh);
        Same(VectorMath.Exp, VectorMath.Exp, VectorMath.Exp, VectorMath.Exp);
        Same(VectorMath.Sigmoid, VectorMath.Sigmoid, VectorMath.Sigmoid, VectorMath.Sigmoid);

        void Same(
            Func<float, float> scalar,
            Func<Vector128<float>, Vector128<float>> vector128,
            Func<Vector256<float>, Vector256<float>> vector256,
            Func<Vector512<float>, Vector512<float>> vector512)
        {
            float[] expected = [.. values.Select(scalar)];
            foreach (float[] results in new[] { Map(values, vector128), Map(values, vector256), Map(values, vector512) })
                for (int i = 0; i < values.Length; i++)
                    if (!results[i].Equals(expected[i])) // a NaN equals any NaN
                        Assert.Fail($"f({values[i]:R}) = {results[i]:R}, scalar {expected[i]:R}");
        }
    }

    [Fact]
    public void Limits_are_exact_and_not_a_number_stays_so()
    {
        Assert.Equal(1, VectorMath.Tanh(float.PositiveInfinity));
        Assert.Equal(-1, VectorMath.Tanh(float.NegativeInfinity));
        Assert.Equal(1, VectorMath.Tanh(float.MaxValue));
        Assert.Equal(int.MinValue, BitConverter.SingleToInt32Bits(VectorMath.Tanh(-0f)));
        Assert.Equal(float.PositiveInfinity, VectorMath.Exp(float.PositiveInfinity));
        Assert.Equal(0, VectorMath.Exp(float.NegativeInfinity));
        Assert.Equal(1, VectorMath.Exp(0));
        Assert.Equal(1, VectorMath.Sigmoid(float.PositiveInfinity));
        Assert.Equal(0, VectorMath.Sigmoid(float.NegativeInfinity));
        Assert.Equal(0.5f, VectorMath.Sigmoid(0));
        foreach (float value in Special.Where(float.IsNaN))
        {
            Assert.True(float.IsNaN(VectorMath.Tanh(value)));
            Assert.True(float.IsNaN(VectorMath.Exp(value)));
            Assert.True(float.IsNaN(VectorMath.Sigmoid(value)));
        }
    }

    [Fact]
    public void Tanh_is_odd()
    {
        foreach (float value in Samples.Where((_, i) => i % 31 == 0))
            Assert.Equal(-VectorMath.Tanh(value), VectorMath.Tanh(-value));
    }
}
