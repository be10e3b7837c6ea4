using System.Runtime.InteropServices;

namespace EdgeNet;

/// <summary>
/// Native memory for floats on a 64-byte boundary, one 512-bit vector, so that no vector load at a multiple of 16 elements straddles two
/// cache lines. Zeroed. Internal, because a span into it outlives nothing: only <see cref="NetworkInstance"/>, which knows when an
/// inference is under way, hands spans out.
/// </summary>
internal sealed class AlignedBuffer : SafeHandle
{
    /// <summary>Bytes on whose multiple the buffer starts.</summary>
    public const int Alignment = 64;

    private readonly long _bytes;

    /// <summary>Allocates and zeroes.</summary>
    /// <param name="length">Elements; zero is allowed.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative.</exception>
    /// <exception cref="OutOfMemoryException">The memory is not to be had.</exception>
    public unsafe AlignedBuffer(int length)
        : base(invalidHandleValue: 0, ownsHandle: true)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        nuint bytes = Math.Max((nuint)length * sizeof(float), Alignment);
        void* memory = NativeMemory.AlignedAlloc(bytes, Alignment);
        NativeMemory.Clear(memory, bytes);
        SetHandle((nint)memory);
        Length = length;
        // The collector sees a few bytes of managed object; it must know what a forgotten Dispose really holds.
        _bytes = (long)bytes;
        GC.AddMemoryPressure(_bytes);
    }

    /// <summary>Elements.</summary>
    public int Length { get; }

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <summary>The memory. The caller keeps the buffer reachable and undisposed while it uses the span.</summary>
    /// <exception cref="ObjectDisposedException">The buffer has been disposed.</exception>
    public unsafe Span<float> Span
    {
        get
        {
            ObjectDisposedException.ThrowIf(IsClosed, this);
            return new Span<float>((void*)handle, Length);
        }
    }

    /// <inheritdoc/>
    protected override unsafe bool ReleaseHandle()
    {
        NativeMemory.AlignedFree((void*)handle);
        GC.RemoveMemoryPressure(_bytes);
        return true;
    }
}
