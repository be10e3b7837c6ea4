namespace EdgeNet.Tests.Shared;

/// <summary>
/// What code allocates again and again: the least of several rounds. Code that allocates does so in every round; the runtime itself, when
/// it loads a type or replaces a method by a better one, does so in one of them.
/// </summary>
public static class Allocations
{
    private const int Rounds = 5;

    /// <summary>The least bytes that a round allocated on this thread, after one round to warm up.</summary>
    /// <param name="work">One round.</param>
    public static long Least(Action work)
    {
        work();
        return Least(() => work);
    }

    /// <summary>The least bytes that a round allocated on this thread, where each round begins anew.</summary>
    /// <param name="prepare">Prepares a round and returns it; what it allocates does not count.</param>
    public static long Least(Func<Action> prepare)
    {
        long least = long.MaxValue;
        for (int round = 0; round < Rounds && least > 0; round++)
        {
            Action work = prepare();
            long before = GC.GetAllocatedBytesForCurrentThread();
            work();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
