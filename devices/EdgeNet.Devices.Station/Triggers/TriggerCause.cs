namespace EdgeNet.Devices.Station.Triggers;

/// <summary>Why something is read.</summary>
public enum TriggerCause
{
    /// <summary>Somebody pressed the button.</summary>
    Button,

    /// <summary>It is time.</summary>
    Interval,

    /// <summary>A program or a person asked, over MQTT, HTTP or the page.</summary>
    Request,
}
