using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace EdgeNet.Training.Gradients;

/// <summary>
/// Vectors of samples: one sample a lane. They have eight lanes on every machine, whatever its vectors hold, so that all sums are of the same
/// numbers in the same order: the same seed gives the same weights on x64 with AVX2 or AVX-512, and on Arm.
/// </summary>
internal static unsafe class Lanes
{
    /// <summary>Samples that go through the network together.</summary>
    public const int Count = 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Load(float* p) => *(Vector256<float>*)p;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* p, Vector256<float> value) => *(Vector256<float>*)p = value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(float* p, Vector256<float> value) => *(Vector256<float>*)p += value;

    /// <summary>a·b + c, fused where the machine can.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> MultiplyAdd(Vector256<float> a, Vector256<float> b, Vector256<float> c) => Vector256.MultiplyAddEstimate(a, b, c);

    /// <summary>The sum of all lanes, halves first: (((0 + 4) + (2 + 6)) + ((1 + 5) + (3 + 7))).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector256<float> value)
    {
        Vector128<float> four = value.GetLower() + value.GetUpper();
        Vector128<float> two = four + Vector128.Shuffle(four, Vector128.Create(2, 3, 0, 1));
        return two.ToScalar() + two.GetElement(1);
    }

    /// <summary>The sums of all lanes of four vectors, each in the order of <see cref="Sum(Vector256{float})"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Sum(Vector256<float> a, Vector256<float> b, Vector256<float> c, Vector256<float> d)
    {
        Vector128<float> a4 = a.GetLower() + a.GetUpper(), b4 = b.GetLower() + b.GetUpper();
        Vector128<float> c4 = c.GetLower() + c.GetUpper(), d4 = d.GetLower() + d.GetUpper();
        // 0 + 2 and 1 + 3 of two vectors each.
        Vector128<float> ab = Low(a4, b4) + High(a4, b4), cd = Low(c4, d4) + High(c4, d4);
        return Even(ab, cd) + Odd(ab, cd);

        static Vector128<float> Low(Vector128<float> x, Vector128<float> y) => Sse.IsSupported
            ? Sse.MoveLowToHigh(x, y)
            : Vector128.Create(x.GetLower(), y.GetLower());
        static Vector128<float> High(Vector128<float> x, Vector128<float> y) => Sse.IsSupported
            ? Sse.MoveHighToLow(y, x)
            : Vector128.Create(x.GetUpper(), y.GetUpper());
        static Vector128<float> Even(Vector128<float> x, Vector128<float> y) => Sse.IsSupported
            ? Sse.Shuffle(x, y, 0b10_00_10_00)
            : Vector128.Create(x[0], x[2], y[0], y[2]);
        static Vector128<float> Odd(Vector128<float> x, Vector128<float> y) => Sse.IsSupported
            ? Sse.Shuffle(x, y, 0b11_01_11_01)
            : Vector128.Create(x[1], x[3], y[1], y[3]);
    }

    /// <summary>Puts a sample into every lane.</summary>
    /// <param name="samples">The samples one after the other, as many as there are lanes.</param>
    /// <param name="lanes">As many vectors as a sample has elements.</param>
    public static void WriteAll(ReadOnlySpan<float> samples, float* lanes)
    {
        int length = samples.Length / Count;
        fixed (float* first = samples)
        {
            // Element by element: lane by lane would go through all of the memory once a lane.
            for (int i = 0; i < length; i++)
                for (int lane = 0; lane < Count; lane++)
                    lanes[i * Count + lane] = first[lane * length + i];
        }
    }

    /// <summary>Puts one sample into a lane.</summary>
    /// <param name="sample">The elements.</param>
    /// <param name="lane">The lane.</param>
    /// <param name="lanes">As many vectors as the sample has elements.</param>
    public static void Write(ReadOnlySpan<float> sample, int lane, float* lanes)
    {
        float* p = lanes + lane;
        for (int i = 0; i < sample.Length; i++, p += Count)
            *p = sample[i];
    }

    /// <summary>Takes one sample out of a lane.</summary>
    /// <param name="lanes">As many vectors as the sample has elements.</param>
    /// <param name="lane">The lane.</param>
    /// <param name="sample">Receives the elements.</param>
    public static void Read(float* lanes, int lane, Span<float> sample)
    {
        float* p = lanes + lane;
        for (int i = 0; i < sample.Length; i++, p += Count)
            sample[i] = *p;
    }
}
