namespace EdgeNet.Devices.Outputs.Mqtt;

/// <summary>The protocol's versions.</summary>
public enum MqttVersion
{
    /// <summary>
    /// MQTT 5.0: a broker says why it refuses something. With 3.1.1 one that forbids a topic takes messages and throws them away.
    /// </summary>
    V5,

    /// <summary>MQTT 3.1.1, for brokers that know no later one.</summary>
    V311,
}
