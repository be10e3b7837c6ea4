namespace EdgeNet.Devices.Status.Tests;

/// <summary>Readings of a store that cannot be opened.</summary>
internal sealed class BrokenHistory : IReadingHistory
{
    public IReadOnlyList<HistoryEntry> Latest(int most, long before = long.MaxValue) => throw Error();

    public HistoryEntry? Find(string id) => throw Error();

    public ReadOnlyMemory<byte> ReadCrop(string id) => throw Error();

    public bool Correct(string id, string text) => throw Error();

    private static StationException Error() => new("the store cannot be opened");
}
