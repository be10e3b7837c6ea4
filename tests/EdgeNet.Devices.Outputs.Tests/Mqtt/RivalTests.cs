using EdgeNet.Devices.Outputs.Forwarding;
using EdgeNet.Devices.Outputs.Mqtt;
using EdgeNet.Devices.Outputs.Store;
using Xunit.Abstractions;

namespace EdgeNet.Devices.Outputs.Tests.Mqtt;

/// <summary>Two devices of one name at a real broker, which ends the older of their connections.</summary>
public sealed class RivalTests(ITestOutputHelper output) : BrokerTests(output)
{
    private readonly FakeTime _time = new();

    [Fact]
    public async Task A_device_that_another_one_throws_off_says_so_and_waits_longer_and_longer()
    {
        int connections = 0;
        int messages = 0;
        var bytes = new List<byte>();
        // Accepted; "online" taken; the problem taken, and "session taken over" behind it.
        using var broker = new FakeBroker(piece =>
        {
            if (piece[0] == 0x10)
                bytes.Clear();
            bytes.AddRange(piece);
            var answer = new List<byte>();
            // A packet comes in pieces; all here are shorter than 128 bytes.
            while (bytes.Count > 1 && bytes.Count >= 2 + bytes[1])
            {
                int kind = bytes[0] & 0xF0;
                bytes.RemoveRange(0, 2 + bytes[1]);
                if (kind == 0x10)
                {
                    (connections, messages) = (connections + 1, 0);
                    answer.AddRange(FakeBroker.Accepted);
                }
                else if (kind == 0x30)
                {
                    answer.AddRange(++messages == 1 ? [0x40, 2, 0, 1] : [0x40, 2, 0, 2, 0xE0, 2, 0x8E, 0]);
                }
            }

            return [.. answer];
        });
        var options = new MqttOptions { Host = "127.0.0.1", Port = broker.Port, Device = "desk", DiscoveryPrefix = null };
        await using var device = new MqttDelivery(options, null, _time);
        await ConnectAndLoseAsync(device);
        MqttException thrown = await ObjectionAsync(device);
        Assert.Contains("another client has this device's name at the broker, and throws it off ('edgenet-desk')", thrown.Message);
        Assert.Contains("device in [mqtt]", thrown.Message);
        Assert.Equal(RivalWatch.FirstWait, thrown.RetryAfter);
        // While it waits, the other one is left alone.
        _time.Pass(RivalWatch.FirstWait - TimeSpan.FromSeconds(1));
        Assert.Equal(TimeSpan.FromSeconds(1), (await ObjectionAsync(device)).RetryAfter);
        Assert.Equal(1, connections);
        _time.Pass(TimeSpan.FromSeconds(1));
        await ConnectAndLoseAsync(device);
        Assert.Equal(2 * RivalWatch.FirstWait, (await ObjectionAsync(device)).RetryAfter);
    }

    [Fact]
    public async Task A_takeover_while_it_says_hello_is_told_as_well()
    {
        using var broker = new FakeBroker(_ => [.. FakeBroker.Accepted, 0xE0, 2, 0x8E, 0]);
        await using var device = new MqttDelivery(new MqttOptions { Host = "127.0.0.1", Port = broker.Port, Device = "desk" }, null, _time);
        Assert.Contains("another client has this device's name", (await ObjectionAsync(device)).Message);
    }

    [Theory]
    [InlineData(MqttVersion.V5)]
    [InlineData(MqttVersion.V311)]
    public async Task Two_devices_of_one_name_do_not_fight_for_long(MqttVersion version)
    {
        if (Broker() is not { } broker)
            return;
        using Mosquitto _ = broker;
        await broker.StartAsync();
        MqttOptions options = Options(broker) with { Version = version };
        await using var device = new MqttDelivery(options, null, _time);
        await using var other = new MqttDelivery(options, null, new FakeTime());
        MqttException? objection = null;
        int connections = 0;
        while (objection is null)
        {
            try
            {
                await device.PrepareAsync(default);
                Assert.InRange(++connections, 1, RivalWatch.MostShort);
                await other.PrepareAsync(default);
                await Wait.UntilAsync(() => !device.IsConnected, "the older connection ends");
            }
            catch (MqttException error)
            {
                objection = error;
            }
        }

        Assert.Equal(MqttFault.TakenOver, objection.Fault);
        Assert.Contains("this device's name", objection.Message);
        _time.Pass(RivalWatch.FirstWait);
        await device.PrepareAsync(default);
        Assert.True(device.IsConnected);
    }

    [Fact]
    public async Task Readings_wait_in_the_store_meanwhile_and_it_is_told_once()
    {
        if (Broker() is not { } broker)
            return;
        using Mosquitto _ = broker;
        await broker.StartAsync();
        using EventStore store = Store();
        var delivery = new MqttDelivery(Options(broker), null, _time);
        await using var forwarder = new Forwarder(store, delivery, Quick, Report);
        forwarder.Start();
        while (!IsWarned())
        {
            await Wait.UntilAsync(() => delivery.IsConnected || IsWarned(), "it is connected, or has noticed");
            try
            {
                await using var other = new MqttDelivery(Options(broker));
                await other.PrepareAsync(default);
                await Wait.UntilAsync(() => !delivery.IsConnected, "the older connection ends");
            }
            catch (MqttException)
            {
                // It was thrown off in its turn.
            }
        }

        store.OnEvent(TestEvents.Make(1));
        long failures = forwarder.Counts.Failures;
        await Wait.UntilAsync(() => forwarder.Counts.Failures > failures + 5, "it was tried again and again");
        Assert.False(delivery.IsConnected);
        Assert.Equal(0, forwarder.Counts.Delivered);
        Assert.Single(Reports(), line => line.Contains("this device's name", StringComparison.Ordinal));
        _time.Pass(RivalWatch.LongestWait);
        await Wait.UntilAsync(() => forwarder.Counts.Delivered == 1, "it is delivered");

        bool IsWarned() => forwarder.Problem?.Contains("this device's name", StringComparison.Ordinal) == true;
    }

    [Fact]
    public void Waits_end_at_a_quarter_of_an_hour_and_begin_anew_after_an_hour_of_peace()
    {
        RivalWatch watch = Watch();
        for (int i = 0; i < 20; i++)
        {
            watch.OnConnected();
            Assert.Null(watch.Objection());
            watch.OnEnded(isTakenOver: true);
            Assert.InRange(watch.Objection()!.RetryAfter, RivalWatch.FirstWait, RivalWatch.LongestWait);
        }

        Assert.Equal(RivalWatch.LongestWait, watch.Objection()!.RetryAfter);
        watch.OnConnected();
        _time.Pass(TimeSpan.FromHours(2));
        watch.OnEnded(isTakenOver: true);
        Assert.Equal(RivalWatch.FirstWait, watch.Objection()!.RetryAfter);
    }

    [Fact]
    public void Where_the_broker_says_nothing_connections_that_end_soon_are_counted()
    {
        RivalWatch watch = Watch();
        for (int i = 1; i < RivalWatch.MostShort; i++)
            Assert.Null(End(watch, TimeSpan.FromSeconds(1)));
        // A broker that is started anew now and then is no rival.
        Assert.Null(End(watch, TimeSpan.FromMinutes(1)));
        for (int i = 1; i < RivalWatch.MostShort; i++)
            Assert.Null(End(watch, TimeSpan.FromSeconds(1)));
        Assert.Equal(RivalWatch.FirstWait, End(watch, TimeSpan.FromSeconds(1))!.RetryAfter);
        // The other one comes back after its own wait.
        Assert.Equal(2 * RivalWatch.FirstWait, End(watch, RivalWatch.FirstWait)!.RetryAfter);
        Assert.Null(End(watch, TimeSpan.FromHours(2)));
    }

    private MqttException? End(RivalWatch watch, TimeSpan life)
    {
        watch.OnConnected();
        _time.Pass(life);
        watch.OnEnded(isTakenOver: false);
        return watch.Objection();
    }

    private RivalWatch Watch() => new(new MqttOptions { Host = "broker", Device = "desk" }, _time);

    private static async Task ConnectAndLoseAsync(MqttDelivery device)
    {
        await device.PrepareAsync(default);
        await Wait.UntilAsync(() => !device.IsConnected, "the connection ends");
    }

    private static async Task<MqttException> ObjectionAsync(MqttDelivery device)
    {
        MqttException error = await Assert.ThrowsAsync<MqttException>(() => device.PrepareAsync(default));
        Assert.Equal(MqttFault.TakenOver, error.Fault);
        return error;
    }
}
