using System.Numerics;
using System.Runtime.CompilerServices;

namespace EdgeNet.Training.Gradients;

/// <summary>Vectors of samples: one sample a lane.</summary>
internal static unsafe class Lanes
{
    /// <summary>Samples that go through the network together.</summary>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector<float>.Count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Load(float* p) => *(Vector<float>*)p;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* p, Vector<float> value) => *(Vector<float>*)p = value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(float* p, Vector<float> value) => *(Vector<float>*)p += value;

    /// <summary>a·b + c, fused where the machine can.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> MultiplyAdd(Vector<float> a, Vector<float> b, Vector<float> c) => Vector.MultiplyAddEstimate(a, b, c);

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
