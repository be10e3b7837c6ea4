using System.Buffers;

namespace EdgeNet.Vision.Pictures.Jpeg;

/// <summary>Memory as large as asked for, and given back to the collector: the shared pool doubles it and keeps it.</summary>
internal sealed class ExactMemoryPool : MemoryPool<byte>
{
    /// <inheritdoc/>
    public override int MaxBufferSize => Array.MaxLength;

    /// <inheritdoc/>
    public override IMemoryOwner<byte> Rent(int minBufferSize = -1) => new Owner(new byte[Math.Max(minBufferSize, 1)]);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
    }

    private sealed class Owner(byte[] bytes) : IMemoryOwner<byte>
    {
        public Memory<byte> Memory { get; } = bytes;

        public void Dispose()
        {
        }
    }
}
