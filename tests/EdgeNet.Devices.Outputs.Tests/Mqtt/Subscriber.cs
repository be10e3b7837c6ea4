using System.Buffers;
using System.Text;
using MQTTnet;
using MQTTnet.Protocol;

namespace EdgeNet.Devices.Outputs.Tests.Mqtt;

/// <summary>A consumer with a session at the broker, which misses nothing while one of them is away.</summary>
internal sealed class Subscriber : IAsyncDisposable
{
    private readonly IMqttClient _client = new MqttClientFactory().CreateMqttClient();
    private readonly MqttClientOptions _options;
    private readonly Lock _gate = new();
    private readonly List<(string Topic, string Payload, bool IsRetained)> _messages = [];

    public Subscriber(int port, string name = "consumer")
    {
        _options = new MqttClientOptionsBuilder()
            .WithTcpServer("127.0.0.1", port)
            .WithClientId(name)
            .WithCleanStart(false)
            .WithSessionExpiryInterval(3600)
            .Build();
        _client.ApplicationMessageReceivedAsync += e =>
        {
            MqttApplicationMessage m = e.ApplicationMessage;
            lock (_gate)
                _messages.Add((m.Topic, Encoding.UTF8.GetString(m.Payload.ToArray()), m.Retain));
            return Task.CompletedTask;
        };
    }

    public int Count
    {
        get
        {
            lock (_gate)
                return _messages.Count;
        }
    }

    /// <summary>What has come on topics that begin so.</summary>
    public (string Topic, string Payload, bool IsRetained)[] Messages(string topic)
    {
        lock (_gate)
            return [.. _messages.Where(m => m.Topic.StartsWith(topic, StringComparison.Ordinal))];
    }

    public async Task ConnectAsync(string filter = "#")
    {
        MqttClientConnectResult result = await _client.ConnectAsync(_options);
        Assert.Equal(MqttClientConnectResultCode.Success, result.ResultCode);
        await _client.SubscribeAsync(filter, MqttQualityOfServiceLevel.AtLeastOnce);
    }

    public Task PublishAsync(string topic, bool isRetained) =>
        _client.PublishStringAsync(topic, "x", MqttQualityOfServiceLevel.AtLeastOnce, isRetained);

    public async ValueTask DisposeAsync()
    {
        if (_client.IsConnected)
            await _client.DisconnectAsync();
        _client.Dispose();
    }
}
