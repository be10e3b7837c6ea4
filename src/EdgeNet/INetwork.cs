namespace EdgeNet;

/// <summary>A network ready to run: trained weights and a workspace of its own. Not safe for use by several threads at once.</summary>
/// <typeparam name="T">The element type of inputs and outputs.</typeparam>
public interface INetwork<T> : IDisposable
    where T : unmanaged
{
    /// <summary>Name, shapes and sizes.</summary>
    NetworkInfo Info { get; }

    /// <summary>Runs the network on one sample. Allocates nothing.</summary>
    /// <param name="input"><see cref="NetworkInfo.InputLength"/> elements, channels first.</param>
    /// <param name="output"><see cref="NetworkInfo.OutputLength"/> elements, channels first; it must not overlap the input.</param>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    /// <exception cref="ObjectDisposedException">The network has been disposed.</exception>
    void Infer(ReadOnlySpan<T> input, Span<T> output);
}
