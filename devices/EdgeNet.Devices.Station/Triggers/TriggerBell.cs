namespace EdgeNet.Devices.Station.Triggers;

/// <summary>
/// What wakes the loop to read. Any thread may ring; rings that come while one waits are one with it, so that nothing piles up behind a
/// reading that takes long.
/// </summary>
public sealed class TriggerBell : IDisposable
{
    private const int None = -1;

    private readonly ManualResetEventSlim _rung = new();
    private int _cause = None;

    /// <summary>Asks for a reading.</summary>
    /// <param name="cause">Why.</param>
    /// <returns>False where one is asked for already.</returns>
    public bool Ring(TriggerCause cause)
    {
        bool isFirst = Interlocked.CompareExchange(ref _cause, (int)cause, None) == None;
        _rung.Set();
        return isFirst;
    }

    /// <summary>Waits for a ring, and takes it; one that came before counts.</summary>
    /// <param name="timeout">How long to wait; zero for not at all.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <param name="cause">Why something is to be read.</param>
    /// <exception cref="OperationCanceledException">The waiting was ended.</exception>
    public bool TryTake(TimeSpan timeout, CancellationToken cancellation, out TriggerCause cause)
    {
        cause = default;
        if (!_rung.Wait(timeout, cancellation))
            return false;
        _rung.Reset();
        int rung = Interlocked.Exchange(ref _cause, None);
        cause = (TriggerCause)rung;
        return rung != None;
    }

    /// <inheritdoc/>
    public void Dispose() => _rung.Dispose();
}
