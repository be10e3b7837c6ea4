namespace EdgeNet.Devices.Station.Counters;

/// <summary>What a frame did to a counter's value.</summary>
public enum CounterOutcome
{
    /// <summary>It is not sure yet what the counter says; the accepted value stands.</summary>
    Held,

    /// <summary>The accepted value is what the counter says.</summary>
    Accepted,

    /// <summary>
    /// What the counter says is sure, and cannot follow from what was accepted: that was wrong, or the counter was set or exchanged. The
    /// new value is accepted; it takes several frames that agree.
    /// </summary>
    Corrected,
}
