namespace EdgeNet.Devices.Station.Configuration.Sections;

/// <summary>[weights]: weights in place of those in the program.</summary>
public sealed record WeightsConfig
{
    /// <summary>The folder that weights are taken from and kept in; null for those in the program.</summary>
    public string? Folder { get; init; }

    /// <summary>How often it is looked for new ones.</summary>
    public TimeSpan Check { get; init; } = TimeSpan.FromSeconds(10);
}
