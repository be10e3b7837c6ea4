using System.Globalization;
using EdgeNet.Devices.Events;
using EdgeNet.Devices.Gpio.Displays;
using EdgeNet.Devices.Station.Loop;
using EdgeNet.Safety;

namespace EdgeNet.Devices.Station.Outputs;

/// <summary>
/// Shows the last event, or that there is no picture, on a display. A display takes some tens of milliseconds, or hangs: a thread of its
/// own writes what came last, and what it had no time for is passed over. One that does not answer is tried again with the next event.
/// </summary>
public sealed class DisplayEvents : IEventSink, IStationObserver, IDisposable
{
    private static readonly TimeSpan CloseTime = TimeSpan.FromSeconds(2);

    private readonly ITextDisplay _display;
    private readonly IStationObserver? _next;
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _news = new(0);
    private readonly Thread _thread;
    private (string Headline, string Detail)? _waiting;
    private bool _isClosed;

    /// <summary>Begins to show.</summary>
    /// <param name="display">The display, disposed with this.</param>
    /// <param name="next">Who hears what is told besides; null for nobody.</param>
    public DisplayEvents(ITextDisplay display, IStationObserver? next = null)
    {
        ArgumentNullException.ThrowIfNull(display);
        (_display, _next) = (display, next);
        _thread = new Thread(Write) { IsBackground = true, Name = "display" };
        _thread.Start();
    }

    /// <inheritdoc/>
    public void OnEvent(ReadingEvent reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        string percent = (100 * reading.Confidence).ToString("0.0", CultureInfo.InvariantCulture) + " %";
        string detail = reading.Region is null ? percent : $"{reading.Region} {percent}";
        Show(reading.Text ?? "?", reading.Text is null ? "unsure, " + detail : detail);
    }

    /// <inheritdoc/>
    public void OnFault(FrameException fault)
    {
        Show("!", fault is CameraException camera ? $"camera: {camera.Fault}" : "no picture");
        _next?.OnFault(fault);
    }

    /// <inheritdoc/>
    public void OnFramesAgain()
    {
        Show("", "ready");
        _next?.OnFramesAgain();
    }

    /// <inheritdoc/>
    public void OnWarning(string message) => _next?.OnWarning(message);

    /// <summary>Ends the thread, and switches the display off unless it hangs.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_isClosed)
                return;
            _isClosed = true;
        }

        _news.Release();
        if (_thread.Join(CloseTime))
            _display.Dispose();
    }

    private void Show(string headline, string detail)
    {
        lock (_lock)
        {
            if (_isClosed)
                return;
            bool isFirst = _waiting is null;
            _waiting = (headline, detail);
            if (isFirst)
                _news.Release();
        }
    }

    private void Write()
    {
        (string, string)? shown = null;
        bool hasFailed = false;
        while (true)
        {
            _news.Wait();
            (string Headline, string Detail)? next;
            lock (_lock)
            {
                (next, _waiting) = (_waiting, null);
                if (next is null && _isClosed)
                    return;
            }

            if (next is not { } text || (next == shown && !hasFailed))
                continue;
            try
            {
                _display.Show(text.Headline, text.Detail);
                (shown, hasFailed) = (next, false);
            }
            catch (IOException error)
            {
                if (!hasFailed)
                    _next?.OnWarning($"display: does not answer, check its wires: {PlainText.Shorten(error.Message, 300)}");
                hasFailed = true;
            }
        }
    }
}
