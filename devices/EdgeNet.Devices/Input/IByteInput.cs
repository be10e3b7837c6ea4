namespace EdgeNet.Devices.Input;

/// <summary>Bytes that come in their own time.</summary>
internal interface IByteInput : IDisposable
{
    /// <summary>Reads what is there.</summary>
    /// <param name="bytes">Takes the bytes, one at least.</param>
    /// <param name="timeout">How long to wait for the first, where the input can be waited for.</param>
    /// <returns>How many bytes; 0 at the end; -1 where there are none so far.</returns>
    /// <exception cref="IOException">The input failed.</exception>
    int Read(Span<byte> bytes, TimeSpan timeout);
}
