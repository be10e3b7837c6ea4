using System.Globalization;
using EdgeNet.Devices.Outputs.Store;
using EdgeNet.Devices.Station.Counters;
using EdgeNet.Devices.Station.Logging;
using EdgeNet.Devices.Station.Loop;
using EdgeNet.Devices.Station.Regions;

namespace EdgeNet.ZipReader.Composition;

/// <summary>Lets counters go on with their last accepted values, which the store has: a false first reading is none then.</summary>
internal static class CounterMemory
{
    private const int PageSize = 500;
    private const int MostPages = 20;

    // Where the clock has been set back, nobody knows how long it was: a day lets a counter have moved by as much.
    private static readonly TimeSpan UnknownAge = TimeSpan.FromDays(1);

    /// <summary>Looks for the values of all counters.</summary>
    /// <param name="loop">The loop, before it runs.</param>
    /// <param name="store">The store.</param>
    /// <param name="log">Takes what was found.</param>
    internal static void Resume(StationLoop loop, EventStore store, StationLog log)
    {
        var wanted = new Dictionary<string, CounterOptions>(StringComparer.Ordinal);
        foreach (RegionSpec region in loop.Regions)
        {
            if (region is { Name: { } name, Counter: { } counter })
                wanted[name] = counter;
        }

        try
        {
            long before = long.MaxValue;
            for (int page = 0; page < MostPages && wanted.Count > 0; page++)
            {
                IReadOnlyList<StoredEvent> events = store.Latest(PageSize, before);
                foreach (StoredEvent stored in events)
                    Resume(loop, wanted, stored, log);
                if (events.Count < PageSize)
                    return;
                before = events[^1].Sequence;
            }
        }
        catch (StoreException error)
        {
            log.Warning("store", $"counters begin anew: {error.Message}");
        }
    }

    /// <summary>A counter's text in steps of its last digit.</summary>
    /// <returns>False where it is none of this counter.</returns>
    internal static bool TryParse(string text, CounterOptions counter, out long value)
    {
        value = 0;
        int point = text.IndexOf('.', StringComparison.Ordinal);
        int decimals = point < 0 ? 0 : text.Length - point - 1;
        string digits = point < 0 ? text : text.Remove(point, 1);
        return decimals == counter.Decimals
            && digits.Length <= counter.Digits
            && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }

    private static void Resume(StationLoop loop, Dictionary<string, CounterOptions> wanted, StoredEvent stored, StationLog log)
    {
        // What a person said it is counts for more than what was read.
        string? text = stored.Correction ?? stored.Reading.Text;
        if (stored.Reading.Region is not { } region || text is null || !wanted.TryGetValue(region, out CounterOptions? counter))
            return;
        wanted.Remove(region);
        TimeSpan age = TimeProvider.System.GetUtcNow() - stored.Reading.Time;
        if (TryParse(text, counter, out long value) && loop.ResumeCounter(region, value, age < TimeSpan.Zero ? UnknownAge : age))
            log.Info("counter", $"'{region}' goes on from {text}");
        else
            log.Warning("counter", $"'{region}' begins anew: {text}, its last value, is none of this counter");
    }
}
