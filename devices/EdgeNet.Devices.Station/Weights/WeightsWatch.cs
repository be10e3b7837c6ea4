namespace EdgeNet.Devices.Station.Weights;

/// <summary>
/// Looks every so often for new weights, offers them to the slot, confirms them when something was read with them, and goes back where they
/// fail at once. Files are looked for, not waited for: notifications do not come from every file system.
/// </summary>
public sealed class WeightsWatch : IDisposable
{
    // So many runs of the network are a reading or more: whatever would fail has failed by then.
    private const int EnoughRuns = 10;

    private readonly WeightsFolder _folder;
    private readonly NetworkSlot _slot;
    private readonly Action<string> _tell;
    private readonly Lock _lock = new();
    private readonly ITimer _timer;
    private long _offeredAt = -1;
    private (long Length, DateTime Written) _seen;

    /// <summary>Begins to look.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="slot">Where new networks go.</param>
    /// <param name="interval">How often, more than 0.</param>
    /// <param name="tell">Takes what is to be told, a line each; called by a thread of its own.</param>
    /// <param name="time">The clock.</param>
    public WeightsWatch(WeightsFolder folder, NetworkSlot slot, TimeSpan interval, Action<string> tell, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(interval, TimeSpan.Zero);
        (_folder, _slot, _tell) = (folder, slot, tell);
        _timer = time.CreateTimer(static state => ((WeightsWatch)state!).Look(), this, interval, interval);
    }

    /// <summary>Looks now.</summary>
    public void Look()
    {
        // Where one look takes longer than it is to the next, that one is left out.
        if (!_lock.TryEnter())
            return;
        try
        {
            Confirm();
            var incoming = new FileInfo(_folder.Incoming);
            if (!incoming.Exists)
            {
                _seen = default;
                return;
            }

            // A file that is being copied grows: it is taken when it has stayed as it is from one look to the next.
            (long, DateTime) now = (incoming.Length, incoming.LastWriteTimeUtc);
            bool isWhole = _seen == now;
            _seen = now;
            if (!isWhole || _folder.TryTake(_tell) is not { } network)
                return;
            _offeredAt = _slot.Changes;
            _slot.Offer(network);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or WeightsException)
        {
            _tell($"weights: {error.Message}");
        }
        finally
        {
            _lock.Exit();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _timer.Dispose();
        // A look that is under way ends first. Who ends in order has not failed.
        lock (_lock)
            _folder.Confirm();
    }

    private void Confirm()
    {
        if (_folder.State == WeightsState.OnTrial && _slot.Changes > _offeredAt && _slot.Runs >= EnoughRuns)
            _folder.Confirm();
    }
}
