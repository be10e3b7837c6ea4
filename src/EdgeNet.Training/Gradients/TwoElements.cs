using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EdgeNet.Training.Gradients;

/// <summary>Two neighboring elements of <see cref="Lanes.Count"/> samples, for machines with vectors of 512 bits.</summary>
internal readonly unsafe struct TwoElements(Vector512<float> value) : ILaneVector<TwoElements>
{
    private readonly Vector512<float> _value = value;

    public static int Elements
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 2;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TwoElements Create(float value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TwoElements Load(float* p) => new(*(Vector512<float>*)p);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* p, TwoElements value) => *(Vector512<float>*)p = value._value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TwoElements Add(TwoElements a, TwoElements b) => new(a._value + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TwoElements MultiplyAdd(TwoElements a, TwoElements b, TwoElements c) =>
        new(Vector512.MultiplyAddEstimate(a._value, b._value, c._value));
}
