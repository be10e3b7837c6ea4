using EdgeNet.Devices.Outputs.Forwarding;
using EdgeNet.Devices.Outputs.Mqtt;
using EdgeNet.Devices.Outputs.Store;
using Xunit.Abstractions;

namespace EdgeNet.Devices.Outputs.Tests.Mqtt;

/// <summary>What tests against a real broker share. Where there is none, each test says so.</summary>
public abstract class BrokerTests(ITestOutputHelper output) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<string> _reports = [];

    internal static ForwardOptions Quick { get; } = new()
    {
        FirstRetry = TimeSpan.FromMilliseconds(50),
        LongestRetry = TimeSpan.FromMilliseconds(200),
        Idle = TimeSpan.FromMilliseconds(200),
    };

    private protected TestFolder Folder { get; } = new();

    private protected ITestOutputHelper Output => output;

    public void Dispose()
    {
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected Mosquitto? Broker(string settings = "")
    {
        if (Mosquitto.Find(out string missing) is { } path)
            return new Mosquitto(path, Folder.MakeFolder("broker"), settings);
        output.SkipForProgram(missing);
        return null;
    }

    private protected EventStore Store()
    {
        var options = new StoreOptions { Path = Path.Combine(Folder.Path, "e.db"), CommitWindow = TimeSpan.FromMilliseconds(50) };
        var store = new EventStore(options, Report);
        store.Open();
        store.Cursor("mqtt");
        return store;
    }

    private protected static MqttOptions Options(Mosquitto broker) => new() { Host = "127.0.0.1", Port = broker.Port, Device = "desk" };

    private protected void Report(string line)
    {
        lock (_gate)
            _reports.Add(line);
    }

    private protected string[] Reports()
    {
        lock (_gate)
            return [.. _reports];
    }
}
