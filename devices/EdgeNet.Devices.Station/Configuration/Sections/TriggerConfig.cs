using EdgeNet.Devices.Station.Triggers;

namespace EdgeNet.Devices.Station.Configuration.Sections;

/// <summary>[trigger]: when it is read.</summary>
public sealed record TriggerConfig
{
    /// <summary>When it is read.</summary>
    public TriggerKind Kind { get; init; } = TriggerKind.Continuous;

    /// <summary>From one reading to the next, of kind "interval".</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The most that one reading after a trigger may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);
}
