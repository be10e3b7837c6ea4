using EdgeNet.Devices.Outputs.Forwarding;
using System.Text;
using EdgeNet.Devices.Outputs.Mqtt;
using MQTTnet;
using MQTTnet.Protocol;
using Xunit.Abstractions;

namespace EdgeNet.Devices.Outputs.Tests.Mqtt;

/// <summary>What Home Assistant is told of regions that are gone, over restarts of the device.</summary>
public sealed class DiscoveryTests(ITestOutputHelper output) : BrokerTests(output)
{
    private static readonly MqttSensor Water = new("water", "Water"), Gas = new("gas", "Gas");

    [Theory]
    [InlineData(MqttVersion.V5)]
    [InlineData(MqttVersion.V311)]
    public async Task A_region_that_went_while_the_device_was_off_goes_from_home_assistant(MqttVersion version)
    {
        if (Broker() is not { } broker)
            return;
        using Mosquitto _ = broker;
        await broker.StartAsync();
        MqttOptions options = Options(broker) with { Version = version };
        await using (var before = new MqttDelivery(options with { Sensors = [Water, Gas] }))
            await before.PrepareAsync(default);
        // Topics of others, and one of this device's from an earlier version.
        await RetainAsync(broker, "homeassistant/sensor/edgenet_hall/reading_gas/config");
        await RetainAsync(broker, "homeassistant/sensor/edgenet_desk/deeper/reading_gas/config");
        await RetainAsync(broker, "homeassistant/switch/edgenet_desk/lamp/config");

        await using var consumer = new Subscriber(broker.Port);
        await consumer.ConnectAsync("homeassistant/#");
        await Wait.UntilAsync(() => consumer.Count == 8, "what the broker keeps");
        await using var after = new MqttDelivery(options with { Sensors = [Water] });
        int called = 0;
        after.Attention += () => Interlocked.Increment(ref called);
        await after.PrepareAsync(default);
        await Wait.UntilAsync(
            () =>
            {
                after.PrepareAsync(default).GetAwaiter().GetResult();
                return Gone(consumer).Length >= 3;
            },
            "three topics go");
        Assert.Equal(
            [
                "homeassistant/sensor/edgenet_desk/reading_gas/config",
                "homeassistant/sensor/edgenet_desk/reading_gas_confidence/config",
                "homeassistant/switch/edgenet_desk/lamp/config",
            ],
            Gone(consumer));
        Assert.InRange(called, 3, 100);

        // What the broker keeps now is what there is, and what is not this device's.
        await using var late = new Subscriber(broker.Port, "late");
        await late.ConnectAsync("homeassistant/#");
        await Wait.UntilAsync(() => late.Count >= 5, "what is kept");
        Assert.Equal(
            [
                "homeassistant/binary_sensor/edgenet_desk/problem/config",
                "homeassistant/sensor/edgenet_desk/deeper/reading_gas/config",
                "homeassistant/sensor/edgenet_desk/reading_water/config",
                "homeassistant/sensor/edgenet_desk/reading_water_confidence/config",
                "homeassistant/sensor/edgenet_hall/reading_gas/config",
            ],
            late.Messages("").Select(m => m.Topic).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_broker_that_forbids_to_look_is_delivered_to_all_the_same()
    {
        string rules = Folder.WriteText("rules", "topic readwrite edgenet/desk/#\ntopic write homeassistant/#\n");
        if (Broker($"acl_file {rules}") is not { } broker)
            return;
        using Mosquitto _ = broker;
        await broker.StartAsync();
        await using var delivery = new MqttDelivery(Options(broker));
        await delivery.PrepareAsync(default);
        Assert.True(delivery.IsConnected);
    }

    /// <summary>Some brokers hang up on a subscription that their rules forbid. The next connection does without.</summary>
    [Fact]
    public async Task A_broker_that_hangs_up_on_it_is_delivered_to_from_the_second_connection_on()
    {
        int refused = 0;
        var reader = new PacketReader();
        using var broker = new FakeBroker(piece =>
        {
            var answers = new List<byte>();
            foreach (byte[] packet in reader.Add(piece))
            {
                switch (packet[0] >> 4)
                {
                    case 1:
                        answers.AddRange(FakeBroker.Accepted);
                        break;
                    case 3:
                        answers.AddRange(PacketReader.Acknowledge(packet));
                        break;
                    case 8:
                        refused++;
                        reader = new PacketReader();
                        return null;
                }
            }

            return [.. answers];
        });
        await using var delivery = new MqttDelivery(new MqttOptions { Host = "127.0.0.1", Port = broker.Port, Device = "desk" });
        await Assert.ThrowsAnyAsync<DeliveryException>(() => delivery.PrepareAsync(default));
        await delivery.PrepareAsync(default);
        Assert.True(delivery.IsConnected);
        Assert.Equal(1, refused);
    }

    [Theory]
    [InlineData("homeassistant/sensor/edgenet_desk/reading/config", true)]
    [InlineData("homeassistant/sensor/edgenet_desk2/reading/config", false)]
    [InlineData("homeassistant/sensor/edgenet_desk/reading", false)]
    [InlineData("homeassistant/sensor/edgenet_desk//config", false)]
    [InlineData("homeassistant//edgenet_desk/reading/config", false)]
    [InlineData("homeassistant/a/sensor/edgenet_desk/reading/config", false)]
    [InlineData("other/sensor/edgenet_desk/reading/config", false)]
    [InlineData("", false)]
    public void Only_topics_of_this_device_are_taken_back(string topic, bool isOurs)
    {
        var topics = new DiscoveryTopics("homeassistant", "edgenet_desk");
        Assert.Equal(isOurs, topics.Find(topic));
        Assert.Equal(isOurs ? [topic] : [], topics.Gone());
    }

    [Fact]
    public void However_many_there_are_they_take_bounded_memory()
    {
        var topics = new DiscoveryTopics("homeassistant", "edgenet_desk");
        for (int i = 0; i < 5000; i++)
            topics.Find($"homeassistant/sensor/edgenet_desk/r{i}/config");
        Assert.False(topics.Find($"homeassistant/sensor/edgenet_desk/{new string('x', 600)}/config"));
        Assert.Equal(DiscoveryTopics.Most, topics.Gone().Count);
        foreach (string topic in topics.Gone())
            topics.Remove(topic);
        Assert.Empty(topics.Gone());
    }

    private static string[] Gone(Subscriber consumer) =>
        [.. consumer.Messages("").Where(m => m.Payload.Length == 0).Select(m => m.Topic).Order(StringComparer.Ordinal)];

    private static async Task RetainAsync(Mosquitto broker, string topic)
    {
        using IMqttClient client = new MqttClientFactory().CreateMqttClient();
        await client.ConnectAsync(new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", broker.Port).Build());
        await client.PublishBinaryAsync(topic, Encoding.UTF8.GetBytes("{}"), MqttQualityOfServiceLevel.AtLeastOnce, retain: true);
        await client.DisconnectAsync();
    }
}
