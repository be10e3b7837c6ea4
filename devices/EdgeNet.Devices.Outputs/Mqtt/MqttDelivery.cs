using EdgeNet.Devices.Events;
using EdgeNet.Devices.Outputs.Forwarding;
using EdgeNet.Devices.Outputs.Store;
using EdgeNet.Safety;
using MQTTnet;

namespace EdgeNet.Devices.Outputs.Mqtt;

/// <summary>
/// Events for an MQTT broker, through MQTTnet: each as QoS 1, in order, some of them under way at once. It keeps the connection up, says
/// that the device is online (and by its last will that it is not), tells Home Assistant what there is, and keeps the last accepted
/// values and the present problem as retained messages. What is published where says <c>devices/EdgeNet.Devices.Outputs/README.md</c>.
/// </summary>
public sealed class MqttDelivery : IDelivery
{
    /// <summary>Values that are kept for retained messages; more regions than this has no picture.</summary>
    private const int MostRegions = 256;
    private const int LongestProblem = 300;

    /// <summary>What a packet has beside topic and payload, at most.</summary>
    private const int PacketOverhead = 64;

    /// <summary>From so many bytes on, an event that ends this many connections one after the other is refused.</summary>
    private const int LongEvent = 1 << 15;
    private const int MostEnds = 5;

    private readonly MqttOptions _options;
    private readonly MqttTopics _topics;
    private readonly HomeAssistant? _homeAssistant;
    private readonly DiscoveryTopics? _discovery;
    private readonly RivalWatch _rivals;
    private readonly Action? _trigger;
    private readonly Dictionary<string, ReadingEvent> _states = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private MqttConnection? _connection;

    /// <summary>Whether the broker is asked what was announced before; no more once that has ended a connection.</summary>
    private bool _asksForAnnounced = true;
    private string? _problem;
    private bool _isProblemTold;
    private IReadOnlyList<MqttSensor> _sensors;
    private IReadOnlyList<MqttSensor>? _toldSensors;
    private long _suspect;
    private int _ends;

    /// <summary>A broker, which is connected to when a forwarder starts.</summary>
    /// <param name="options">Which, and what is published.</param>
    /// <param name="trigger">
    /// Asks for a reading, on a thread of the connection's; null where none can be asked for. It returns at once.
    /// </param>
    /// <param name="clock">The clock; the system's if null.</param>
    /// <exception cref="ArgumentException">A value of the options is out of its range; the message names it.</exception>
    public MqttDelivery(MqttOptions options, Action? trigger = null, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        (_options, _trigger) = (options, trigger);
        _sensors = options.Sensors;
        _topics = new MqttTopics(options.BaseTopic, options.Device);
        _rivals = new RivalWatch(options, clock ?? TimeProvider.System);
        if (options.DiscoveryPrefix is not { } prefix)
            return;
        _homeAssistant = new HomeAssistant(options, _topics);
        _discovery = new DiscoveryTopics(prefix, _homeAssistant.Node);
    }

    /// <inheritdoc/>
    public event Action? Attention;

    /// <inheritdoc/>
    public string Name => "mqtt";

    /// <summary>Whether the broker is connected. Any thread may ask.</summary>
    public bool IsConnected => Volatile.Read(ref _connection) is { IsConnected: true };

    /// <summary>Tells the broker, and so Home Assistant, what is wrong with the device. Any thread may call it.</summary>
    /// <param name="message">What is wrong; null for nothing.</param>
    public void SetProblem(string? message)
    {
        string? shown = message is null ? null : PlainText.Shorten(message, LongestProblem);
        lock (_gate)
        {
            if (shown == _problem)
                return;
            (_problem, _isProblemTold) = (shown, false);
        }

        Attention?.Invoke();
    }

    /// <summary>Tells Home Assistant of other sensors, as when regions were changed. Any thread may call it.</summary>
    /// <param name="sensors">All of them.</param>
    public void SetSensors(IReadOnlyList<MqttSensor> sensors)
    {
        ArgumentNullException.ThrowIfNull(sensors);
        lock (_gate)
        {
            if (sensors.SequenceEqual(_sensors))
                return;
            _sensors = sensors;
        }

        Attention?.Invoke();
    }

    /// <inheritdoc/>
    public async Task PrepareAsync(CancellationToken cancellation)
    {
        try
        {
            if (_connection is not { IsConnected: true } connection)
            {
                await LeaveEndedAsync(null, cancellation).ConfigureAwait(false);
                if (_rivals.Objection() is { } objection)
                    throw objection;
                connection = await MqttConnection.OpenAsync(
                    _options, _topics, () => Attention?.Invoke(), OnMessage, cancellation).ConfigureAwait(false);
                Volatile.Write(ref _connection, connection);
                _rivals.OnConnected();
                await GreetAsync(connection, cancellation).ConfigureAwait(false);
            }

            await TellSensorsAsync(connection, cancellation).ConfigureAwait(false);
            await TellProblemAsync(connection, cancellation).ConfigureAwait(false);
            await TellStatesAsync(connection, cancellation).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not OutOfMemoryException && !cancellation.IsCancellationRequested)
        {
            await LeaveEndedAsync(error, cancellation).ConfigureAwait(false);
            Abandon();
            throw _rivals.Objection() ?? MqttFailure.Of(_options, error);
        }
    }

    /// <inheritdoc/>
    public async Task<DeliveryResult> DeliverAsync(IReadOnlyList<StoredEvent> events, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(events);
        if (_connection is not { } connection)
            return new DeliveryResult(0, 0, new DeliveryException("the broker is not connected"));
        var progress = new MqttProgress();
        try
        {
            await SendAsync(connection, events, progress, cancellation).ConfigureAwait(false);
            await TellStatesAsync(connection, cancellation).ConfigureAwait(false);
            return new DeliveryResult(progress.Done, progress.Refused);
        }
        catch (Exception error) when (error is not OutOfMemoryException && !cancellation.IsCancellationRequested)
        {
            // Messages that are still under way end with the connection: after it they come again, in order.
            // A long one may be what ended it.
            if (events.All(e => e.Json.Length < LongEvent))
                await LeaveEndedAsync(error, cancellation).ConfigureAwait(false);
            Abandon();
            if (_rivals.Objection() is { } objection)
                return new DeliveryResult(progress.Done, progress.Refused, objection);
            if (progress.Done == 0 && EndsConnections(events[0], error))
                return new DeliveryResult(1, 1, MqttFailure.Of(_options, error));
            return new DeliveryResult(progress.Done, progress.Refused, MqttFailure.Of(_options, error));
        }
        finally
        {
            progress.Forget();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _connection, null) is { } connection)
            await connection.DisposeAsync().ConfigureAwait(false);
    }

    private async Task SendAsync(
        MqttConnection connection, IReadOnlyList<StoredEvent> events, MqttProgress progress, CancellationToken cancellation)
    {
        int next = 0;
        while (progress.Done < events.Count)
        {
            for (; next < events.Count && progress.UnderWay.Count < connection.Window; next++)
                progress.UnderWay.Enqueue(SendOneAsync(connection, events[next], cancellation));

            Task<MqttClientPublishResult?> oldest = progress.UnderWay.Peek();
            MqttClientPublishResult? result = await oldest.WaitAsync(_options.Timeout, cancellation).ConfigureAwait(false);
            _ = progress.UnderWay.Dequeue();
            if (result is { IsSuccess: false, ReasonCode: not MqttClientPublishReasonCode.PayloadFormatInvalid })
                throw MqttFailure.Of(_options, result, _topics.Reading);
            if (result is { IsSuccess: true })
                Remember(events[progress.Done].Reading);
            else
                progress.Refused++;
            progress.Done++;
        }
    }

    /// <returns>The broker's answer; null where the event is longer than it takes.</returns>
    private async Task<MqttClientPublishResult?> SendOneAsync(
        MqttConnection connection, StoredEvent stored, CancellationToken cancellation) =>
        stored.Json.Length + _topics.Reading.Length + PacketOverhead > connection.MostBytes
            ? null
            : await connection.SendAsync(_topics.Reading, stored.Json, isRetained: false, cancellation).ConfigureAwait(false);

    /// <summary>
    /// Whether a long event is what ends the connections: with MQTT 3.1.1 that is how a broker says that it takes no packet of that
    /// length, again and again.
    /// </summary>
    private bool EndsConnections(StoredEvent first, Exception error)
    {
        if (first.Json.Length < LongEvent || error is TimeoutException or DeliveryException)
            return false;
        _ends = first.Sequence == _suspect ? _ends + 1 : 1;
        _suspect = first.Sequence;
        return _ends >= MostEnds;
    }

    private void Remember(ReadingEvent reading)
    {
        string topic = _topics.State(reading.Region);
        if (reading.Text is not null && (_states.ContainsKey(topic) || _states.Count < MostRegions))
            _states[topic] = reading;
    }

    private async Task GreetAsync(MqttConnection connection, CancellationToken cancellation)
    {
        lock (_gate)
            _isProblemTold = false;
        _toldSensors = null;
        await TellSensorsAsync(connection, cancellation).ConfigureAwait(false);
        await connection.RetainAsync(_topics.Status, "online"u8.ToArray(), cancellation).ConfigureAwait(false);
        if (_trigger is not null)
            await connection.SubscribeAsync(_topics.Trigger, cancellation).ConfigureAwait(false);
        if (_discovery is null || !connection.TakesWildcards || !_asksForAnnounced)
            return;
        try
        {
            await connection.SubscribeAsync(_discovery.Filter, cancellation).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not OutOfMemoryException && !cancellation.IsCancellationRequested && !MqttFailure.IsTakenOver(error))
        {
            // Some brokers end the connection where their rules forbid a topic: not to know what is gone is better than no connection.
            _asksForAnnounced = false;
            throw;
        }
    }

    /// <summary>Tells Home Assistant what there is, and takes back what there is no more: that is what an empty message says.</summary>
    private async Task TellSensorsAsync(MqttConnection connection, CancellationToken cancellation)
    {
        if (_homeAssistant is null || _discovery is null)
            return;
        IReadOnlyList<MqttSensor> sensors;
        lock (_gate)
            sensors = _sensors;
        if (!ReferenceEquals(sensors, _toldSensors))
        {
            _discovery.Begin();
            foreach ((string topic, byte[] payload) in _homeAssistant.Messages(sensors, _trigger is not null))
            {
                _discovery.Announce(topic);
                await connection.RetainAsync(topic, payload, cancellation).ConfigureAwait(false);
            }

            _toldSensors = sensors;
        }

        foreach (string topic in _discovery.Gone())
        {
            await connection.RetainAsync(topic, ReadOnlyMemory<byte>.Empty, cancellation).ConfigureAwait(false);
            _discovery.Remove(topic);
        }
    }

    private async Task TellProblemAsync(MqttConnection connection, CancellationToken cancellation)
    {
        string? problem;
        lock (_gate)
        {
            if (_isProblemTold)
                return;
            problem = _problem;
        }

        await connection.RetainAsync(_topics.Problem, MqttPayloads.Problem(problem), cancellation).ConfigureAwait(false);
        lock (_gate)
            _isProblemTold = problem == _problem;
    }

    /// <summary>Of a region's values that came in since, the last one is enough.</summary>
    private async Task TellStatesAsync(MqttConnection connection, CancellationToken cancellation)
    {
        while (_states.Count > 0)
        {
            (string topic, ReadingEvent reading) = _states.First();
            await connection.RetainAsync(topic, MqttPayloads.State(reading), cancellation).ConfigureAwait(false);
            _states.Remove(topic);
        }
    }

    private void OnMessage(string topic, bool isRetained)
    {
        // A retained request would be carried out at each connection; what is announced now is news of this device's own.
        if (isRetained && _discovery is not null && _discovery.Find(topic))
            Attention?.Invoke();
        else if (!isRetained && topic == _topics.Trigger)
            _trigger?.Invoke();
    }

    /// <summary>Leaves a connection that the other side has ended.</summary>
    /// <param name="error">What it was noticed by; null for nothing.</param>
    /// <param name="cancellation">Ends the wait for the reason.</param>
    private async Task LeaveEndedAsync(Exception? error, CancellationToken cancellation)
    {
        bool isTakenOver = error is not null && MqttFailure.IsTakenOver(error);
        // A refusal in words is no riddle, also where the broker hangs up behind it.
        if (_connection is not { } ended || (ended.IsConnected && !isTakenOver) || error is DeliveryException)
            return;
        _rivals.OnEnded(isTakenOver || await ended.IsTakenOverAsync(cancellation).ConfigureAwait(false));
        Abandon();
    }

    private void Abandon() => Interlocked.Exchange(ref _connection, null)?.Abandon();
}
