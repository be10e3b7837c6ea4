using EdgeNet.Devices.Station.Regions;
using EdgeNet.Devices.Station.Voting;

namespace EdgeNet.Devices.Station.Configuration.Sections;

/// <summary>[read] and [[region]]: what is read.</summary>
public sealed record ReadConfig
{
    /// <summary>The regions; one for the whole picture where the file names none.</summary>
    public IReadOnlyList<RegionSpec> Regions { get; init; } = [];

    /// <summary>How many frames decide.</summary>
    public VoteOptions Vote { get; init; } = new();

    /// <summary>So long is a letter tried to be read before it is rejected.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>The file that regions drawn on the page are kept in, which then hold in place of these; null for none.</summary>
    public string? RegionsFile { get; init; }
}
