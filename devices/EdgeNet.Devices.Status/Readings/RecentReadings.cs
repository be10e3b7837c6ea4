using EdgeNet.Devices.Events;

namespace EdgeNet.Devices.Status;

/// <summary>
/// The last readings in memory, for a station without a store. They are bounded in number and bytes, and gone at the end.
/// </summary>
/// <param name="format">The one JSON form of an event, as an object in UTF-8.</param>
public sealed class RecentReadings(Func<ReadingEvent, ReadOnlyMemory<byte>> format) : IEventSink, IReadingHistory
{
    internal const int MostReadings = 200;
    internal const int MostCropBytes = 8 << 20;

    private readonly Lock _gate = new();
    private readonly LinkedList<(HistoryEntry Entry, ReadOnlyMemory<byte> Crop)> _readings = new();
    private long _place;
    private long _cropBytes;

    /// <inheritdoc/>
    public void OnEvent(ReadingEvent reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        ReadOnlyMemory<byte> json = format(reading);
        lock (_gate)
        {
            _readings.AddFirst((new HistoryEntry(++_place, reading.Id, json, null, !reading.Evidence.IsEmpty), reading.Evidence));
            _cropBytes += reading.Evidence.Length;
            while (_readings.Last is { } oldest && (_readings.Count > MostReadings || _cropBytes > MostCropBytes))
            {
                _cropBytes -= oldest.Value.Crop.Length;
                _readings.RemoveLast();
            }
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<HistoryEntry> Latest(int most, long before = long.MaxValue)
    {
        lock (_gate)
            return [.. _readings.Select(reading => reading.Entry).Where(entry => entry.Place < before).Take(most)];
    }

    /// <inheritdoc/>
    public HistoryEntry? Find(string id)
    {
        lock (_gate)
            return Node(id)?.Value.Entry;
    }

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> ReadCrop(string id)
    {
        lock (_gate)
            return Node(id)?.Value.Crop ?? default;
    }

    /// <inheritdoc/>
    public bool Correct(string id, string text)
    {
        lock (_gate)
        {
            if (Node(id) is not { } node) return false;
            node.Value = (node.Value.Entry with { Correction = text }, node.Value.Crop);
            return true;
        }
    }

    private LinkedListNode<(HistoryEntry Entry, ReadOnlyMemory<byte> Crop)>? Node(string id)
    {
        for (LinkedListNode<(HistoryEntry Entry, ReadOnlyMemory<byte> Crop)>? node = _readings.First; node is not null; node = node.Next)
        {
            if (node.Value.Entry.Id == id) return node;
        }

        return null;
    }
}
