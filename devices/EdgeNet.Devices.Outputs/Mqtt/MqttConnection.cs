using System.Security.Cryptography.X509Certificates;
using EdgeNet.Devices.Outputs.Forwarding;
using EdgeNet.Devices.Outputs.Net;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace EdgeNet.Devices.Outputs.Mqtt;

/// <summary>
/// One connection to the broker, from its beginning to its end; a new one is a new object, so nothing of an old one is left over.
/// </summary>
internal sealed class MqttConnection : IAsyncDisposable
{
    private static readonly MqttClientFactory Factory = new();
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    private readonly MqttOptions _options;
    private readonly MqttTopics _topics;
    private readonly IMqttClient _client;

    private MqttConnection(MqttOptions options, MqttTopics topics)
    {
        (_options, _topics) = (options, topics);
        _client = Factory.CreateMqttClient(new BoundedAdapterFactory());
    }

    internal bool IsConnected => _client.IsConnected;

    /// <summary>The most messages that may wait for an answer.</summary>
    internal int Window { get; private set; }

    /// <summary>The most bytes of a packet that the broker takes.</summary>
    internal long MostBytes { get; private set; } = long.MaxValue;

    /// <summary>Connects.</summary>
    /// <param name="options">Whereto.</param>
    /// <param name="topics">The device's topics.</param>
    /// <param name="ended">Told when the connection ends.</param>
    /// <param name="received">Told topics of messages that come in, not of those that were retained.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="DeliveryException">It did not come to be.</exception>
    internal static async Task<MqttConnection> OpenAsync(
        MqttOptions options, MqttTopics topics, Action ended, Action<string> received, CancellationToken cancellation)
    {
        var connection = new MqttConnection(options, topics);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(options.Timeout);
        try
        {
            connection._client.DisconnectedAsync += _ =>
            {
                ended();
                return Task.CompletedTask;
            };
            connection._client.ApplicationMessageReceivedAsync += message =>
            {
                // A retained request would be carried out at each connection.
                if (!message.ApplicationMessage.Retain)
                    received(message.ApplicationMessage.Topic);
                return Task.CompletedTask;
            };
            MqttClientConnectResult result =
                await connection._client.ConnectAsync(ClientOptions(options, topics), limit.Token).ConfigureAwait(false);
            if (result.ResultCode != MqttClientConnectResultCode.Success)
                throw MqttFailure.Of(options, result.ResultCode, result.ReasonString);
            connection.Window = Math.Clamp((int)(result.ReceiveMaximum ?? ushort.MaxValue), 1, options.MaxInFlight);
            connection.MostBytes = result.MaximumPacketSize is > 0 and var most ? most : long.MaxValue;
            return connection;
        }
        catch (Exception error) when (error is not OutOfMemoryException && !cancellation.IsCancellationRequested)
        {
            connection.Abandon();
            // MQTTnet says of a time that is up that the connection was closed.
            bool isLate = limit.IsCancellationRequested && error is not DeliveryException;
            throw MqttFailure.Of(options, isLate ? new TimeoutException(null, error) : error);
        }
        catch (OperationCanceledException)
        {
            connection.Abandon();
            throw;
        }
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

    /// <summary>Asks for the messages of a topic.</summary>
    internal async Task SubscribeAsync(string topic, CancellationToken cancellation)
    {
        MqttClientSubscribeOptions subscription = Factory.CreateSubscribeOptionsBuilder().WithTopicFilter(topic).Build();
        await _client.SubscribeAsync(subscription, cancellation).WaitAsync(_options.Timeout, cancellation).ConfigureAwait(false);
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

    private static MqttClientOptions ClientOptions(MqttOptions options, MqttTopics topics)
    {
        MqttClientOptionsBuilder builder = new MqttClientOptionsBuilder()
            .WithTcpServer(options.Host, options.EffectivePort)
            .WithProtocolVersion(options.Version == MqttVersion.V5 ? MqttProtocolVersion.V500 : MqttProtocolVersion.V311)
            .WithClientId($"edgenet-{MqttTopics.Level(options.Device)}")
            // The store remembers what is to be delivered; a session at the broker would do so twice.
            .WithCleanStart()
            .WithKeepAlivePeriod(options.KeepAlive)
            .WithTimeout(options.Timeout)
            .WithWillTopic(topics.Status)
            .WithWillPayload("offline"u8.ToArray())
            .WithWillQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce)
            .WithWillRetain();
        if (options.Version == MqttVersion.V5)
            builder.WithMaximumPacketSize(BoundedChannel.MostBytes);
        if (options.User is not null)
            builder.WithCredentials(options.User, options.Password);
        if (options.UseTls)
            builder.WithTlsOptions(tls => Encrypt(tls, options));
        return builder.Build();
    }

    private static void Encrypt(MqttClientTlsOptionsBuilder tls, MqttOptions options)
    {
        tls.UseTls().WithTargetHost(options.Host);
        // As the framework's HTTP: authorities of one's own have no list of revoked certificates.
        tls.WithRevocationMode(X509RevocationMode.NoCheck);
        if (options.CaFile is { } file)
            tls.WithTrustChain(TrustedRoots.Load(file));
        if (options.CertificateFile is { } certificate && options.KeyFile is { } key)
            tls.WithClientCertificates(new X509Certificate2Collection(TrustedRoots.LoadOwn(certificate, key)));
    }
}
