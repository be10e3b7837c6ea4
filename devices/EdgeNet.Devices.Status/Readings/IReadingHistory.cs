namespace EdgeNet.Devices.Status;

/// <summary>
/// The readings that are kept: the store, or <see cref="RecentReadings"/> where there is none. Any thread may ask. What it cannot do is a
/// <see cref="StationException"/>, whose message the page shows.
/// </summary>
public interface IReadingHistory
{
    /// <summary>The newest readings, the newest first.</summary>
    /// <param name="most">The most readings, 1 to 200.</param>
    /// <param name="before">Only readings with a smaller place.</param>
    IReadOnlyList<HistoryEntry> Latest(int most, long before = long.MaxValue);

    /// <summary>One reading.</summary>
    /// <param name="id">Its identifier.</param>
    /// <returns>The reading, or null if it is not kept (any longer).</returns>
    HistoryEntry? Find(string id);

    /// <summary>A reading's crop.</summary>
    /// <param name="id">Its identifier.</param>
    /// <returns>A PNG; empty if none is kept (any longer).</returns>
    ReadOnlyMemory<byte> ReadCrop(string id);

    /// <summary>Notes what a reading should have been.</summary>
    /// <param name="id">Its identifier.</param>
    /// <param name="text">The right value.</param>
    /// <returns>Whether the reading is kept.</returns>
    bool Correct(string id, string text);
}
