using MQTTnet;

namespace EdgeNet.Devices.Outputs.Mqtt;

/// <summary>How far a delivery has come.</summary>
internal sealed class MqttProgress
{
    /// <summary>Messages that wait for the broker's answer, in order; null is the answer for one that was not sent.</summary>
    internal Queue<Task<MqttClientPublishResult?>> UnderWay { get; } = new();

    /// <summary>How many events are done with.</summary>
    internal int Done { get; set; }

    /// <summary>How many of those the broker does not take.</summary>
    internal int Refused { get; set; }

    /// <summary>Nobody waits for the messages under way any more; their failures are that of the delivery.</summary>
    internal void Forget()
    {
        foreach (Task task in UnderWay)
        {
            _ = task.ContinueWith(
                static t => t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        }
    }
}
