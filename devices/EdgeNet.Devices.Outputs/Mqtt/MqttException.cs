using EdgeNet.Devices.Outputs.Forwarding;

namespace EdgeNet.Devices.Outputs.Mqtt;

/// <summary>A broker could not be reached, or refuses something; events stay in the store, and it is tried again.</summary>
/// <param name="fault">What kind of failure it is.</param>
/// <param name="advice">What is wrong and what to do. Failures with the same advice one after the other are told once.</param>
/// <param name="detail">What the other side or the system said: it is escaped and cut.</param>
/// <param name="innerException">What was reported below.</param>
public sealed class MqttException(MqttFault fault, string advice, string? detail = null, Exception? innerException = null)
    : DeliveryException(advice, detail, innerException)
{
    /// <summary>What kind of failure it is.</summary>
    public MqttFault Fault => fault;
}
