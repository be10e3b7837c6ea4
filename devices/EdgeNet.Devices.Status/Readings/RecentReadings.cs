using EdgeNet.Devices.Events;

namespace EdgeNet.Devices.Status;

/// <summary>The last readings in memory, for a station without a store. They are bounded in number and bytes, and gone at the end.</summary>
/// <param name="format">The one JSON form of an event, as an object in UTF-8.</param>
public sealed class RecentReadings(Func<ReadingEvent, ReadOnlyMemory<byte>> format) : IEventSink, IReadingHistory
{
    private const int MostReadings = 200;
    private const int MostCropBytes = 8 << 20;

    private readonly Lock _gate = new();
    private readonly LinkedList<HistoryEntry> _entries = new();
    private long _cropBytes;

    /// <inheritdoc/>
    public void OnEvent(ReadingEvent reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        var entry = new HistoryEntry(reading, format(reading), null, !reading.Evidence.IsEmpty);
        lock (_gate)
        {
            _entries.AddFirst(entry);
            _cropBytes += reading.Evidence.Length;
            while (_entries.Last is { } oldest && (_entries.Count > MostReadings || _cropBytes > MostCropBytes))
            {
                _cropBytes -= oldest.Value.Reading.Evidence.Length;
                _entries.RemoveLast();
            }
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<HistoryEntry> Latest(int most, string? before)
    {
        lock (_gate)
            return [.. _entries.Where(e => before is null || string.CompareOrdinal(e.Reading.Id, before) < 0).Take(most)];
    }

    /// <inheritdoc/>
    public HistoryEntry? Find(string id)
    {
        lock (_gate)
            return _entries.FirstOrDefault(e => e.Reading.Id == id);
    }

    /// <inheritdoc/>
    public bool Correct(string id, string text)
    {
        lock (_gate)
        {
            for (LinkedListNode<HistoryEntry>? node = _entries.First; node is not null; node = node.Next)
            {
                if (node.Value.Reading.Id != id) continue;
                node.Value = node.Value with { Correction = text };
                return true;
            }
        }

        return false;
    }
}
