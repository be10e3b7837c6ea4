namespace EdgeNet.Devices;

/// <summary>
/// Hands frames from the thread that captures to the one that reads, in three buffers: one is filled, one waits, one is lent. Where the
/// waiting one is not taken in time, either a newer one takes its place or the capturing thread waits. It allocates nothing a frame.
/// </summary>
internal sealed class FrameExchange(FrameDelivery delivery)
{
    private readonly Lock _lock = new();
    private readonly ManualResetEventSlim _news = new();
    private readonly ManualResetEventSlim _room = new(initialState: true);
    private FrameBuffer _filling = new();
    private FrameBuffer _waiting = new();
    private FrameBuffer _lent = new();
    private bool _isWaiting;
    private bool _isEnded;
    private CameraException? _fault;
    // Whether the fault is older than the frame that waits.
    private bool _isFaultFirst;
    private volatile CameraException? _present;
    private FrameCounts _counts;
    private long _numbers;

    internal FrameCounts Counts
    {
        get
        {
            lock (_lock)
                return _counts;
        }
    }

    /// <summary>Why there are no frames at present; null where there are.</summary>
    internal CameraException? Fault => _present;

    /// <summary>The buffer that the capturing thread fills.</summary>
    internal FrameBuffer Filling => _filling;

    /// <summary>Waits until the filled buffer will find a place.</summary>
    /// <returns>False where there is none yet.</returns>
    internal bool WaitForRoom(TimeSpan timeout) => delivery == FrameDelivery.Newest || _room.Wait(timeout);

    /// <summary>The filled buffer is a frame: from now on it waits, and another one is filled.</summary>
    internal void Publish()
    {
        lock (_lock)
        {
            FrameBuffer filled = _filling;
            filled.Number = _numbers + filled.Missed;
            _numbers = filled.Number + 1;
            _counts = _counts with
            {
                Missed = _counts.Missed + filled.Missed,
                Dropped = _counts.Dropped + (_isWaiting ? 1 : 0),
            };
            // A warning of a dropped frame, as of a camera that is back, is told with the next.
            if (_isWaiting)
                filled.Warning ??= _waiting.Warning;
            (_filling, _waiting) = (_waiting, filled);
            _filling.Warning = null;
            _filling.Missed = 0;
            _isWaiting = true;
            _isFaultFirst = _fault is not null;
            _present = null;
            _room.Reset();
            _news.Set();
        }
    }

    internal void CountDamage() => Count(new FrameCounts(0, 0, 0, 1, 0, 0));

    internal void CountOpening() => Count(new FrameCounts(0, 0, 0, 0, 0, 1));

    /// <summary>The camera failed.</summary>
    /// <param name="fault">Why.</param>
    /// <param name="isNew">Whether the reader is to be told.</param>
    internal void Fail(CameraException fault, bool isNew)
    {
        lock (_lock)
        {
            _counts = _counts with { Faults = _counts.Faults + 1 };
            _present = fault;
            if (!isNew)
                return;
            _fault = fault;
            _news.Set();
        }
    }

    /// <summary>There will be no more frames.</summary>
    internal void End()
    {
        lock (_lock)
        {
            _isEnded = true;
            _news.Set();
        }
    }

    /// <summary>Takes back the lent buffer and waits for the next frame.</summary>
    /// <returns>Null at the end.</returns>
    /// <exception cref="CameraException">The camera failed: after the frames before it, and before those after it.</exception>
    internal FrameBuffer? Take(CancellationToken cancellation)
    {
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            lock (_lock)
            {
                if (_isWaiting && !_isFaultFirst)
                {
                    (_lent, _waiting) = (_waiting, _lent);
                    _isWaiting = false;
                    _room.Set();
                    _counts = _counts with { Frames = _counts.Frames + 1 };
                    if (_fault is null && !_isEnded)
                        _news.Reset();
                    return _lent;
                }

                if (_fault is { } fault)
                {
                    (_fault, _isFaultFirst) = (null, false);
                    if (!_isWaiting && !_isEnded)
                        _news.Reset();
                    throw fault;
                }

                if (_isEnded)
                    return null;
                _news.Reset();
            }

            _news.Wait(cancellation);
        }
    }

    private void Count(FrameCounts more)
    {
        lock (_lock)
            _counts = _counts with { Damaged = _counts.Damaged + more.Damaged, Opens = _counts.Opens + more.Opens };
    }
}
