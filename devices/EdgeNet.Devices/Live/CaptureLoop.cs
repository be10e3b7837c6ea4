using System.Globalization;
using EdgeNet.Safety;

namespace EdgeNet.Devices;

/// <summary>
/// What the capturing thread does, one step at a time: opens the device, takes a frame, notices that there has been none for too long,
/// closes what fails, and says how long to wait before it tries again.
/// </summary>
internal sealed class CaptureLoop(IFrameDevice device, FrameExchange exchange, LiveOptions options, TimeProvider time) : IDisposable
{
    /// <summary>The longest wait in one step: so long does closing take at most.</summary>
    internal static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(100);

    private const int LongestReport = 500;

    private readonly Backoff _backoff = new(options.FirstRetry, options.LongestRetry);
    private volatile IFrameStream? _stream;
    private long _lastSign;
    private long _failedAt;
    private CameraFault? _toldFault;
    private string? _damage;

    /// <summary>Whether there is no more to do.</summary>
    internal bool IsOver { get; private set; }

    /// <summary>Does one step.</summary>
    /// <returns>How long to wait before the next.</returns>
    internal TimeSpan Step()
    {
        try
        {
            if (_stream is not { } stream)
            {
                _stream = stream = device.Open();
                _lastSign = time.GetTimestamp();
                exchange.CountOpening();
            }

            if (exchange.WaitForRoom(Slice))
                Read(stream);
            else
                _lastSign = time.GetTimestamp();
            return TimeSpan.Zero;
        }
        catch (CameraException fault)
        {
            return Fail(fault);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // Whatever a device throws, the reader is told and the thread lives.
            string report = PlainText.Shorten(error.Message, LongestReport);
            return Fail(new CameraException(device.Name, CameraFault.Failed, $"{report} ({error.GetType().Name})", error));
        }
    }

    /// <summary>Ends a step that takes long; called by another thread.</summary>
    internal void Interrupt() => _stream?.Interrupt();

    /// <inheritdoc/>
    public void Dispose()
    {
        _stream?.Dispose();
        _stream = null;
    }

    private void Read(IFrameStream stream)
    {
        FrameBuffer buffer = exchange.Filling;
        switch (stream.Read(buffer, Slice))
        {
            case StreamResult.Frame:
                _lastSign = time.GetTimestamp();
                if (_toldFault is not null)
                    AnnounceReturn(buffer);
                _damage = null;
                exchange.Publish();
                break;
            case StreamResult.Damaged:
                _damage = buffer.Warning;
                buffer.Warning = null;
                exchange.CountDamage();
                ThrowIfStalled();
                break;
            case StreamResult.Nothing:
                ThrowIfStalled();
                break;
            default:
                IsOver = true;
                exchange.End();
                break;
        }
    }

    private void ThrowIfStalled()
    {
        TimeSpan silence = time.GetElapsedTime(_lastSign);
        if (silence < options.StallTimeout + device.LongestPause)
            return;
        string seconds = silence.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture);
        string? damage = _damage is null ? null : PlainText.Shorten(_damage, LongestReport);
        string message = damage is null
            ? $"no frame for {seconds} s: it is opened anew; if that does not help, check cable and power supply, and plug it out and in"
            : $"no sound frame for {seconds} s, only damaged ones ({damage}): it is opened anew; "
                + "a shorter cable or a smaller size may help";
        throw new CameraException(device.Name, CameraFault.Stalled, message);
    }

    private TimeSpan Fail(CameraException fault)
    {
        if (_toldFault is null)
            _failedAt = time.GetTimestamp();
        // An attempt that fails as the one before is not told again, though times in its message differ: that may go on for weeks.
        exchange.Fail(fault, isNew: fault.Fault != _toldFault);
        _toldFault = fault.Fault;
        CloseQuietly();
        return _backoff.Next();
    }

    private void AnnounceReturn(FrameBuffer buffer)
    {
        string seconds = time.GetElapsedTime(_failedAt).TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture);
        string back = string.Create(
            CultureInfo.InvariantCulture, $"{device.Name}: gives frames again, {seconds} s and {_backoff.Attempts} attempts later");
        buffer.Warning = buffer.Warning is null ? back : $"{back}; {buffer.Warning}";
        _toldFault = null;
        _backoff.Reset();
    }

    private void CloseQuietly()
    {
        try
        {
            Dispose();
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // It failed already, and that has been told.
            _stream = null;
        }
    }
}
