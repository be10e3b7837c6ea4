using EdgeNet.Devices.Station.Configuration.Sections;
using EdgeNet.Devices.Station.Loop;
using EdgeNet.Devices.Station.Regions;
using EdgeNet.Vision.Patterns;

namespace EdgeNet.Devices.Station.Configuration;

/// <summary>What a configuration file says. What it does not name is as here.</summary>
public sealed record StationConfig
{
    /// <summary>The file that it was loaded from; null for none.</summary>
    public string? Path { get; init; }

    /// <summary>[camera].</summary>
    public CameraConfig Camera { get; init; } = new();

    /// <summary>[align].</summary>
    public AlignConfig Align { get; init; } = new();

    /// <summary>[read] and [[region]].</summary>
    public ReadConfig Read { get; init; } = new() { Regions = [new RegionSpec { Pattern = FieldPattern.Zip }] };

    /// <summary>[trigger].</summary>
    public TriggerConfig Trigger { get; init; } = new();

    /// <summary>[gpio].</summary>
    public GpioConfig Gpio { get; init; } = new();

    /// <summary>[display].</summary>
    public DisplayConfig Display { get; init; } = new();

    /// <summary>[lines].</summary>
    public LinesConfig Lines { get; init; } = new();

    /// <summary>[store].</summary>
    public StoreConfig Store { get; init; } = new();

    /// <summary>[mqtt].</summary>
    public MqttConfig Mqtt { get; init; } = new();

    /// <summary>[webhook].</summary>
    public WebhookConfig Webhook { get; init; } = new();

    /// <summary>[page].</summary>
    public PageConfig Page { get; init; } = new();

    /// <summary>[log].</summary>
    public LogConfig Log { get; init; } = new();

    /// <summary>[weights].</summary>
    public WeightsConfig Weights { get; init; } = new();

    /// <summary>Which secrets there are, and where each stands.</summary>
    public IReadOnlyList<ConfigSecret> Secrets { get; init; } = [];

    /// <summary>How the loop reads.</summary>
    public StationOptions Options =>
        new()
        {
            Trigger = Trigger.Kind,
            Vote = Read.Vote,
            Patience = Read.Patience,
            Timeout = Trigger.Timeout,
            WatchesWhileIdle = Gpio.Pins.Lamp is null,
            KeepsEvidence = Store.KeepsEvidence,
        };

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file: TOML (<see href="https://toml.io"/>), of at most 256 kB.</param>
    /// <exception cref="ConfigException">It cannot be used; everything that is wrong is said, with line and key.</exception>
    public static StationConfig Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return ConfigReader.Read(path, TomlFile.Load(path)) with { Path = path };
    }

    /// <summary>Reads a text.</summary>
    /// <param name="name">What to call it in messages.</param>
    /// <param name="text">The text.</param>
    /// <exception cref="ConfigException">It cannot be used; everything that is wrong is said, with line and key.</exception>
    public static StationConfig Parse(string name, string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(text);
        return ConfigReader.Read(name, TomlFile.Parse(name, text));
    }
}
