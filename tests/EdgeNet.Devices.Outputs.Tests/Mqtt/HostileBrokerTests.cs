using EdgeNet.Devices.Outputs.Forwarding;
using EdgeNet.Devices.Outputs.Json;
using EdgeNet.Devices.Outputs.Mqtt;
using EdgeNet.Devices.Outputs.Store;

namespace EdgeNet.Devices.Outputs.Tests.Mqtt;

public sealed class HostileBrokerTests
{
    [Fact]
    public async Task A_packet_that_says_it_is_huge_ends_the_connection_and_takes_no_memory()
    {
        // 256 MB of reason.
        using var broker = new FakeBroker(_ => [0x20, 0xFF, 0xFF, 0xFF, 0x7F, 0, 0]);
        long before = GC.GetTotalAllocatedBytes();
        DeliveryException fault = await FaultAsync(broker);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 20_000_000);
        Assert.Contains("does not speak MQTT as it should", fault.Message);
        Assert.Contains("at most 65536 bytes", fault.Message);
    }

    [Fact]
    public async Task A_message_that_says_it_is_huge_ends_the_connection_later_too()
    {
        bool isGreeted = false;
        long before = GC.GetTotalAllocatedBytes();
        using var broker = new FakeBroker(_ =>
        {
            byte[] answer = isGreeted ? [0x30, 0x80, 0x80, 0x80, 0x40] : FakeBroker.Accepted;
            isGreeted = true;
            return answer;
        });
        await FaultAsync(broker);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 20_000_000);
    }

    [Theory]
    [InlineData("HTTP/1.1 400 Bad Request\r\n\r\n")]
    [InlineData("")]
    [InlineData("\u0020\u0003\u0000\u0087\u0000")]
    [InlineData("\u0020\u0003\u0000\u0086\u0000")]
    [InlineData("\u0020\u0005\u0000\u0086\u00ff\u00ff\u00ff")]
    [InlineData("\u0000\u0000\u0000\u0000")]
    public async Task Whatever_it_says_is_a_sentence(string answer)
    {
        using var broker = new FakeBroker(_ => answer.Length == 0 ? null : [.. answer.Select(c => (byte)c)]);
        DeliveryException fault = await FaultAsync(broker, TimeSpan.FromMilliseconds(500));
        Assert.DoesNotContain('\n', fault.Message);
        Assert.InRange(fault.Message.Length, 10, 600);
    }

    [Fact]
    public async Task Rubbish_is_a_failure_and_nothing_else()
    {
        var random = new Random(5);
        using var broker = new FakeBroker(_ =>
        {
            var rubbish = new byte[random.Next(2, 200)];
            random.NextBytes(rubbish);
            // Mostly beginnings that look right.
            if (random.Next(3) > 0) rubbish[0] = 0x20;
            if (random.Next(3) > 0) rubbish[1] = (byte)(rubbish.Length - 2);
            return rubbish;
        });
        for (int i = 0; i < 60; i++)
        {
            try
            {
                await using MqttDelivery delivery = Delivery(broker.Port, TimeSpan.FromMilliseconds(100));
                await delivery.PrepareAsync(default);
            }
            catch (DeliveryException)
            {
                // As it should be.
            }
        }
    }

    [Fact]
    public async Task Silence_ends_in_time()
    {
        using var broker = new FakeBroker(_ => []);
        Assert.Contains("does not answer in time", (await FaultAsync(broker, TimeSpan.FromMilliseconds(300))).Message);
    }

    [Fact]
    public async Task Silence_after_the_greeting_ends_in_time_and_marks_nothing()
    {
        int pieces = 0;
        using var broker = new FakeBroker(_ => ++pieces == 1 ? FakeBroker.Accepted : []);
        Assert.Contains("does not answer in time", (await FaultAsync(broker, TimeSpan.FromMilliseconds(300))).Message);
        Devices.Events.ReadingEvent reading = TestEvents.Make(1);
        await using MqttDelivery delivery = Delivery(broker.Port, TimeSpan.FromMilliseconds(300));
        DeliveryResult result = await delivery.DeliverAsync([new StoredEvent(1, reading, EventJson.Format(reading), null, 0)], default);
        Assert.Equal(0, result.Done);
        Assert.NotNull(result.Failure);
    }

    [Fact]
    public async Task Closing_ends_a_connection_that_does_not_come_to_be()
    {
        using var broker = new FakeBroker(_ => []);
        using var folder = new TestFolder();
        using var store = new EventStore(new StoreOptions { Path = Path.Combine(folder.Path, "e.db") });
        MqttDelivery delivery = Delivery(broker.Port, TimeSpan.FromHours(1));
        var forwarder = new Forwarder(store, delivery, new ForwardOptions { CloseTime = Wait.Patience });
        forwarder.Start();
        await forwarder.DisposeAsync().AsTask().WaitAsync(Wait.Patience);
    }

    private static async Task<DeliveryException> FaultAsync(FakeBroker broker, TimeSpan? timeout = null)
    {
        await using MqttDelivery delivery = Delivery(broker.Port, timeout ?? TimeSpan.FromSeconds(10));
        return await Assert.ThrowsAnyAsync<DeliveryException>(() => delivery.PrepareAsync(default));
    }

    private static MqttDelivery Delivery(int port, TimeSpan timeout) =>
        new(new MqttOptions { Host = "127.0.0.1", Port = port, Device = "desk", Timeout = timeout });
}
