using System.Runtime.CompilerServices;

namespace EdgeNet.Training.Gradients;

/// <summary>Memory for floats that does not move and starts on a cache line, so that no vector straddles two.</summary>
internal sealed unsafe class LaneMemory
{
    private const int Alignment = 64;

    private readonly float[] _pinned;

    /// <summary>Allocates and zeroes.</summary>
    /// <param name="length">Elements.</param>
    public LaneMemory(long length)
    {
        _pinned = GC.AllocateArray<float>(checked((int)length + Alignment / sizeof(float)), pinned: true);
        Pointer = (float*)(((nint)First + Alignment - 1) & -Alignment);
        Length = (int)length;
    }

    /// <summary>Elements.</summary>
    public int Length { get; }

    /// <summary>The first element; valid while this object is reachable.</summary>
    public float* Pointer { get; }

    /// <summary>The elements, for where a span cannot go.</summary>
    public Memory<float> Memory => _pinned.AsMemory((int)(Pointer - First), Length);

    /// <summary>The elements.</summary>
    public Span<float> Span => new(Pointer, Length);

    private float* First => (float*)Unsafe.AsPointer(ref _pinned[0]);

    /// <summary>The length rounded up so that what comes after starts on a cache line.</summary>
    public static long Pad(long length) => (length + 15) & ~15L;
}
