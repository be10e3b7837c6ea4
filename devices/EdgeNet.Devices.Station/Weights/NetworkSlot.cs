using EdgeNet.Devices.Station.Loop;

namespace EdgeNet.Devices.Station.Weights;

/// <summary>
/// A network whose weights can be replaced while it is used: readers hold the slot, the loop changes what is in it between two frames. Any
/// thread may offer; the loop's thread does all else.
/// </summary>
/// <param name="network">The first one, disposed with this.</param>
public sealed class NetworkSlot(INetwork<float> network) : INetwork<float>, IFrameBoundary
{
    private INetwork<float> _current = network;
    private INetwork<float>? _offered;
    private long _frames;
    private bool _isDisposed;

    /// <inheritdoc/>
    public NetworkInfo Info => _current.Info;

    /// <summary>How often it was replaced.</summary>
    public long Changes { get; private set; }

    /// <summary>Runs of the present network.</summary>
    public long Runs => Volatile.Read(ref _frames);

    /// <inheritdoc/>
    public void Infer(ReadOnlySpan<float> input, Span<float> output)
    {
        _current.Infer(input, output);
        Volatile.Write(ref _frames, _frames + 1);
    }

    /// <summary>Offers another network, which is used from the next frame on.</summary>
    /// <param name="network">The network, from now on this slot's to dispose.</param>
    /// <exception cref="ArgumentException">It is another network; it is the caller's still.</exception>
    public void Offer(INetwork<float> network)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (network.Info.Fingerprint != Info.Fingerprint)
            throw new ArgumentException($"Expected weights of '{Info.Name}', found those of '{network.Info.Name}'.", nameof(network));
        // One that was offered before, and never used, gives way.
        Interlocked.Exchange(ref _offered, network)?.Dispose();
        if (Volatile.Read(ref _isDisposed))
            Interlocked.Exchange(ref _offered, null)?.Dispose();
    }

    /// <inheritdoc/>
    public void BetweenFrames()
    {
        if (Volatile.Read(ref _offered) is null || Interlocked.Exchange(ref _offered, null) is not { } offered)
            return;
        INetwork<float> old = _current;
        _current = offered;
        Volatile.Write(ref _frames, 0);
        Changes++;
        old.Dispose();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Volatile.Write(ref _isDisposed, true);
        _current.Dispose();
        Interlocked.Exchange(ref _offered, null)?.Dispose();
    }
}
