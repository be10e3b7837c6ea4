using EdgeNet.Devices.Outputs.Tests.Mqtt;
using EdgeNet.VirtualPi.Tests.Machine;

namespace EdgeNet.VirtualPi.Tests.Station;

/// <summary>
/// A consumer of readings at a broker of this machine, with a session: what the reader was told is acknowledged, it has. By a reading's id
/// it knows doubles, which it may get, and which must be the same.
/// </summary>
internal sealed class Consumer : IAsyncDisposable
{
    private const long Patience = 180_000;

    private readonly Mosquitto _broker;
    private readonly Subscriber _subscriber;

    private Consumer(Mosquitto broker, Subscriber subscriber) => (_broker, _subscriber) = (broker, subscriber);

    /// <summary>The broker's port on this machine, which is the board's 10.0.2.2.</summary>
    public int Port => _broker.Port;

    /// <summary>Starts broker and consumer.</summary>
    /// <param name="program">mosquitto.</param>
    /// <param name="folder">For what the broker keeps.</param>
    public static async Task<Consumer> StartAsync(string program, string folder)
    {
        var broker = new Mosquitto(program, folder);
        await broker.StartAsync();
        var subscriber = new Subscriber(broker.Port);
        await subscriber.ConnectAsync("edgenet/#");
        return new Consumer(broker, subscriber);
    }

    /// <summary>The readings, each once, in the order in which they first came.</summary>
    public IReadOnlyList<ConsumedReading> Readings()
    {
        var known = new Dictionary<string, ConsumedReading>();
        var readings = new List<ConsumedReading>();
        foreach ((string topic, string payload, _) in _subscriber.Messages("edgenet/"))
        {
            if (!topic.EndsWith("/reading", StringComparison.Ordinal))
                continue;
            ConsumedReading reading = ConsumedReading.Parse(payload);
            if (known.TryAdd(reading.Id, reading))
                readings.Add(reading);
            else
                Assert.Equal(known[reading.Id], reading);
        }

        return readings;
    }

    /// <summary>Waits until the device says that it has a problem.</summary>
    public async Task ProblemAsync(PiMachine machine)
    {
        long start = Environment.TickCount64;
        while (!_subscriber.Messages("edgenet/").Any(IsProblem))
        {
            if (Environment.TickCount64 - start > Patience)
                Assert.Fail($"No problem was told.\n{machine.TryRun("tail -n 20 /tmp/reader.log").Text}");
            await Task.Delay(50);
        }

        static bool IsProblem((string Topic, string Payload, bool) message) =>
            message.Topic.EndsWith("/problem", StringComparison.Ordinal) && message.Payload.Contains("\"ON\"", StringComparison.Ordinal);
    }

    /// <summary>Waits until there are more readings than some number.</summary>
    public async Task<IReadOnlyList<ConsumedReading>> MoreThanAsync(int count, PiMachine machine)
    {
        long start = Environment.TickCount64;
        while (true)
        {
            IReadOnlyList<ConsumedReading> readings = Readings();
            if (readings.Count > count)
                return readings;
            if (Environment.TickCount64 - start > Patience)
            {
                string log = machine.TryRun("tail -n 20 /tmp/reader.log").Text;
                Assert.Fail($"Found {readings.Count} readings, expected more than {count}.\n{log}\n{machine.Console}");
            }

            await Task.Delay(50);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _subscriber.DisposeAsync();
        _broker.Dispose();
    }
}
