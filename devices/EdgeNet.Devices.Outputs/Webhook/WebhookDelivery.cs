using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using EdgeNet.Devices.Outputs.Forwarding;
using EdgeNet.Devices.Outputs.Json;
using EdgeNet.Devices.Outputs.Net;
using EdgeNet.Devices.Outputs.Store;

namespace EdgeNet.Devices.Outputs.Webhook;

/// <summary>
/// Events for a web server: each is the body of a POST, as <see cref="EventJson"/>, in order, one after the other. The headers
/// "webhook-id" (the event's identifier, by which a server drops doubles) and "webhook-timestamp" (when it is sent, in seconds since
/// 1970) go with it, and with a secret "webhook-signature". Any answer 200 to 299 takes the event. What the server says is bounded and
/// not looked at; redirections are not followed.
/// </summary>
public sealed class WebhookDelivery : IDelivery
{
    private const int MaxHeaderKilobytes = 32;
    private const int MostDrained = 1 << 16;

    private readonly WebhookOptions _options;
    private readonly Func<StoredEvent, byte[]?> _evidence;
    private readonly WebhookSignature? _signature;
    private readonly TimeProvider _clock;
    private HttpClient? _client;

    /// <summary>A server, of which nothing is asked yet.</summary>
    /// <param name="options">Which, and how it knows us.</param>
    /// <param name="store">Where evidence comes from, if it is sent.</param>
    /// <param name="clock">The clock; the system's if null.</param>
    /// <exception cref="ArgumentException">A value of the options is out of its range; the message names it.</exception>
    public WebhookDelivery(WebhookOptions options, EventStore store, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(store);
        options.Validate();
        _options = options;
        _evidence = options.WithEvidence ? e => e.EvidenceBytes > 0 ? store.ReadEvidence(e.Reading.Id) : null : static _ => null;
        _signature = options.Secret is { } secret ? new WebhookSignature(secret) : null;
        _clock = clock ?? TimeProvider.System;
    }

    /// <inheritdoc/>
    /// <remarks>It never has something to do without an event.</remarks>
    public event Action? Attention
    {
        add { }
        remove { }
    }

    /// <inheritdoc/>
    public string Name => "webhook";

    /// <inheritdoc/>
    public Task PrepareAsync(CancellationToken cancellation)
    {
        _client ??= Client();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<DeliveryResult> DeliverAsync(IReadOnlyList<StoredEvent> events, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(events);
        int refused = 0;
        for (int i = 0; i < events.Count; i++)
        {
            if (_options.OnlyAccepted && events[i].Reading.Text is null)
                continue;
            try
            {
                using HttpRequestMessage request = Request(events[i]);
                if (!await PostAsync(request, cancellation).ConfigureAwait(false))
                    refused++;
            }
            catch (DeliveryException failure)
            {
                return new DeliveryResult(i, refused, failure);
            }
            catch (StoreException error)
            {
                return new DeliveryResult(i, refused, new DeliveryException("the store does not give the evidence", error.Message, error));
            }
        }

        return new DeliveryResult(events.Count, refused);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _client?.Dispose();
        return ValueTask.CompletedTask;
    }

    private HttpClient Client()
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            MaxConnectionsPerServer = 1,
            MaxResponseHeadersLength = MaxHeaderKilobytes,
            MaxResponseDrainSize = MostDrained,
            ConnectTimeout = _options.Timeout,
            // A server that was away may come back with another address.
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        if (_options.CaFile is { } file)
        {
            var policy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
            };
            policy.CustomTrustStore.AddRange(TrustedRoots.Load(file));
            handler.SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = policy };
        }

        return new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    private HttpRequestMessage Request(StoredEvent stored)
    {
        byte[] body = _evidence(stored) is { } evidence
            ? EventJson.Format(stored.Reading with { Evidence = evidence }, withEvidence: true)
            : stored.Json.ToArray();
        string id = stored.Reading.Id;
        long timestamp = _clock.GetUtcNow().ToUnixTimeSeconds();
        var request = new HttpRequestMessage(HttpMethod.Post, _options.Address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        if (_signature is not null)
            request.Headers.Add("webhook-signature", _signature.Sign(id, timestamp, body));
        if (_options.BearerToken is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _options.BearerToken);
        return request;
    }

    /// <returns>Whether the server took it; else it never will.</returns>
    private async Task<bool> PostAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(_options.Timeout);
        try
        {
            using HttpResponseMessage response =
                await _client!.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token).ConfigureAwait(false);
            if (response.IsSuccessStatusCode)
                return true;
            return WebhookFailure.IsFinal(response.StatusCode) ? false : throw WebhookFailure.Of(_options, response, _clock.GetUtcNow());
        }
        catch (Exception error) when (
            error is HttpRequestException or OperationCanceledException or IOException
            && error is not DeliveryException
            && !cancellation.IsCancellationRequested)
        {
            throw WebhookFailure.Of(_options, error);
        }
    }
}
