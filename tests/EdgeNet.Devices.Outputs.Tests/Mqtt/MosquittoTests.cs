using System.Text.Json;
using EdgeNet.Devices.Outputs.Forwarding;
using EdgeNet.Devices.Outputs.Mqtt;
using EdgeNet.Devices.Outputs.Store;
using Xunit.Abstractions;

namespace EdgeNet.Devices.Outputs.Tests.Mqtt;

/// <summary>Deliveries to a real broker.</summary>
public sealed class MosquittoTests(ITestOutputHelper output) : BrokerTests(output)
{
    [Fact]
    public async Task A_broker_that_is_away_gets_ten_thousand_readings_in_order_none_lost_and_none_doubled()
    {
        if (Broker() is not { } broker)
            return;
        using Mosquitto _ = broker;
        await broker.StartAsync();
        // What comes while nobody has subscribed, a broker throws away.
        await using var consumer = new Subscriber(broker.Port);
        await consumer.ConnectAsync("edgenet/desk/reading");
        await broker.StopAsync();
        using EventStore store = Store();
        await using var forwarder = new Forwarder(store, Delivery(broker), Quick, Report);
        forwarder.Start();
        const int Count = 10_000;
        Devices.Events.ReadingEvent[] events = TestEvents.Make(0, Count, 0);
        foreach (Devices.Events.ReadingEvent reading in events[..6000])
            store.OnEvent(reading);
        await Wait.UntilAsync(() => store.Queue.Waiting == 0, "6,000 are stored while the broker is away");
        Assert.Equal((6000, 0), (store.Queue.Written, store.Queue.Dropped));
        Assert.Contains("nothing answers at 127.0.0.1", forwarder.Problem);
        await broker.StartAsync();
        await consumer.ConnectAsync("edgenet/desk/reading");
        await Wait.UntilAsync(() => consumer.Count > 500, "readings come");
        // It goes in mid-delivery, and comes back.
        await broker.StopAsync();
        foreach (Devices.Events.ReadingEvent reading in events[6000..])
            store.OnEvent(reading);
        await Wait.UntilAsync(() => store.Queue.Waiting == 0, "the others are stored");
        await broker.StartAsync();
        await consumer.ConnectAsync("edgenet/desk/reading");
        await Wait.WhileGrowingAsync(() => forwarder.Counts.Delivered, Count, "readings delivered");
        await Wait.WhileGrowingAsync(() => Ids(consumer).Distinct().Count(), Count, "readings that have come");
        // A consumer that drops doubles by id has each once, in order; some came twice when the broker went.
        Assert.Equal(events.Select(e => e.Id), Ids(consumer).Distinct());
        Output.WriteLine($"{consumer.Count - Count} came twice. {string.Join(" | ", Reports())}");
        Assert.InRange(consumer.Count, Count, Count + 64);
    }

    [Fact]
    public async Task Home_assistant_learns_of_values_confidence_and_problems()
    {
        if (Broker() is not { } broker)
            return;
        using Mosquitto _ = broker;
        await broker.StartAsync();
        using EventStore store = Store();
        MqttOptions options = Options(broker) with
        {
            Sensors = [new MqttSensor("water meter", "Water") { Unit = "m³", DeviceClass = "water", StateClass = "total_increasing" }],
        };
        await using var consumer = new Subscriber(broker.Port);
        await consumer.ConnectAsync();
        var delivery = new MqttDelivery(options, trigger: () => { });
        await using (var forwarder = new Forwarder(store, delivery, Quick, Report))
        {
            forwarder.Start();
            store.OnEvent(TestEvents.Make(1) with { Region = "water meter", Text = null });
            store.OnEvent(TestEvents.Make(2) with { Region = "water meter", Text = "123.45" });
            await Wait.UntilAsync(() => consumer.Messages("edgenet/desk/state/").Length > 0, "a value");
            delivery.SetProblem("camera <gone>\u001b");
            await Wait.UntilAsync(() => consumer.Messages("edgenet/desk/problem").Length > 1, "a problem");
        }

        await Wait.UntilAsync(() => consumer.Messages("edgenet/desk/status").Length > 1, "the good-bye");
        Assert.Equal(["online", "offline"], consumer.Messages("edgenet/desk/status").Select(m => m.Payload));
        Assert.Equal(
            ["{\"problem\":\"OFF\",\"message\":\"\"}", "{\"problem\":\"ON\",\"message\":\"camera \\u003Cgone\\u003E\\\\u001b\"}"],
            consumer.Messages("edgenet/desk/problem").Select(m => m.Payload));
        string state = Assert.Single(consumer.Messages("edgenet/desk/state/")).Payload;
        Assert.StartsWith("{\"text\":\"123.45\",\"confidence\":0.9731,\"time\":\"2026-", state);

        // What a Home Assistant finds that comes later.
        await using var late = new Subscriber(broker.Port, "late");
        await late.ConnectAsync();
        await Wait.UntilAsync(() => late.Count >= 7, "retained messages");
        Assert.All(late.Messages(""), m => Assert.True(m.IsRetained));
        using JsonDocument value = JsonDocument.Parse(Assert.Single(
            late.Messages("homeassistant/sensor/edgenet_desk/reading_water_meter_"),
            m => !m.Topic.Contains("confidence", StringComparison.Ordinal)).Payload);
        Assert.Equal(consumer.Messages("edgenet/desk/state/")[0].Topic, value.RootElement.GetProperty("state_topic").GetString());
        Assert.Equal("total_increasing", value.RootElement.GetProperty("state_class").GetString());
        Assert.Equal("m³", value.RootElement.GetProperty("unit_of_measurement").GetString());
        Assert.Equal("edgenet/desk/status", value.RootElement.GetProperty("availability_topic").GetString());
        Assert.Single(late.Messages("homeassistant/binary_sensor/edgenet_desk/problem/config"));
        Assert.Single(late.Messages("homeassistant/button/edgenet_desk/trigger/config"));
        Assert.Equal("offline", Assert.Single(late.Messages("edgenet/desk/status")).Payload);
    }

    [Fact]
    public async Task A_message_asks_for_a_reading_and_a_retained_one_does_not()
    {
        if (Broker() is not { } broker)
            return;
        using Mosquitto _ = broker;
        await broker.StartAsync();
        await using var consumer = new Subscriber(broker.Port);
        await consumer.ConnectAsync();
        await consumer.PublishAsync("edgenet/desk/trigger", isRetained: true);
        using EventStore store = Store();
        int asked = 0;
        var delivery = new MqttDelivery(Options(broker), () => Interlocked.Increment(ref asked));
        await using var forwarder = new Forwarder(store, delivery, Quick, Report);
        forwarder.Start();
        await Wait.UntilAsync(() => consumer.Messages("edgenet/desk/problem").Length > 0, "it is connected");
        await consumer.PublishAsync("edgenet/desk/trigger", isRetained: false);
        await Wait.UntilAsync(() => Volatile.Read(ref asked) > 0, "it is asked");
        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task The_last_will_says_that_it_is_gone()
    {
        if (Broker() is not { } broker)
            return;
        using Mosquitto _ = broker;
        await broker.StartAsync();
        await using var consumer = new Subscriber(broker.Port);
        await consumer.ConnectAsync("edgenet/+/status");
        var topics = new MqttTopics("edgenet", "desk");
        MqttConnection connection = await MqttConnection.OpenAsync(Options(broker), topics, () => { }, (_, _) => { }, default);
        await connection.RetainAsync(topics.Status, "online"u8.ToArray(), default);
        connection.Abandon();
        await Wait.UntilAsync(() => consumer.Count == 2, "the last will");
        Assert.Equal(["online", "offline"], consumer.Messages("edgenet/").Select(m => m.Payload));
    }

    [Theory]
    [InlineData(MqttVersion.V5, "wrong", "another user or password|does not let this device in")]
    [InlineData(MqttVersion.V311, "wrong", "another user or password|does not let this device in")]
    [InlineData(MqttVersion.V5, "right", null)]
    [InlineData(MqttVersion.V311, "right", null)]
    public async Task A_password_is_asked_for(MqttVersion version, string password, string? problem)
    {
        string passwords = Path.Combine(Folder.Path, "passwords");
        if (Broker($"allow_anonymous false\npassword_file {passwords}") is not { } broker)
            return;
        using Mosquitto _ = broker;
        await PasswordFile.WriteAsync(passwords, "camera", "right");
        await broker.StartAsync();
        using EventStore store = Store();
        MqttOptions options = Options(broker) with { User = "camera", Password = password, Version = version };
        await using var forwarder = new Forwarder(store, new MqttDelivery(options), Quick, Report);
        store.OnEvent(TestEvents.Make(1));
        forwarder.Start();
        if (problem is null)
        {
            await Wait.UntilAsync(() => forwarder.Counts.Delivered == 1, "it is delivered");
            return;
        }

        await Wait.UntilAsync(() => forwarder.Counts.Failures > 2, "it is refused");
        Assert.Matches(problem, Assert.Single(Reports()));
        Assert.DoesNotContain("wrong", Reports()[0]);
        Assert.Equal(0, forwarder.Counts.Delivered);
    }

    [Fact]
    public async Task A_topic_that_is_forbidden_keeps_readings_in_the_store()
    {
        string rules = Folder.WriteText("rules", "topic readwrite edgenet/desk/status\ntopic readwrite edgenet/desk/problem\n");
        if (Broker($"acl_file {rules}") is not { } broker)
            return;
        using Mosquitto _ = broker;
        await broker.StartAsync();
        using EventStore store = Store();
        await using var forwarder = new Forwarder(store, new MqttDelivery(Options(broker) with { DiscoveryPrefix = null }), Quick, Report);
        store.OnEvent(TestEvents.Make(1));
        forwarder.Start();
        await Wait.UntilAsync(() => forwarder.Counts.Failures > 2, "it is refused");
        Assert.Contains("does not let this device publish to 'edgenet/desk/reading'", forwarder.Problem);
        Assert.Equal(1, forwarder.Cursor.Count().Waiting);
    }

    [Theory]
    [InlineData(MqttVersion.V5)]
    [InlineData(MqttVersion.V311)]
    public async Task An_event_longer_than_the_broker_takes_does_not_block_the_others(MqttVersion version)
    {
        if (Broker("max_packet_size 20000") is not { } broker)
            return;
        using Mosquitto _ = broker;
        await broker.StartAsync();
        using EventStore store = Store();
        await using var forwarder = new Forwarder(store, new MqttDelivery(Options(broker) with { Version = version }), Quick, Report);
        store.OnEvent(TestEvents.Make(1));
        store.OnEvent(TestEvents.Make(2) with { Source = new string('x', 40_000) });
        store.OnEvent(TestEvents.Make(3));
        forwarder.Start();
        await Wait.UntilAsync(() => forwarder.Cursor.Count() is { Delivered: 3 }, "the third is delivered");
        Assert.Equal((2, 1), (forwarder.Counts.Delivered, forwarder.Counts.Refused));
    }

    [Fact]
    public async Task Tls_trusts_the_named_authority_and_no_other_and_no_other_name()
    {
        using var certificates = new TestCertificates(Folder.Path);
        string tls = $"cafile {certificates.CaFile}\ncertfile {certificates.ServerFile}\nkeyfile {certificates.ServerKeyFile}\n"
            + "require_certificate true";
        if (Broker(tls) is not { } broker)
            return;
        using Mosquitto _ = broker;
        await broker.StartAsync();
        MqttOptions right = Options(broker) with
        {
            Host = "localhost",
            UseTls = true,
            CaFile = certificates.CaFile,
            CertificateFile = certificates.ClientFile,
            KeyFile = certificates.ClientKeyFile,
        };
        Assert.Null(await FailureAsync(right));
        Assert.Contains("certificate is not trusted", await FailureAsync(right with { CaFile = certificates.OtherCaFile }));
        Assert.Contains("certificate is not trusted", await FailureAsync(right with { CaFile = null }));
        Assert.Contains("for other names than '127.0.0.1'", await FailureAsync(right with { Host = "127.0.0.1" }));
        Assert.NotNull(await FailureAsync(right with { CertificateFile = null, KeyFile = null }));
        Assert.NotNull(await FailureAsync(right with { UseTls = false, Port = broker.Port }));
        Assert.Contains("cannot be read", await FailureAsync(right with { CaFile = Path.Combine(Folder.Path, "nowhere") }));
        Assert.Contains("expected one or more", await FailureAsync(right with { CaFile = certificates.ServerKeyFile }));
        Assert.Contains("expected a certificate and its key", await FailureAsync(right with { KeyFile = certificates.CaFile }));
    }

    private static async Task<string?> FailureAsync(MqttOptions options)
    {
        await using var delivery = new MqttDelivery(options);
        try
        {
            await delivery.PrepareAsync(default);
            return null;
        }
        catch (DeliveryException error)
        {
            return error.Message;
        }
    }

    private static IEnumerable<string> Ids(Subscriber consumer) => consumer.Messages("edgenet/desk/reading")
        .Select(m => m.Payload[(m.Payload.IndexOf(':') + 2)..])
        .Select(m => m[..m.IndexOf('"')]);

    private static MqttDelivery Delivery(Mosquitto broker) => new(Options(broker));
}
