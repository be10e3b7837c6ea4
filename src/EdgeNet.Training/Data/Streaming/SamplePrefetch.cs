using System.Runtime.ExceptionServices;

namespace EdgeNet.Training.Data.Streaming;

/// <summary>
/// Decodes the samples of an epoch ahead of those who learn from them, on threads of its own, into a fixed number of slots. Where a sample
/// is asked for before anybody began to decode it, whoever asks decodes it: nothing waits for what nobody does.
/// </summary>
internal sealed class SamplePrefetch : IDisposable
{
    private const int SlotsBytes = 128 << 20;
    private const int LeastSlots = 16;
    private const int MostSlots = 4096;

    private readonly ImageSet _images;
    private readonly byte[][] _slots;
    private readonly int[] _inSlot;
    private readonly bool[] _isReady;
    private readonly Exception?[] _failures;
    private readonly int[] _positions;
    private readonly bool[] _taken;
    private readonly Thread[] _threads;
    private readonly object _gate = new();

    private int[] _order = [];
    private int _next;
    private bool _isClosing;

    /// <param name="images">The samples.</param>
    /// <param name="threads">Threads that decode.</param>
    public SamplePrefetch(ImageSet images, int threads)
    {
        _images = images;
        int slots = (int)Math.Clamp(SlotsBytes / Math.Max(1L, images.SampleBytes), LeastSlots, MostSlots);
        slots = Math.Min(slots, Math.Max(1, images.Count));
        _slots = [.. Enumerable.Range(0, slots).Select(_ => new byte[images.SampleBytes])];
        _inSlot = new int[slots];
        _isReady = new bool[slots];
        _failures = new Exception?[slots];
        _positions = new int[images.Count];
        _taken = new bool[images.Count];
        _threads = new Thread[threads];
        Forget();
    }

    /// <summary>Begins to decode.</summary>
    /// <param name="order">The samples, each once at most, in the order in which they will be asked for.</param>
    /// <returns>Dispose it when no more is wanted.</returns>
    public IDisposable Begin(int[] order)
    {
        Dispose();
        _isClosing = false;
        _order = order;
        _next = 0;
        for (int p = 0; p < order.Length; p++) _positions[order[p]] = p;
        for (int i = 0; i < _threads.Length; i++)
        {
            _threads[i] = new Thread(Decode) { IsBackground = true, Name = "EdgeNet decoding" };
            _threads[i].Start();
        }

        return this;
    }

    /// <summary>Takes a sample that was decoded ahead.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="image">Receives it, as <see cref="ImageSet.ReadRaw"/> gives it.</param>
    /// <returns>Whether it was.</returns>
    /// <exception cref="TrainingException">It cannot be read any more.</exception>
    public bool TryTake(int sample, Span<float> image)
    {
        int position = _positions[sample];
        if (position < 0) return false;
        int slot = position % _slots.Length;
        Exception? failure;
        lock (_gate)
        {
            while (!_taken[position] && _inSlot[slot] == position && !_isReady[slot]) Monitor.Wait(_gate);
            if (_taken[position]) return false;
            _taken[position] = true;
            if (_inSlot[slot] != position) return false;
            failure = _failures[slot];
        }

        if (failure is null) _images.Widen(_slots[slot], image);
        lock (_gate)
        {
            _inSlot[slot] = -1;
            _failures[slot] = null;
            Monitor.PulseAll(_gate);
        }

        if (failure is not null) ExceptionDispatchInfo.Throw(failure);
        return true;
    }

    /// <summary>Ends the threads.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isClosing = true;
            Monitor.PulseAll(_gate);
        }

        foreach (Thread? thread in _threads) thread?.Join();
        Forget();
    }

    /// <summary>Nothing is decoded ahead: whoever asks for a sample reads it.</summary>
    private void Forget()
    {
        Array.Fill(_positions, -1);
        Array.Clear(_taken);
        Array.Fill(_inSlot, -1);
        Array.Clear(_failures);
    }

    private void Decode()
    {
        while (Claim() is >= 0 and var position)
        {
            int slot = position % _slots.Length;
            Exception? failure = null;
            try
            {
                _images.ReadBytes(_order[position], _slots[slot]);
            }
            catch (Exception e)
            {
                // Told to whoever asks for the sample.
                failure = e;
            }

            lock (_gate)
            {
                _failures[slot] = failure;
                _isReady[slot] = true;
                Monitor.PulseAll(_gate);
            }
        }
    }

    /// <summary>The next position to decode, once its slot is free; −1 where there is none.</summary>
    private int Claim()
    {
        lock (_gate)
        {
            while (true)
            {
                while (_next < _order.Length && _taken[_next]) _next++;
                if (_isClosing || _next == _order.Length) return -1;
                int slot = _next % _slots.Length;
                if (_inSlot[slot] < 0)
                {
                    _inSlot[slot] = _next;
                    _isReady[slot] = false;
                    return _next++;
                }

                Monitor.Wait(_gate);
            }
        }
    }
}
