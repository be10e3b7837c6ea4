using EdgeNet.Devices.Outputs.Forwarding;
using MQTTnet;
using MQTTnet.Protocol;

namespace EdgeNet.Devices.Outputs.Mqtt;

/// <summary>
/// One connection to the broker, from its beginning to its end; a new one is a new object, so nothing of an old one is left over.
/// </summary>
internal sealed class MqttConnection : IAsyncDisposable
{
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    // Why a connection has ended, MQTTnet tells a moment after it has.
    private static readonly TimeSpan ReasonTime = TimeSpan.FromSeconds(1);

    private readonly MqttOptions _options;
    private readonly MqttTopics _topics;
    private readonly IMqttClient _client;
    private readonly TaskCompletionSource<bool> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private MqttConnection(MqttOptions options, MqttTopics topics)
    {
        (_options, _topics) = (options, topics);
        _client = MqttDial.NewClient();
    }

    internal bool IsConnected => _client.IsConnected;

    /// <summary>Whether topics with wildcards may be asked for.</summary>
    internal bool TakesWildcards { get; private set; }

    /// <summary>The most messages that may wait for an answer.</summary>
    internal int Window { get; private set; }

    /// <summary>The most bytes of a packet that the broker takes.</summary>
    internal long MostBytes { get; private set; } = long.MaxValue;

    /// <summary>Connects.</summary>
    /// <param name="options">Whereto.</param>
    /// <param name="topics">The device's topics.</param>
    /// <param name="ended">Told when the connection ends.</param>
    /// <param name="received">Told topics of messages that come in, and whether they were retained.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="DeliveryException">It did not come to be.</exception>
    internal static async Task<MqttConnection> OpenAsync(
        MqttOptions options, MqttTopics topics, Action ended, Action<string, bool> received, CancellationToken cancellation)
    {
        var connection = new MqttConnection(options, topics);
        connection._client.DisconnectedAsync += end =>
        {
            connection._end.TrySetResult(end.Reason == MqttClientDisconnectReason.SessionTakenOver);
            ended();
            return Task.CompletedTask;
        };
        connection._client.ApplicationMessageReceivedAsync += message =>
        {
            received(message.ApplicationMessage.Topic, message.ApplicationMessage.Retain);
            return Task.CompletedTask;
        };
        MqttClientConnectResult result = await MqttDial.ConnectAsync(
            connection._client, options, options.ClientId, builder => LeaveWill(builder, topics), cancellation).ConfigureAwait(false);
        connection.Window = Math.Clamp((int)(result.ReceiveMaximum ?? ushort.MaxValue), 1, options.MaxInFlight);
        connection.MostBytes = result.MaximumPacketSize is > 0 and var most ? most : long.MaxValue;
        // MQTT 3.1.1 knows no brokers without them.
        connection.TakesWildcards = options.Version == MqttVersion.V311 || result.WildcardSubscriptionAvailable;
        return connection;
    }

    /// <summary>Sends a message; the task ends with the broker's answer. Messages arrive in the order of the calls.</summary>
    internal Task<MqttClientPublishResult> SendAsync(
        string topic, ReadOnlyMemory<byte> payload, bool isRetained, CancellationToken cancellation)
    {
        MqttApplicationMessage message = new MqttApplicationMessageBuilder()
            .WithTopic(topic)
            .WithPayloadSegment(payload)
            .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce)
            .WithRetainFlag(isRetained)
            .Build();
        return _client.PublishAsync(message, cancellation);
    }

    /// <summary>Sends a retained message, and waits for the broker's answer.</summary>
    /// <exception cref="DeliveryException">The broker did not take it.</exception>
    internal async Task RetainAsync(string topic, ReadOnlyMemory<byte> payload, CancellationToken cancellation)
    {
        MqttClientPublishResult result =
            await SendAsync(topic, payload, isRetained: true, cancellation).WaitAsync(_options.Timeout, cancellation).ConfigureAwait(false);
        if (!result.IsSuccess)
            throw MqttFailure.Of(_options, result, topic);
    }

    /// <summary>Asks for the messages of topics, those of this client left out where the protocol can say so.</summary>
    internal async Task SubscribeAsync(string filter, CancellationToken cancellation)
    {
        MqttClientSubscribeOptions subscription = MqttDial.Factory.CreateSubscribeOptionsBuilder()
            .WithTopicFilter(topics => topics.WithTopic(filter).WithNoLocal(_options.Version == MqttVersion.V5))
            .Build();
        await _client.SubscribeAsync(subscription, cancellation).WaitAsync(_options.Timeout, cancellation).ConfigureAwait(false);
    }

    /// <summary>Whether it ended because another client came with the same identifier; not each broker says so.</summary>
    internal async Task<bool> IsTakenOverAsync(CancellationToken cancellation)
    {
        try
        {
            return await _end.Task.WaitAsync(ReasonTime, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    /// <summary>Ends it at once; the broker says the last will.</summary>
    internal void Abandon() => _client.Dispose();

    /// <summary>Says good-bye, for two seconds at most, and ends it.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            using var limit = new CancellationTokenSource(Farewell);
            if (_client.IsConnected)
            {
                await RetainAsync(_topics.Status, "offline"u8.ToArray(), limit.Token).ConfigureAwait(false);
                await _client.DisconnectAsync(new MqttClientDisconnectOptions(), limit.Token).ConfigureAwait(false);
            }
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // Then the broker says the last will.
        }

        Abandon();
    }

    private static void LeaveWill(MqttClientOptionsBuilder builder, MqttTopics topics) => builder
        .WithWillTopic(topics.Status)
        .WithWillPayload("offline"u8.ToArray())
        .WithWillQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce)
        .WithWillRetain();
}
