using System.Runtime.ExceptionServices;

namespace EdgeNet.Training.Threading;

/// <summary>
/// Threads that stand ready, so that a batch starts on all cores in microseconds and without allocating. The caller is one of them.
/// </summary>
internal sealed class WorkerTeam : IDisposable
{
    private readonly Thread[] _helpers;
    private readonly SemaphoreSlim _start = new(0);
    private readonly SemaphoreSlim _done = new(0);
    private Action<int, int>? _work;
    private int _items;
    private int _next;
    private Exception? _failure;
    private volatile bool _closing;

    /// <param name="workers">Threads in all, 1 or more.</param>
    public WorkerTeam(int workers)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1);
        _helpers = new Thread[workers - 1];
        for (int i = 0; i < _helpers.Length; i++)
        {
            int worker = i + 1;
            _helpers[i] = new Thread(() => Help(worker)) { IsBackground = true, Name = "EdgeNet training" };
            _helpers[i].Start();
        }
    }

    /// <summary>Threads in all.</summary>
    public int Workers => _helpers.Length + 1;

    /// <summary>Does every item of a piece of work, whichever thread comes first to each, and returns when all are done.</summary>
    /// <param name="items">Items.</param>
    /// <param name="work">Does one item: (item, worker), the worker's number being that of the thread.</param>
    public void Run(int items, Action<int, int> work)
    {
        _work = work;
        _items = items;
        _next = 0;
        int helpers = Math.Min(_helpers.Length, items - 1);
        if (helpers > 0) _start.Release(helpers);
        Take(0);
        for (int i = 0; i < helpers; i++)
            _done.Wait();
        if (Interlocked.Exchange(ref _failure, null) is { } failure) ExceptionDispatchInfo.Throw(failure);
    }

    /// <summary>Ends the threads.</summary>
    public void Dispose()
    {
        _closing = true;
        _start.Release(Math.Max(1, _helpers.Length));
        foreach (Thread helper in _helpers)
            helper.Join();
        _start.Dispose();
        _done.Dispose();
    }

    private void Help(int worker)
    {
        while (true)
        {
            _start.Wait();
            if (_closing) return;
            Take(worker);
            _done.Release();
        }
    }

    private void Take(int worker)
    {
        try
        {
            for (int item = Interlocked.Increment(ref _next) - 1; item < _items; item = Interlocked.Increment(ref _next) - 1)
                _work!(item, worker);
        }
        catch (Exception failure)
        {
            Interlocked.CompareExchange(ref _failure, failure, null);
            _next = _items;
        }
    }
}
