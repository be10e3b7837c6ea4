namespace EdgeNet.Vision.Pictures.Png;

/// <summary>
/// Gives compressed data to a decompressor, the last of them byte by byte: decompressors read ahead, and this shows where one really ended.
/// </summary>
internal sealed class PngCompressedStream(byte[] data) : Stream
{
    private const int Tail = 256;

    private int _position;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => data.Length;

    /// <inheritdoc/>
    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    /// <summary>Whether the reader wanted more than there was.</summary>
    internal bool IsExhausted { get; private set; }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        int ahead = data.Length - _position;
        if (ahead == 0 && buffer.Length > 0)
            IsExhausted = true;
        int count = Math.Min(buffer.Length, ahead > Tail ? ahead - Tail : Math.Min(ahead, 1));
        data.AsSpan(_position, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
