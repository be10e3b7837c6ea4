using EdgeNet.Devices.Events;
using EdgeNet.Devices.Outputs.Forwarding;
using EdgeNet.Devices.Outputs.Json;
using EdgeNet.Devices.Outputs.Lines;
using EdgeNet.Devices.Outputs.Mqtt;
using EdgeNet.Devices.Outputs.Queues;
using EdgeNet.Devices.Outputs.Store;
using EdgeNet.Devices.Outputs.Webhook;
using EdgeNet.Devices.Station.Configuration;
using EdgeNet.Devices.Station.Configuration.Sections;
using EdgeNet.Devices.Station.Logging;
using EdgeNet.Devices.Status;

namespace EdgeNet.ZipReader.Composition;

/// <summary>Where events go: lines of JSON, the store, and from it broker and webhook. Each has a queue or a place of its own.</summary>
internal sealed class StationOutputs : IAsyncDisposable
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    private readonly List<IEventSink> _sinks = [];
    private readonly List<Forwarder> _forwarders = [];
    private readonly JsonLinesFile? _file;

    private StationOutputs(StationConfig config, StationLog log, Stream output, Action trigger)
    {
        if (config.Lines.To is { } to)
        {
            _file = to == LinesConfig.StandardOutput ? null : new JsonLinesFile(to, config.Lines.MaxBytes, config.Lines.Kept);
            IEventOutput lines = _file is null ? new JsonLinesOutput(output) : _file;
            Lines = new OutputQueue(lines, report: StationReport.Of(log, "lines"));
            _sinks.Add(Lines);
        }

        if (config.Store.Path is null)
        {
            var recent = new RecentReadings(static reading => EventJson.Format(reading));
            History = recent;
            _sinks.Add(recent);
            return;
        }

        Store = new EventStore(StoreOptions(config.Store), StationReport.Of(log, "store"));
        History = new StoreHistory(Store);
        _sinks.Add(Store);
        try
        {
            Store.Open();
        }
        catch (StoreException error)
        {
            // It is tried again with every event.
            log.Error("store", error.Message);
        }

        if (config.Mqtt.Host is not null)
        {
            MqttOptions broker = MqttOptions(config);
            if (broker.SendsPasswordInClear)
                log.Warning("mqtt", $"the password goes to {broker} in clear, for everybody on the way to read: set tls = true in [mqtt]");
            Mqtt = new MqttDelivery(broker, trigger);
            _forwarders.Add(new Forwarder(Store, Mqtt, report: StationReport.Of(log, "mqtt")));
        }

        if (config.Webhook.Address is not null)
        {
            var webhook = new WebhookDelivery(WebhookOptions(config.Webhook), Store);
            _forwarders.Add(new Forwarder(Store, webhook, report: StationReport.Of(log, "webhook")));
        }
    }

    /// <summary>Where the loop's events go.</summary>
    internal IReadOnlyList<IEventSink> Sinks => _sinks;

    /// <summary>The readings that the page shows.</summary>
    internal IReadingHistory History { get; }

    /// <summary>The store; null for none.</summary>
    internal EventStore? Store { get; }

    /// <summary>The broker; null for none.</summary>
    internal MqttDelivery? Mqtt { get; }

    /// <summary>The lines of JSON; null for none.</summary>
    internal OutputQueue? Lines { get; }

    /// <summary>What is delivered from the store.</summary>
    internal IReadOnlyList<Forwarder> Forwarders => _forwarders;

    /// <summary>Opens the outputs. One that does not work is told in the log, and tried again.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="log">The log.</param>
    /// <param name="output">The standard output.</param>
    /// <param name="trigger">Asks for a reading.</param>
    /// <exception cref="SetupException">An output refuses its configuration.</exception>
    internal static StationOutputs Open(StationConfig config, StationLog log, Stream output, Action trigger)
    {
        Check(config);
        return new StationOutputs(config, log, output, trigger);
    }

    /// <summary>
    /// Begins to deliver, once the broker's sensors are set: those that are announced first and then taken back would go from Home
    /// Assistant with all that people have set there.
    /// </summary>
    internal void Start()
    {
        foreach (Forwarder forwarder in _forwarders)
            forwarder.Start();
    }

    /// <summary>Has the outputs look at their configuration; nothing is opened.</summary>
    /// <exception cref="SetupException">One refuses it.</exception>
    internal static void Check(StationConfig config)
    {
        Check("mqtt", config.Mqtt.Host is null ? null : () => _ = new MqttDelivery(MqttOptions(config)));
        Check("webhook", config.Webhook.Address is null ? null : () => WebhookDelivery.Check(WebhookOptions(config.Webhook)));
    }

    /// <summary>Broker and device as a configuration with a host names them.</summary>
    internal static MqttOptions MqttOptions(StationConfig config)
    {
        MqttConfig mqtt = config.Mqtt;
        return new MqttOptions
        {
            Host = mqtt.Host!,
            Port = mqtt.Port,
            Device = StationView.NameOf(config),
            Version = mqtt.IsOldVersion ? MqttVersion.V311 : MqttVersion.V5,
            UseTls = mqtt.UseTls,
            CaFile = mqtt.CaFile,
            CertificateFile = mqtt.CertificateFile,
            KeyFile = mqtt.KeyFile,
            User = mqtt.User,
            Password = mqtt.Password,
            BaseTopic = mqtt.Topic,
            DiscoveryPrefix = mqtt.Discovery,
            SoftwareVersion = typeof(StationOutputs).Assembly.GetName().Version?.ToString(3),
            Sensors = StationSensors.Of(config.Read.Regions),
        };
    }

    /// <summary>Waits until everything is delivered that can be.</summary>
    /// <param name="most">The most that it may take.</param>
    /// <param name="cancellation">Ends it before.</param>
    internal void Drain(TimeSpan most, CancellationToken cancellation)
    {
        long start = TimeProvider.System.GetTimestamp();
        while (IsUnderWay() && TimeProvider.System.GetElapsedTime(start) < most && !cancellation.WaitHandle.WaitOne(Poll)) { }
    }

    /// <summary>What is delivered ends before the store that it comes from.</summary>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_forwarders.ConvertAll(static forwarder => forwarder.DisposeAsync().AsTask())).ConfigureAwait(false);
        Lines?.Dispose();
        _file?.Dispose();
        Store?.Dispose();
    }

    private static void Check(string table, Action? make)
    {
        try
        {
            make?.Invoke();
        }
        catch (ArgumentException error)
        {
            throw new SetupException(table, error.Message);
        }
    }

    private static StoreOptions StoreOptions(StoreConfig store) => new()
    {
        Path = store.Path!,
        MaxAge = store.MaxAge,
        MaxBytes = store.MaxBytes,
        CommitWindow = store.CommitWindow,
    };

    private static WebhookOptions WebhookOptions(WebhookConfig webhook) => new()
    {
        Address = webhook.Address!,
        BearerToken = webhook.Token,
        Secret = webhook.Secret,
        CaFile = webhook.CaFile,
        WithEvidence = webhook.WithEvidence,
        OnlyAccepted = webhook.OnlyAccepted,
        Timeout = webhook.Timeout,
    };

    private bool IsUnderWay()
    {
        if (Lines is { Problem: null, Counts.Waiting: > 0 } || Store is { Problem: null, Queue.Waiting: > 0 })
            return true;
        foreach (Forwarder forwarder in _forwarders)
        {
            try
            {
                if (forwarder.Problem is null && forwarder.Cursor.Count().Waiting > 0)
                    return true;
            }
            catch (StoreException)
            {
                // Nothing comes from a store that cannot be read.
            }
        }

        return false;
    }
}
