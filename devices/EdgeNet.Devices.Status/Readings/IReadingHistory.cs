namespace EdgeNet.Devices.Status;

/// <summary>The readings that are kept: the store, or <see cref="RecentReadings"/> where there is none. Any thread may ask.</summary>
public interface IReadingHistory
{
    /// <summary>The newest readings, the newest first, without their crops.</summary>
    /// <param name="most">The most readings, 1 to 200.</param>
    /// <param name="before">Only readings whose identifier is smaller; null for all.</param>
    IReadOnlyList<HistoryEntry> Latest(int most, string? before);

    /// <summary>One reading with its crop.</summary>
    /// <param name="id">Its identifier.</param>
    /// <returns>The reading, or null if it is not kept (any longer).</returns>
    HistoryEntry? Find(string id);

    /// <summary>Notes what a reading should have been.</summary>
    /// <param name="id">Its identifier.</param>
    /// <param name="text">The right value.</param>
    /// <returns>Whether the reading is kept.</returns>
    /// <exception cref="StationException">It cannot be noted; the message says why.</exception>
    bool Correct(string id, string text);
}
