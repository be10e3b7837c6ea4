using EdgeNet.Devices.Outputs.Tests.Mqtt;
using EdgeNet.VirtualPi.Tests.Disk;
using EdgeNet.VirtualPi.Tests.Machine;
using Xunit.Abstractions;

namespace EdgeNet.VirtualPi.Tests.Station;

/// <summary>A machine with the reader in it, and a consumer of its readings on this one.</summary>
internal sealed class StationRig : IAsyncDisposable
{
    private readonly Laboratory _laboratory;
    private readonly string _folder;
    private string _config = "";

    private StationRig(Laboratory laboratory, string folder, Consumer consumer, StationConfigFile config)
    {
        (_laboratory, _folder, Consumer) = (laboratory, folder, consumer);
        SetConfig(config);
    }

    /// <summary>Who gets the readings.</summary>
    public Consumer Consumer { get; }

    /// <summary>The machine, after it was switched on.</summary>
    public PiMachine Machine { get; private set; } = null!;

    /// <summary>Makes a rig that is not switched on.</summary>
    /// <param name="laboratory">The laboratory.</param>
    /// <param name="name">The test's name.</param>
    /// <param name="config">The reader's configuration; the broker's port is put in.</param>
    /// <param name="output">Is told why there is none.</param>
    /// <returns>Null where there is no machine or no broker here.</returns>
    public static async Task<StationRig?> MakeAsync(Laboratory laboratory, string name, StationConfigFile config, ITestOutputHelper output)
    {
        if (laboratory.IsMissing(output))
            return null;
        if (Mosquitto.Find(out string missing) is not { } mosquitto)
        {
            output.SkipForProgram(missing);
            return null;
        }

        string folder = laboratory.NewFolder(name);
        return new StationRig(laboratory, folder, await Consumer.StartAsync(mosquitto, folder), config);
    }

    /// <summary>Switches the machine on; the reader does not run yet.</summary>
    public void Boot(VolatileDisk disk)
    {
        Machine?.Dispose();
        Machine = PiMachine.Boot(_laboratory.Image, disk, _folder);
        WriteConfig();
    }

    /// <summary>Ends the reader, and starts it with another configuration; the camera is plugged in anew, in its format.</summary>
    /// <param name="config">The reader's configuration; the broker's port is put in.</param>
    /// <param name="scene">The picture's place in the laboratory's scenes.</param>
    public void Restart(StationConfigFile config, int scene)
    {
        Stop();
        Machine.Run("unplug");
        SetConfig(config);
        WriteConfig();
        Machine.Run($"plug_in {config.Format} && show {scene} && start");
        WaitForPage();
    }

    /// <summary>Plugs the camera in, with a picture before it, and starts the reader, which is started again when it ends.</summary>
    /// <param name="scene">The picture's place in the laboratory's scenes.</param>
    public void Start(int scene)
    {
        Machine.Run($"plug_in && show {scene} && start");
        WaitForPage();
    }

    /// <summary>Lets one scene after the other come before the camera, and presses the button, faster than it can read.</summary>
    public void Hurry()
    {
        (int first, int last) = _laboratory.PlainScenes;
        Machine.Run($"hurry {first} {last}");
    }

    /// <summary>Waits until the reader's page answers, which is there when everything else is.</summary>
    public void WaitForPage() => Machine.WaitFor("[ -n \"$(metric frames_total)\" ]", "the reader's page");

    /// <summary>Ends the reader as systemd does.</summary>
    public void Stop()
    {
        string ended = Machine.Run("stop");
        Assert.True(ended == "ended with 0", $"The reader {ended}:\n{Machine.Run("tail -n 20 /tmp/reader.log")}\n{Machine.Console}");
    }

    /// <summary>What the store has, checked.</summary>
    public IReadOnlyList<ConsumedReading> ReadStore() => StoreCopy.Read(Machine, _folder);

    /// <summary>
    /// Holds what the consumer knows against the store: everything that it knows is there and the same, in the same order.
    /// </summary>
    /// <returns>How many readings the consumer does not have yet.</returns>
    public int CheckStore()
    {
        IReadOnlyList<ConsumedReading> consumed = Consumer.Readings(), stored = ReadStore();
        Assert.True(stored.Count >= consumed.Count, $"The consumer has {consumed.Count} readings, the store {stored.Count}.");
        Assert.Equal(consumed, stored.Take(consumed.Count));
        return stored.Count - consumed.Count;
    }

    private void SetConfig(StationConfigFile config) => _config = (config with { BrokerPort = Consumer.Port }).ToString();

    private void WriteConfig() => Machine.Run($"cat > /etc/zipreader.toml << 'END'\n{_config}\nEND");

    public async ValueTask DisposeAsync()
    {
        Machine?.Dispose();
        await Consumer.DisposeAsync();
    }
}
