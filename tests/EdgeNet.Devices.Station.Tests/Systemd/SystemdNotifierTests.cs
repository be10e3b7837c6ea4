using System.Net.Sockets;
using System.Text;
using EdgeNet.Devices.Station.Systemd;

namespace EdgeNet.Devices.Station.Tests.Systemd;

public sealed class SystemdNotifierTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly Socket _systemd = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { ReceiveTimeout = 60_000 };
    private readonly FixedTime _time = new();

    public void Dispose()
    {
        _systemd.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void It_tells_what_it_does()
    {
        using SystemdNotifier notifier = Open(Bind(_folder.PathOf("notify")));
        Assert.True(notifier.IsEnabled);
        notifier.Ready();
        notifier.Status("reads\nREADY=0\u001b");
        notifier.Stopping();
        Assert.Equal(["READY=1", "STATUS=reads\\u000aREADY=0\\u001b", "STOPPING=1"], [Receive(), Receive(), Receive()]);
    }

    [Fact]
    public void An_abstract_socket_does_as_well()
    {
        string name = $"edgenet-test-{Guid.NewGuid():N}";
        _systemd.Bind(new UnixDomainSocketEndPoint("\0" + name));
        using SystemdNotifier notifier = Open("@" + name);
        notifier.Ready();
        Assert.Equal("READY=1", Receive());
    }

    [Fact]
    public void It_is_alive_twice_in_the_watchdogs_time_however_often_it_is_told()
    {
        using SystemdNotifier notifier = Open(Bind(_folder.PathOf("notify")), watchdog: "30000000");
        Assert.True(notifier.HasWatchdog);
        for (int second = 0; second < 60; second++)
        {
            notifier.Alive();
            _time.Pass(TimeSpan.FromSeconds(1));
        }

        notifier.Stopping();
        for (int i = 0; i < 4; i++)
            Assert.Equal("WATCHDOG=1", Receive());
        Assert.Equal("STOPPING=1", Receive());
    }

    [Theory]
    [InlineData("30000000", "1")]
    [InlineData("0", null)]
    [InlineData("-5", null)]
    [InlineData("soon", null)]
    [InlineData("99999999999999999999999", null)]
    [InlineData(null, null)]
    public void A_watchdog_that_is_anothers_or_none_is_left_alone(string? microseconds, string? process)
    {
        using SystemdNotifier notifier = Open(Bind(_folder.PathOf("notify")), microseconds, process);
        Assert.False(notifier.HasWatchdog);
        notifier.Alive();
        notifier.Ready();
        Assert.Equal("READY=1", Receive());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("/nowhere/at/all")]
    [InlineData(
        "/a/path/that/is/much/too/long/for/the/address/of/a/socket/which/has/no/more/room/than/one/hundred/and/eight/bytes/on/linux")]
    public void Without_systemd_nothing_is_told(string? socket)
    {
        using SystemdNotifier notifier = Open(socket, "1000000");
        Assert.False(notifier.IsEnabled);
        notifier.Ready();
        notifier.Alive();
    }

    [Fact]
    public void A_systemd_that_is_away_or_takes_nothing_holds_up_nothing()
    {
        using SystemdNotifier notifier = Open(Bind(_folder.PathOf("notify")));
        // Its queue is full after some hundred.
        for (int i = 0; i < 10_000; i++)
            notifier.Ready();
        _systemd.Dispose();
        notifier.Stopping();
    }

    private string Bind(string path)
    {
        _systemd.Bind(new UnixDomainSocketEndPoint(path));
        return path;
    }

    private string Receive()
    {
        byte[] buffer = new byte[4096];
        return Encoding.UTF8.GetString(buffer, 0, _systemd.Receive(buffer));
    }

    private SystemdNotifier Open(string? socket, string? watchdog = null, string? process = null) =>
        SystemdNotifier.From(
            name =>
                name switch
                {
                    "NOTIFY_SOCKET" => socket,
                    "WATCHDOG_USEC" => watchdog,
                    "WATCHDOG_PID" => process,
                    _ => null,
                },
            process: 42,
            _time);
}
