using EdgeNet.Devices.Outputs.Forwarding;

namespace EdgeNet.Devices.Outputs.Mqtt;

/// <summary>
/// Notices that another client has this device's identifier. A broker ends the older of two such connections, so two devices of one name
/// would throw each other off for ever. After each time it waits twice as long, so both get their turn without a flood of connections.
/// A broker of MQTT 5.0 should say that a connection was taken over; with 3.1.1 none can, and Mosquitto 2.0.11 does not. There it is
/// guessed from some connections that end soon, one after the other.
/// </summary>
/// <param name="options">The broker and the device.</param>
/// <param name="clock">The clock.</param>
internal sealed class RivalWatch(MqttOptions options, TimeProvider clock)
{
    /// <summary>The wait after the first time.</summary>
    internal static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(30);

    /// <summary>The longest wait.</summary>
    internal static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);

    /// <summary>So many connections that end soon, one after the other, are taken for one name's.</summary>
    internal const int MostShort = 3;

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    // What held so long is no part of a quarrel.
    private static readonly TimeSpan Settled = TimeSpan.FromHours(1);

    private readonly Backoff _backoff = new(FirstWait, LongestWait);
    private long _connectedAt;
    private long _endedAt;
    private TimeSpan _wait;
    private int _short;
    private string? _advice;

    /// <summary>A connection has come to be.</summary>
    internal void OnConnected() => (_connectedAt, _advice) = (clock.GetTimestamp(), null);

    /// <summary>A connection has ended that this device did not end.</summary>
    /// <param name="isTakenOver">Whether the broker said that another client took it over.</param>
    internal void OnEnded(bool isTakenOver)
    {
        TimeSpan life = clock.GetElapsedTime(_connectedAt);
        if (life > Settled)
            _backoff.Reset();
        // In a quarrel the other one comes back after some such wait.
        bool isQuarrel = _backoff.Attempts > 0;
        _short = life < (isQuarrel ? Soon + _wait * 2 : Soon) ? _short + 1 : 0;
        if (isTakenOver)
            Begin("another client has this device's name at the broker, and throws it off");
        else if (_short >= (isQuarrel ? 1 : MostShort))
            Begin("the broker ends one connection after the other: another client seems to have this device's name");
    }

    /// <summary>Why no connection is to be made yet; null where one may be made.</summary>
    internal MqttException? Objection()
    {
        if (_advice is null || clock.GetElapsedTime(_endedAt) is var passed && passed >= _wait)
            return null;
        return new MqttException(MqttFault.TakenOver, _advice) { RetryAfter = _wait - passed };
    }

    private void Begin(string finding)
    {
        (_wait, _endedAt) = (_backoff.Next(), clock.GetTimestamp());
        _advice = $"{finding} ('{options.ClientId}'): give each device a name of its own, device in [mqtt]";
    }
}
