using EdgeNet.Devices.Events;

namespace EdgeNet.Devices.Outputs.Queues;

/// <summary>
/// The events that wait, and those of the write under way, bounded by number and by bytes. Hand-written, for the bounded channels of the
/// framework count elements only, and a hundred events with crops are megabytes.
/// </summary>
internal sealed class EventBuffer(OutputQueueOptions options)
{
    private readonly object _gate = new();
    private readonly Queue<ReadingEvent> _waiting = new();
    private readonly List<ReadingEvent> _inHand = [];
    private long _bytes;
    private long _received;
    private long _written;
    private long _dropped;
    private bool _isClosed;

    internal (long Received, long Written, long Dropped, int Waiting) Counts
    {
        get
        {
            lock (_gate)
                return (_received, _written, _dropped, _waiting.Count + _inHand.Count);
        }
    }

    internal bool IsEmpty => Counts.Waiting == 0;

    internal void Add(ReadingEvent reading)
    {
        lock (_gate)
        {
            _received++;
            while (!_isClosed && options.WhenFull == FullPolicy.Block && !HasRoom(reading))
                Monitor.Wait(_gate);
            while (options.WhenFull == FullPolicy.DropOldest && !HasRoom(reading) && _waiting.TryDequeue(out ReadingEvent? oldest))
            {
                _bytes -= oldest.Evidence.Length;
                _dropped++;
            }

            if (_isClosed || !HasRoom(reading))
            {
                _dropped++;
                return;
            }

            _waiting.Enqueue(reading);
            _bytes += reading.Evidence.Length;
        }
    }

    /// <summary>The events of the next write, or of the one before that failed; the list holds until they are settled.</summary>
    internal List<ReadingEvent> Take()
    {
        lock (_gate)
        {
            while (_inHand.Count < options.MaxBatch && _waiting.TryDequeue(out ReadingEvent? next))
                _inHand.Add(next);
            return _inHand;
        }
    }

    /// <summary>The events in hand are done with.</summary>
    /// <param name="areWritten">Whether they are where they should be; else they are lost.</param>
    internal void Settle(bool areWritten)
    {
        lock (_gate)
        {
            if (areWritten)
                _written += _inHand.Count;
            else
                _dropped += _inHand.Count;
            foreach (ReadingEvent reading in _inHand)
                _bytes -= reading.Evidence.Length;
            _inHand.Clear();
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>From now on nothing is taken in.</summary>
    internal void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>A single event may be larger than all that may wait.</summary>
    private bool HasRoom(ReadingEvent reading)
    {
        int count = _waiting.Count + _inHand.Count;
        return count == 0 || (count < options.Capacity && _bytes + reading.Evidence.Length <= options.MaxBytes);
    }
}
