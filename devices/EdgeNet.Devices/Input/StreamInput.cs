namespace EdgeNet.Devices.Input;

/// <summary>Reads a stream, which waits as long as it likes.</summary>
internal sealed class StreamInput(Stream stream) : IByteInput
{
    /// <inheritdoc/>
    public int Read(Span<byte> bytes, TimeSpan timeout) => stream.Read(bytes);

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();
}
