using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EdgeNet.Benchmarks.Roofline;

/// <summary>
/// The multiply-adds a second that this core reaches in a straight loop of them, at the width that generated code uses: the roof under which
/// a network's multiply-adds a second stand.
/// </summary>
internal static class FmaPeak
{
    private const int Accumulators = 12; // more than latency times throughput, fewer than the 16 registers of AVX2
    private const int Iterations = 100_000;

    private static readonly Func<float, float> Loop =
        Vector512.IsHardwareAccelerated ? Loop512 : Vector256.IsHardwareAccelerated ? Loop256 : Loop128;

    private static float _sink;

    /// <summary>Multiply-adds of one <see cref="Run"/>.</summary>
    public static long MultiplyAdds { get; } = (long)Accumulators * Iterations *
        (Vector512.IsHardwareAccelerated ? 16 : Vector256.IsHardwareAccelerated ? 8 : 4);

    /// <summary>One run of the loop, some tenths of a millisecond.</summary>
    public static void Run() => _sink = Loop(_sink);

    /// <summary>The fastest of many runs.</summary>
    /// <returns>Multiply-adds a second.</returns>
    public static double Measure()
    {
        for (int i = 0; i < 50; i++) Run();
        long best = long.MaxValue;
        for (int i = 0; i < 500; i++)
        {
            long start = Stopwatch.GetTimestamp();
            Run();
            best = Math.Min(best, Stopwatch.GetTimestamp() - start);
        }

        return MultiplyAdds * (double)Stopwatch.Frequency / best;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Loop512(float start)
    {
        var x = Vector512.Create(0.999f);
        var s = Vector512.Create(start);
        Vector512<float> a = s, b = s, c = s, d = s, e = s, f = s, g = s, h = s, i = s, j = s, k = s, l = s;
        for (int n = 0; n < Iterations; n++)
        {
            a = Vector512.MultiplyAddEstimate(a, x, x); b = Vector512.MultiplyAddEstimate(b, x, x); c = Vector512.MultiplyAddEstimate(c, x, x);
            d = Vector512.MultiplyAddEstimate(d, x, x); e = Vector512.MultiplyAddEstimate(e, x, x); f = Vector512.MultiplyAddEstimate(f, x, x);
            g = Vector512.MultiplyAddEstimate(g, x, x); h = Vector512.MultiplyAddEstimate(h, x, x); i = Vector512.MultiplyAddEstimate(i, x, x);
            j = Vector512.MultiplyAddEstimate(j, x, x); k = Vector512.MultiplyAddEstimate(k, x, x); l = Vector512.MultiplyAddEstimate(l, x, x);
        }

        return Vector512.Sum(a + b + c + d + e + f + g + h + i + j + k + l);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Loop256(float start)
    {
        var x = Vector256.Create(0.999f);
        var s = Vector256.Create(start);
        Vector256<float> a = s, b = s, c = s, d = s, e = s, f = s, g = s, h = s, i = s, j = s, k = s, l = s;
        for (int n = 0; n < Iterations; n++)
        {
            a = Vector256.MultiplyAddEstimate(a, x, x); b = Vector256.MultiplyAddEstimate(b, x, x); c = Vector256.MultiplyAddEstimate(c, x, x);
            d = Vector256.MultiplyAddEstimate(d, x, x); e = Vector256.MultiplyAddEstimate(e, x, x); f = Vector256.MultiplyAddEstimate(f, x, x);
            g = Vector256.MultiplyAddEstimate(g, x, x); h = Vector256.MultiplyAddEstimate(h, x, x); i = Vector256.MultiplyAddEstimate(i, x, x);
            j = Vector256.MultiplyAddEstimate(j, x, x); k = Vector256.MultiplyAddEstimate(k, x, x); l = Vector256.MultiplyAddEstimate(l, x, x);
        }

        return Vector256.Sum(a + b + c + d + e + f + g + h + i + j + k + l);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Loop128(float start)
    {
        var x = Vector128.Create(0.999f);
        var s = Vector128.Create(start);
        Vector128<float> a = s, b = s, c = s, d = s, e = s, f = s, g = s, h = s, i = s, j = s, k = s, l = s;
        for (int n = 0; n < Iterations; n++)
        {
            a = Vector128.MultiplyAddEstimate(a, x, x); b = Vector128.MultiplyAddEstimate(b, x, x); c = Vector128.MultiplyAddEstimate(c, x, x);
            d = Vector128.MultiplyAddEstimate(d, x, x); e = Vector128.MultiplyAddEstimate(e, x, x); f = Vector128.MultiplyAddEstimate(f, x, x);
            g = Vector128.MultiplyAddEstimate(g, x, x); h = Vector128.MultiplyAddEstimate(h, x, x); i = Vector128.MultiplyAddEstimate(i, x, x);
            j = Vector128.MultiplyAddEstimate(j, x, x); k = Vector128.MultiplyAddEstimate(k, x, x); l = Vector128.MultiplyAddEstimate(l, x, x);
        }

        return Vector128.Sum(a + b + c + d + e + f + g + h + i + j + k + l);
    }
}
