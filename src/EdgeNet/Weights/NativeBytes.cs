using System.Buffers;

namespace EdgeNet;

/// <summary>
/// Bytes that the garbage collector does not own, as <see cref="Memory{T}"/>: a mapped file, or a resource in a loaded assembly.
/// </summary>
internal sealed unsafe class NativeBytes : MemoryManager<byte>
{
    private readonly byte* _start;
    private readonly int _length;
    private IDisposable? _owner;

    /// <param name="start">The first byte.</param>
    /// <param name="length">Bytes.</param>
    /// <param name="owner">What keeps them in place until it is disposed or collected.</param>
    public NativeBytes(byte* start, int length, IDisposable owner)
    {
        _start = start;
        _length = length;
        _owner = owner;
    }

    /// <inheritdoc/>
    public override Span<byte> GetSpan()
    {
        ObjectDisposedException.ThrowIf(_owner is null, this);
        return new Span<byte>(_start, _length);
    }

    /// <inheritdoc/>
    public override MemoryHandle Pin(int elementIndex = 0)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)elementIndex, (uint)_length, nameof(elementIndex));
        ObjectDisposedException.ThrowIf(_owner is null, this);
        return new MemoryHandle(_start + elementIndex, pinnable: this);
    }

    /// <inheritdoc/>
    public override void Unpin()
    {
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _owner?.Dispose();
        _owner = null;
    }
}
