namespace EdgeNet.Devices.Status;

/// <summary>Something that is counted or measured.</summary>
/// <param name="Name">
/// Its name as Prometheus has them, without edgenet_ before it: lower-case letters, digits and '_'. Counters end with _total.
/// </param>
/// <param name="Help">What it counts, for people.</param>
/// <param name="Value">Its value.</param>
public sealed record StationCounter(string Name, string Help, double Value)
{
    /// <summary>Whether it may fall: a temperature, a queue's length.</summary>
    public bool IsGauge { get; init; }

    /// <summary>What tells it from others of its name, as output in output="mqtt"; null if it is the only one.</summary>
    public string? LabelName { get; init; }

    /// <summary>The label's value; null without a label.</summary>
    public string? LabelValue { get; init; }
}
