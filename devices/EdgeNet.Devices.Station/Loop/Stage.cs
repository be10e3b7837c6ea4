namespace EdgeNet.Devices.Station.Loop;

/// <summary>What the loop spends its time on.</summary>
public enum Stage
{
    /// <summary>Waiting for a frame.</summary>
    Wait,

    /// <summary>Looking whether the scene has changed.</summary>
    Look,

    /// <summary>Reading.</summary>
    Read,

    /// <summary>Making an event and handing it to the outputs.</summary>
    Tell,

    /// <summary>From when the camera took the last frame of an event until the event.</summary>
    Latency,
}
