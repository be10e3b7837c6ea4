using System.Globalization;
using System.Net.Sockets;
using System.Text;
using EdgeNet.Safety;

namespace EdgeNet.Devices.Station.Systemd;

/// <summary>
/// Tells systemd that the service is ready, alive, or stopping: sd_notify(3), a datagram to the socket that NOTIFY_SOCKET names. The manual
/// asks programs to write these lines themselves rather than to link a library for them. Microsoft.Extensions.Hosting.Systemd has them, but
/// knows no watchdog, waits without end where the socket is full, and brings some twenty packages of a host that is not used here.
/// </summary>
public sealed class SystemdNotifier : IDisposable
{
    private const int LongestStatus = 200;

    private readonly TimeProvider _time;
    private readonly Socket? _socket;
    private readonly TimeSpan _interval;
    private long _alive;

    private SystemdNotifier(string? socket, TimeSpan watchdog, TimeProvider time)
    {
        _time = time;
        // Half the time, as sd_watchdog_enabled(3) recommends.
        _interval = watchdog / 2;
        if (socket is not { Length: > 1 })
            return;
        var opened = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { Blocking = false };
        try
        {
            // An @ stands for the zero of the abstract name space.
            opened.Connect(new UnixDomainSocketEndPoint(socket[0] == '@' ? '\0' + socket[1..] : socket));
            _socket = opened;
        }
        catch (Exception error) when (error is SocketException or ArgumentException)
        {
            opened.Dispose();
        }
    }

    /// <summary>Whether systemd listens.</summary>
    public bool IsEnabled => _socket is not null;

    /// <summary>Whether systemd restarts the service when it does not say for some time that it is alive.</summary>
    public bool HasWatchdog => IsEnabled && _interval > TimeSpan.Zero;

    /// <summary>Takes what systemd has put into the environment.</summary>
    /// <param name="time">The clock.</param>
    public static SystemdNotifier FromEnvironment(TimeProvider? time = null) =>
        From(Environment.GetEnvironmentVariable, Environment.ProcessId, time ?? TimeProvider.System);

    /// <summary>Tells that it works.</summary>
    public void Ready() => Send("READY=1");

    /// <summary>Tells that it is about to end.</summary>
    public void Stopping() => Send("STOPPING=1");

    /// <summary>Tells in a line what it does; <c>systemctl status</c> shows it.</summary>
    /// <param name="status">The line.</param>
    public void Status(string status)
    {
        ArgumentNullException.ThrowIfNull(status);
        Send("STATUS=" + PlainText.Shorten(status, LongestStatus));
    }

    /// <summary>
    /// Tells that it is alive, where it is time to: the loop that must not hang calls this as often as it likes. It costs no memory unless
    /// something is sent.
    /// </summary>
    public void Alive()
    {
        if (!HasWatchdog || (_alive != 0 && _time.GetElapsedTime(_alive) < _interval))
            return;
        _alive = _time.GetTimestamp();
        Send("WATCHDOG=1");
    }

    /// <inheritdoc/>
    public void Dispose() => _socket?.Dispose();

    internal static SystemdNotifier From(Func<string, string?> variable, int process, TimeProvider time)
    {
        // A child must not take its parent's watchdog for its own.
        bool isMine = variable("WATCHDOG_PID") is not { Length: > 0 } pid || pid == process.ToString(CultureInfo.InvariantCulture);
        bool hasTime = long.TryParse(variable("WATCHDOG_USEC"), NumberStyles.None, CultureInfo.InvariantCulture, out long microseconds);
        TimeSpan watchdog =
            isMine && hasTime && microseconds is > 0 and < (long)1e15 ? TimeSpan.FromMicroseconds(microseconds) : TimeSpan.Zero;
        return new SystemdNotifier(variable("NOTIFY_SOCKET"), watchdog, time);
    }

    private void Send(string state)
    {
        try
        {
            _socket?.Send(Encoding.UTF8.GetBytes(state));
        }
        catch (SocketException)
        {
            // systemd is away, or busy: it will be told again, or restarts the service, which is what a watchdog is for.
        }
    }
}
