using EdgeNet.Devices.Linux;

namespace EdgeNet.Devices.Input;

/// <summary>Reads a file descriptor, a pipe's, without waiting longer than asked and without allocating.</summary>
/// <param name="file">The descriptor, whose owner closes it.</param>
/// <param name="kernel">The kernel.</param>
/// <param name="owner">What owns it; disposed with this.</param>
internal sealed class DescriptorInput(int file, IKernel kernel, IDisposable? owner = null) : IByteInput
{
    /// <inheritdoc/>
    public int Read(Span<byte> bytes, TimeSpan timeout)
    {
        int ready = kernel.Poll(file, (int)timeout.TotalMilliseconds, out _);
        if (ready == 0)
            return -1;
        int count = ready < 0 ? ready : kernel.Read(file, bytes);
        if (count == -(int)Errno.Again)
            return -1;
        return count >= 0 ? count : throw new IOException(FormattableString.Invariant($"cannot be read: error {-count}"));
    }

    /// <inheritdoc/>
    public void Dispose() => owner?.Dispose();
}
