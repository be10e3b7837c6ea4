using System.Runtime.InteropServices;

namespace EdgeNet.Devices.Gpio.Lines;

/// <summary>
/// Does something before the process ends, however it does: normally, by a signal, or by an exception that nobody catches. Against SIGKILL
/// and power cuts there is no code: a resistor that pulls the lamp's line to off is.
/// </summary>
internal sealed class SafeState : IDisposable
{
    private readonly Action _off;
    private readonly List<PosixSignalRegistration> _signals = [];
    private readonly EventHandler _onExit;
    private readonly UnhandledExceptionEventHandler _onCrash;

    internal SafeState(Action off)
    {
        _off = off;
        _onExit = (_, _) => _off();
        _onCrash = (_, _) => _off();
        AppDomain.CurrentDomain.ProcessExit += _onExit;
        AppDomain.CurrentDomain.UnhandledException += _onCrash;
        if (OperatingSystem.IsWindows())
            return;
        // SIGTERM among them comes before the exit's event; the others end the process without one.
        ReadOnlySpan<PosixSignal> ends = [PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGHUP, PosixSignal.SIGQUIT];
        foreach (PosixSignal signal in ends)
            _signals.Add(PosixSignalRegistration.Create(signal, _ => _off()));
    }

    /// <summary>Does it a last time, and no more.</summary>
    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= _onExit;
        AppDomain.CurrentDomain.UnhandledException -= _onCrash;
        foreach (PosixSignalRegistration signal in _signals)
            signal.Dispose();
        _signals.Clear();
        _off();
    }
}
