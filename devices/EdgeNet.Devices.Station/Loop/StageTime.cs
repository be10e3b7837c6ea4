namespace EdgeNet.Devices.Station.Loop;

/// <summary>How long a stage took, since the beginning.</summary>
/// <param name="Count">How often it was done.</param>
/// <param name="Total">The time of all.</param>
/// <param name="Last">The last one.</param>
/// <param name="Longest">The longest.</param>
/// <param name="Median">Half of them took so long at most, within a fifth.</param>
/// <param name="Percentile99">All but one of a hundred took so long at most, within a fifth.</param>
public readonly record struct StageTime(
    long Count,
    TimeSpan Total,
    TimeSpan Last,
    TimeSpan Longest,
    TimeSpan Median,
    TimeSpan Percentile99);
