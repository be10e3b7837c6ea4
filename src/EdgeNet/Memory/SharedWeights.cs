namespace EdgeNet;

/// <summary>
/// Packed weights that several instances of a network read, counted by reference and freed with the last one. Safe for use by several
/// threads: once packed, the weights never change.
/// </summary>
internal sealed class SharedWeights
{
    private readonly AlignedBuffer _buffer;
    private int _references = 1;

    private SharedWeights(AlignedBuffer buffer) => _buffer = buffer;

    /// <summary>The packed weights. The caller holds a reference while it uses them.</summary>
    public ReadOnlySpan<float> Span => _buffer.Span;

    /// <summary>Whether the last reference is gone.</summary>
    public bool IsFreed => _buffer.IsClosed;

    /// <summary>Allocates the packed weights and has them filled. The caller owns the first reference.</summary>
    /// <param name="length">Elements of the packed weights.</param>
    /// <param name="parameters">Where the parameters come from.</param>
    /// <param name="pack">Fills the zeroed weights.</param>
    public static SharedWeights Pack(int length, IParameterSource parameters, PackFunction pack)
    {
        var buffer = new AlignedBuffer(length);
        try
        {
            pack(parameters, buffer.Span);
            // What it packs from may be mapped memory, which goes with the source.
            GC.KeepAlive(parameters);
        }
        catch
        {
            buffer.Dispose();
            throw;
        }
        return new SharedWeights(buffer);
    }

    /// <summary>Takes one more reference.</summary>
    /// <exception cref="ObjectDisposedException">The last reference is already gone.</exception>
    public SharedWeights AddReference()
    {
        int references = Volatile.Read(ref _references);
        while (true)
        {
            ObjectDisposedException.ThrowIf(references == 0, this);
            int seen = Interlocked.CompareExchange(ref _references, references + 1, references);
            if (seen == references)
                return this;
            references = seen;
        }
    }

    /// <summary>Gives one reference back; the last frees the weights.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref _references) == 0)
            _buffer.Dispose();
    }
}
