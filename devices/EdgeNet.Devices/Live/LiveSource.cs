namespace EdgeNet.Devices;

/// <summary>
/// Frames of a device that gives them in its own time. A thread captures into three buffers; the newest frame wins where reading is
/// slower. A camera that fails is told once, as a <see cref="CameraException"/>, and opened again after waits that grow; the first frame
/// after it has a warning that says how long that took. In steady state it allocates nothing a frame.
/// </summary>
public sealed class LiveSource : IFrameSource
{
    private readonly IFrameDevice _device;
    private readonly FrameExchange _exchange;
    private readonly CaptureLoop _loop;
    private readonly ManualResetEventSlim _stop = new();
    private Thread? _thread;

    /// <summary>A source over a device, which is opened when the first frame is asked for.</summary>
    /// <param name="device">The device.</param>
    /// <param name="options">How to wait, retry and deliver; the defaults if null.</param>
    public LiveSource(IFrameDevice device, LiveOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(device);
        options ??= new LiveOptions();
        _device = device;
        _exchange = new FrameExchange(options.Delivery);
        _loop = new CaptureLoop(device, _exchange, options, TimeProvider.System);
    }

    /// <inheritdoc/>
    public FrameCounts Counts => _exchange.Counts;

    /// <summary>Why the device gives no frames at present; null where it does. Any thread may ask.</summary>
    public CameraException? Fault => _exchange.Fault;

    /// <inheritdoc/>
    public bool TryGetFrame(out SourceFrame frame, CancellationToken cancellation = default)
    {
        ObjectDisposedException.ThrowIf(_stop.IsSet, this);
        if (_thread is null)
        {
            _thread = new Thread(Capture) { IsBackground = true, Name = "camera" };
            _thread.Start();
        }

        frame = default;
        if (_exchange.Take(cancellation) is not { } buffer)
            return false;
        frame = new SourceFrame(_device.Name, buffer.Frame, buffer.Warning is { } warning ? [warning] : null)
        {
            Number = buffer.Number,
            Captured = buffer.Captured,
        };
        return true;
    }

    /// <summary>Ends the thread and closes the device.</summary>
    public void Dispose()
    {
        _stop.Set();
        _loop.Interrupt();
        _thread?.Join();
        _loop.Dispose();
    }

    private void Capture()
    {
        while (!_stop.IsSet && !_loop.IsOver)
        {
            TimeSpan wait = _loop.Step();
            if (wait > TimeSpan.Zero)
                _stop.Wait(wait);
        }
    }
}
