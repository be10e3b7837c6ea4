namespace EdgeNet.Devices.Station.Logging;

/// <summary>How lines are written.</summary>
public enum LogFormat
{
    /// <summary><c>2026-11-29T17:15:40Z warning camera: …</c></summary>
    Text,

    /// <summary>
    /// As systemd's journal takes it: with the level as a prefix (<c>&lt;4&gt;camera: …</c>, sd-daemon(3)), and without the time, which
    /// the journal has itself.
    /// </summary>
    Journal,

    /// <summary><c>{"time":"…","level":"warning","part":"camera","message":"…"}</c></summary>
    Json,
}
