using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EdgeNet.Training.Gradients;

/// <summary>One element of <see cref="Lanes.Count"/> samples.</summary>
internal readonly unsafe struct OneElement(Vector256<float> value) : ILaneVector<OneElement>
{
    private readonly Vector256<float> _value = value;

    public static int Elements
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneElement Create(float value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneElement Load(float* p) => new(Lanes.Load(p));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* p, OneElement value) => Lanes.Store(p, value._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneElement Add(OneElement a, OneElement b) => new(a._value + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneElement MultiplyAdd(OneElement a, OneElement b, OneElement c) => new(Lanes.MultiplyAdd(a._value, b._value, c._value));
}
