using EdgeNet.Devices.Outputs.Store;
using EdgeNet.Devices.Status;

namespace EdgeNet.ZipReader.Composition;

/// <summary>The store's readings, for the page.</summary>
/// <param name="store">The store.</param>
internal sealed class StoreHistory(EventStore store) : IReadingHistory
{
    /// <inheritdoc/>
    public IReadOnlyList<HistoryEntry> Latest(int most, long before = long.MaxValue) =>
        Ask(() =>
        {
            var entries = new List<HistoryEntry>();
            foreach (StoredEvent stored in store.Latest(most, before))
                entries.Add(Entry(stored));
            return entries;
        });

    /// <inheritdoc/>
    public HistoryEntry? Find(string id) => Ask(() => store.Find(id) is { } stored ? Entry(stored) : null);

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> ReadCrop(string id) => Ask(() => store.ReadEvidence(id) ?? default(ReadOnlyMemory<byte>));

    /// <inheritdoc/>
    public bool Correct(string id, string text) => Ask(() => store.Correct(id, text));

    private static HistoryEntry Entry(StoredEvent stored) =>
        new(stored.Sequence, stored.Reading.Id, stored.Json, stored.Correction, stored.EvidenceBytes > 0);

    private static T Ask<T>(Func<T> ask)
    {
        try
        {
            return ask();
        }
        catch (StoreException error)
        {
            throw new StationException(error.Message, error);
        }
    }
}
