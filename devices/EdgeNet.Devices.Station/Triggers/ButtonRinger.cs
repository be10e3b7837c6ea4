namespace EdgeNet.Devices.Station.Triggers;

/// <summary>Rings when a button is pressed. A thread waits for it, for that is what a button offers.</summary>
public sealed class ButtonRinger : IDisposable
{
    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stop = new();
    private readonly Thread _thread;

    /// <summary>Begins to wait.</summary>
    /// <param name="bell">The bell.</param>
    /// <param name="wait">
    /// Waits for a press, for so long at most, and takes it: <see cref="Gpio.Lines.TriggerButton.Wait"/>. It may throw
    /// <see cref="OperationCanceledException"/> when it is ended.
    /// </param>
    public ButtonRinger(TriggerBell bell, Func<TimeSpan, CancellationToken, bool> wait)
    {
        ArgumentNullException.ThrowIfNull(bell);
        ArgumentNullException.ThrowIfNull(wait);
        _thread = new Thread(() => Watch(bell, wait)) { IsBackground = true, Name = "button" };
        _thread.Start();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Cancel();
        _thread.Join();
        _stop.Dispose();
    }

    private void Watch(TriggerBell bell, Func<TimeSpan, CancellationToken, bool> wait)
    {
        try
        {
            while (!_stop.IsCancellationRequested)
            {
                if (wait(Slice, _stop.Token))
                    bell.Ring(TriggerCause.Button);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // That is how the waiting ends.
        }
    }
}
