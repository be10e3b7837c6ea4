using System.Security.Cryptography.X509Certificates;
using EdgeNet.Devices.Outputs.Forwarding;
using EdgeNet.Devices.Outputs.Net;
using MQTTnet;
using MQTTnet.Formatter;

namespace EdgeNet.Devices.Outputs.Mqtt;

/// <summary>Connects clients to a broker: with TLS, user and password, and within a time.</summary>
internal static class MqttDial
{
    /// <summary>Makes what MQTTnet makes.</summary>
    internal static MqttClientFactory Factory { get; } = new();

    /// <summary>A client that takes no memory on a broker's word.</summary>
    internal static IMqttClient NewClient() => Factory.CreateMqttClient(new BoundedAdapterFactory());

    /// <summary>Connects a client; one that does not come to be connected is disposed.</summary>
    /// <param name="client">The client.</param>
    /// <param name="options">Whereto.</param>
    /// <param name="clientId">The identifier that the broker knows it by; of two with the same one, the first is thrown off.</param>
    /// <param name="more">Adds to the settings; null for nothing.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="DeliveryException">It did not come to be.</exception>
    internal static async Task<MqttClientConnectResult> ConnectAsync(
        IMqttClient client, MqttOptions options, string clientId, Action<MqttClientOptionsBuilder>? more, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(options.Timeout);
        var judge = new CertificateJudge(options);
        try
        {
            MqttClientOptionsBuilder builder = Settings(options, clientId, judge);
            more?.Invoke(builder);
            MqttClientConnectResult result = await client.ConnectAsync(builder.Build(), limit.Token).ConfigureAwait(false);
            return result.ResultCode == MqttClientConnectResultCode.Success
                ? result
                : throw MqttFailure.Of(options, result.ResultCode, result.ReasonString);
        }
        catch (Exception error) when (error is not OutOfMemoryException && !cancellation.IsCancellationRequested)
        {
            client.Dispose();
            // MQTTnet says of a time that is up that the connection was closed.
            bool isLate = limit.IsCancellationRequested && error is not DeliveryException;
            throw judge.Refusal ?? MqttFailure.OfConnecting(options, isLate ? new TimeoutException(null, error) : error, judge.HasSeenOne);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            client.Dispose();
            throw new OperationCanceledException(null, error, cancellation);
        }
    }

    private static MqttClientOptionsBuilder Settings(MqttOptions options, string clientId, CertificateJudge judge)
    {
        MqttClientOptionsBuilder builder = new MqttClientOptionsBuilder()
            .WithTcpServer(options.Host, options.EffectivePort)
            .WithProtocolVersion(options.Version == MqttVersion.V5 ? MqttProtocolVersion.V500 : MqttProtocolVersion.V311)
            .WithClientId(clientId)
            // The store remembers what is to be delivered; a session at the broker would do so twice.
            .WithCleanStart()
            .WithKeepAlivePeriod(options.KeepAlive)
            .WithTimeout(options.Timeout);
        if (options.Version == MqttVersion.V5)
            builder.WithMaximumPacketSize(BoundedChannel.MostBytes);
        if (options.User is not null)
            builder.WithCredentials(options.User, options.Password);
        if (options.UseTls)
            builder.WithTlsOptions(tls => Encrypt(tls, options, judge));
        return builder;
    }

    private static void Encrypt(MqttClientTlsOptionsBuilder tls, MqttOptions options, CertificateJudge judge)
    {
        tls.UseTls().WithTargetHost(options.Host).WithCertificateValidationHandler(judge.Accept);
        // As the framework's HTTP: authorities of one's own have no list of revoked certificates.
        tls.WithRevocationMode(X509RevocationMode.NoCheck);
        if (options.CaFile is { } file)
            tls.WithTrustChain(TrustedRoots.Load(file));
        if (options.CertificateFile is { } certificate && options.KeyFile is { } key)
            tls.WithClientCertificates(new X509Certificate2Collection(TrustedRoots.LoadOwn(certificate, key)));
    }
}
