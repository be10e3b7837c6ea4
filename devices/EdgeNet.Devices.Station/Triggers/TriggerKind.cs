namespace EdgeNet.Devices.Station.Triggers;

/// <summary>When the station reads. A request is honoured whatever the kind.</summary>
public enum TriggerKind
{
    /// <summary>All the time: every letter that lies still is read once.</summary>
    Continuous,

    /// <summary>After a movement: as continuous, but what changes without one, as the light does, is not read.</summary>
    Motion,

    /// <summary>Every so often.</summary>
    Interval,

    /// <summary>When the button is pressed.</summary>
    Button,

    /// <summary>When it is asked for alone.</summary>
    Request,
}
