using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using EdgeNet.Devices.Events;
using EdgeNet.Devices.Outputs.Forwarding;
using EdgeNet.Devices.Outputs.Store;
using EdgeNet.Devices.Outputs.Webhook;

namespace EdgeNet.Devices.Outputs.Tests.Webhook;

public sealed class WebhookTests : IDisposable
{
    private static readonly string Ok = WebServer.Status("204 No Content");

    private readonly TestFolder _folder = new();
    private readonly FakeTime _time = new();
    private readonly EventStore _store;
    private readonly StoreCursor _cursor;

    public WebhookTests()
    {
        _store = new EventStore(new StoreOptions { Path = Path.Combine(_folder.Path, "e.db") }, null, _time, isStarted: false);
        _cursor = _store.Cursor("webhook");
    }

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Each_event_is_a_post_in_order_with_its_identifier()
    {
        IReadOnlyList<StoredEvent> events = Bring(TestEvents.Make(1, 5, 100));
        using var server = new WebServer(_ => Ok);
        Assert.Equal(new DeliveryResult(5), await DeliverAsync(To(server), events));
        Assert.Equal(events.Select(e => e.Json.ToArray()), server.Requests.Select(r => r.Body));
        Assert.All(server.Requests, r =>
        {
            Assert.Equal("POST /readings?key=topsecret HTTP/1.1", r.Line);
            Assert.Equal("application/json", r.Headers["content-type"]);
            Assert.Equal(r.Reading.Id, r.Headers["webhook-id"]);
            Assert.Equal(_time.Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), r.Headers["webhook-timestamp"]);
            Assert.DoesNotContain("webhook-signature", r.Headers.Keys);
            Assert.DoesNotContain("authorization", r.Headers.Keys);
        });
    }

    [Fact]
    public async Task Token_and_signature_prove_who_sends()
    {
        byte[] key = RandomNumberGenerator.GetBytes(32);
        using var server = new WebServer(_ => Ok);
        var options = new WebhookOptions
        {
            Address = server.Address,
            BearerToken = "abc.DEF",
            Secret = "whsec_" + Convert.ToBase64String(key),
        };
        await DeliverAsync(options, Bring(TestEvents.Make(1)));
        WebRequest request = Assert.Single(server.Requests);
        Assert.Equal("Bearer abc.DEF", request.Headers["authorization"]);
        string head = $"{request.Headers["webhook-id"]}.{request.Headers["webhook-timestamp"]}.";
        byte[] signed = [.. Encoding.ASCII.GetBytes(head), .. request.Body];
        Assert.Equal("v1," + Convert.ToBase64String(HMACSHA256.HashData(key, signed)), request.Headers["webhook-signature"]);
    }

    [Fact]
    public void The_signature_is_that_of_the_standards_example()
    {
        // From the specification's test vector.
        var signature = new WebhookSignature("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        Assert.Equal(
            "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
            signature.Sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, "{\"test\": 2432232314}"u8));
    }

    [Fact]
    public async Task Evidence_goes_along_where_it_is_wanted()
    {
        using var server = new WebServer(_ => Ok);
        IReadOnlyList<StoredEvent> events = Bring(TestEvents.Make(1, 300), TestEvents.Make(2));
        await DeliverAsync(To(server) with { WithEvidence = true }, events);
        using JsonDocument first = JsonDocument.Parse(server.Requests[0].Body);
        Assert.Equal(TestEvents.Evidence(1, 300), first.RootElement.GetProperty("evidence").GetBytesFromBase64());
        Assert.False(JsonDocument.Parse(server.Requests[1].Body).RootElement.TryGetProperty("evidence", out _));
    }

    [Fact]
    public async Task What_was_not_accepted_is_left_out_where_that_is_wanted()
    {
        using var server = new WebServer(_ => Ok);
        IReadOnlyList<StoredEvent> events = Bring(TestEvents.Make(1) with { Text = null }, TestEvents.Make(2));
        Assert.Equal(2, (await DeliverAsync(To(server) with { OnlyAccepted = true }, events)).Done);
        Assert.Equal("00002", Assert.Single(server.Requests).Reading.Text);
    }

    [Theory]
    [InlineData("500 Internal Server Error", "does not take the event")]
    [InlineData("503 Service Unavailable", "too much to do")]
    [InlineData("429 Too Many Requests", "too much to do")]
    [InlineData("401 Unauthorized", "token or signature")]
    [InlineData("404 Not Found", "takes nothing at this address")]
    public async Task An_event_that_is_not_taken_holds_back_those_behind(string status, string advice)
    {
        using var server = new WebServer(r => r.Reading.Text == "00002" ? WebServer.Status(status) : Ok);
        DeliveryResult result = await DeliverAsync(To(server) with { BearerToken = "hidden" }, Bring(TestEvents.Make(1, 3, 0)));
        Assert.Equal((1, 0), (result.Done, result.Refused));
        Assert.Contains(advice, result.Failure!.Message);
        Assert.Equal(2, server.Requests.Count);
        Assert.DoesNotContain("topsecret", result.Failure.ToString());
        Assert.DoesNotContain("hidden", result.Failure.ToString());
    }

    [Theory]
    [InlineData("400 Bad Request")]
    [InlineData("409 Conflict")]
    [InlineData("413 Content Too Large")]
    [InlineData("422 Unprocessable Content")]
    public async Task An_event_that_is_never_taken_is_passed_over_and_counted(string status)
    {
        using var server = new WebServer(r => r.Reading.Text == "00002" ? WebServer.Status(status) : Ok);
        Assert.Equal(new DeliveryResult(3, 1), await DeliverAsync(To(server), Bring(TestEvents.Make(1, 3, 0))));
    }

    [Fact]
    public async Task Redirections_are_not_followed()
    {
        using var thief = new WebServer(_ => Ok);
        using var server = new WebServer(_ => WebServer.Status("307 Temporary Redirect", $"Location: {thief.Address}\r\n"));
        DeliveryResult result = await DeliverAsync(To(server) with { BearerToken = "x" }, Bring(TestEvents.Make(1)));
        Assert.Contains("name the address in the end", result.Failure!.Message);
        Assert.Empty(thief.Requests);
    }

    [Fact]
    public async Task The_server_may_ask_for_time()
    {
        string date = _time.Now.AddSeconds(90).ToString("R", CultureInfo.InvariantCulture);
        foreach ((string header, double seconds) in ((string, double)[])[("120", 120), (date, 90), ("-5", 0), ("soon", 0)])
        {
            using var server = new WebServer(_ => WebServer.Status("503 Busy", $"Retry-After: {header}\r\n"));
            DeliveryResult result = await DeliverAsync(To(server), Bring(TestEvents.Make(1))[^1..]);
            Assert.InRange(result.Failure!.RetryAfter.TotalSeconds, seconds - 10, seconds);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("rubbish\r\n\r\n")]
    [InlineData("HTTP/1.1 999999999999 x\r\n\r\n")]
    public async Task Silence_and_rubbish_are_sentences(string answer)
    {
        using var server = new WebServer(_ => answer);
        var options = new WebhookOptions { Address = server.Address, Timeout = TimeSpan.FromMilliseconds(500) };
        DeliveryResult result = await DeliverAsync(options, Bring(TestEvents.Make(1)));
        Assert.Equal(0, result.Done);
        Assert.DoesNotContain('\n', result.Failure!.Message);
    }

    [Fact]
    public async Task An_endless_answer_is_not_read()
    {
        string body = string.Concat(Enumerable.Repeat("100000\r\n" + new string('x', 1 << 20) + "\r\n", 20));
        using var server = new WebServer(_ => "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + body);
        Assert.Equal(new DeliveryResult(3), await DeliverAsync(To(server), Bring(TestEvents.Make(1, 3, 0))));
    }

    [Fact]
    public async Task Headers_without_end_are_a_sentence()
    {
        string headers = string.Concat(Enumerable.Repeat("X: " + new string('x', 1000) + "\r\n", 100));
        using var server = new WebServer(_ => WebServer.Status("200 OK", headers));
        Assert.NotNull((await DeliverAsync(To(server), Bring(TestEvents.Make(1)))).Failure);
    }

    [Fact]
    public async Task Https_trusts_the_named_authority_and_no_other()
    {
        using var certificates = new TestCertificates(_folder.Path);
        using X509Certificate2 pem = X509Certificate2.CreateFromPemFile(certificates.ServerFile, certificates.ServerKeyFile);
        using X509Certificate2 certificate = X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), null);
        using var server = new WebServer(_ => Ok, certificate);
        var right = new WebhookOptions { Address = server.Address, CaFile = certificates.CaFile };
        IReadOnlyList<StoredEvent> events = Bring(TestEvents.Make(1));
        Assert.Equal(new DeliveryResult(1), await DeliverAsync(right, events));
        var byNumber = new UriBuilder(server.Address) { Host = "127.0.0.1" }.Uri;
        WebhookOptions[] wrong =
        [
            right with { CaFile = certificates.OtherCaFile },
            right with { CaFile = null },
            right with { Address = byNumber },
        ];
        foreach (WebhookOptions options in wrong)
            Assert.Contains("certificate is not trusted", (await DeliverAsync(options, events)).Failure!.Message);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_server_that_comes_back_gets_all_of_them()
    {
        int failures = 5;
        using var server = new WebServer(_ => failures-- > 0 ? WebServer.Status("502 Bad Gateway") : Ok);
        Bring(TestEvents.Make(1, 200, 0));
        var options = new ForwardOptions { FirstRetry = TimeSpan.FromMilliseconds(10), LongestRetry = TimeSpan.FromMilliseconds(50) };
        await using var forwarder = new Forwarder(_store, new WebhookDelivery(To(server), _store), options);
        forwarder.Start();
        await Wait.UntilAsync(() => forwarder.Counts.Delivered == 200, "all are delivered");
        Assert.Equal(5, forwarder.Counts.Failures);
        Assert.Equal(Enumerable.Range(1, 200).Select(i => $"{i:00000}"), server.Requests[5..].Select(r => r.Reading.Text));
    }

    [Fact]
    public void Options_out_of_their_range_are_named_and_secrets_are_not_shown()
    {
        var address = new Uri("https://example.org/x?key=topsecret");
        var sample = new WebhookOptions { Address = address, BearerToken = "hidden", Secret = "hidden" };
        Assert.Equal("https://example.org/x", sample.ToString());
        Assert.StartsWith("Secret: expected base 64", Fault(sample));
        Assert.DoesNotContain("hidden", Fault(sample));
        Assert.StartsWith("Address: expected no user", Fault(sample with { Address = new Uri("https://a:b@example.org/") }));
        Assert.StartsWith("Address: expected one that begins with http", Fault(sample with { Address = new Uri("file:///etc/passwd") }));
        Assert.StartsWith("BearerToken: expected printable", Fault(sample with { BearerToken = "a\r\nX: y" }));
        Assert.StartsWith("Timeout: expected more", Fault(sample with { Timeout = TimeSpan.Zero }));
    }

    private static WebhookOptions To(WebServer server) => new() { Address = server.Address };

    private string Fault(WebhookOptions options) => Assert.Throws<ArgumentException>(() => new WebhookDelivery(options, _store)).Message;

    private async Task<DeliveryResult> DeliverAsync(WebhookOptions options, IReadOnlyList<StoredEvent> events)
    {
        await using var delivery = new WebhookDelivery(options, _store, _time);
        await delivery.PrepareAsync(default);
        return await delivery.DeliverAsync(events, default);
    }

    private StoredEvent[] Bring(params ReadingEvent[] events)
    {
        foreach (ReadingEvent reading in events)
            _store.OnEvent(reading);
        while (_store.Queue.Waiting > 0)
        {
            _time.Pass(TimeSpan.FromSeconds(1));
            _store.Step();
        }

        return [.. _cursor.Next(1000)];
    }
}
