using System.Diagnostics;
using System.Net.Sockets;
using EdgeNet.VirtualPi.Tests.Building;
using EdgeNet.VirtualPi.Tests.Disk;

namespace EdgeNet.VirtualPi.Tests.Machine;

/// <summary>
/// A running virtual Raspberry Pi: a processor as the Pi 4's, Debian's kernel, a camera that shows chosen pictures, GPIO lines, a disk, a
/// network whose 10.0.2.2 is this machine. The processor is emulated: it is some ten times slower than this machine.
/// </summary>
internal sealed class PiMachine : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly string _folder;
    private readonly DiskServer _server;
    private readonly Process _emulator;
    private readonly GuestChannel _channel;
    private bool _isOff;

    private PiMachine(string folder, DiskServer server, Process emulator, GuestChannel channel)
    {
        (_folder, _server, _emulator, _channel) = (folder, server, emulator, channel);
    }

    /// <summary>Switches a machine on.</summary>
    /// <param name="image">What it consists of.</param>
    /// <param name="disk">What is kept when it is off.</param>
    /// <param name="folder">For sockets and the console's log; its path is short, as sockets need.</param>
    public static PiMachine Boot(GuestImage image, VolatileDisk disk, string folder)
    {
        string diskSocket = Path.Combine(folder, "disk"), controlSocket = Path.Combine(folder, "control");
        File.Delete(diskSocket);
        File.Delete(controlSocket);
        var server = new DiskServer(disk, diskSocket);
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(controlSocket));
        listener.Listen(1);
        string[] arguments =
        [
            "-M", "virt", "-cpu", Environment.GetEnvironmentVariable("EDGENET_VIRTUALPI_CPU") ?? "cortex-a72", "-smp", "2", "-m", "768",
            "-accel", "tcg,thread=multi", "-nodefaults", "-display", "none", "-no-reboot", "-rtc", "base=utc",
            "-serial", $"file:{Path.Combine(folder, "console.log")}",
            "-kernel", image.Kernel, "-initrd", image.FirstFileSystem, "-append", "console=ttyAMA0 rdinit=/init panic=-1 loglevel=4",
            "-drive", $"if=none,id=pictures,format=raw,readonly=on,file={image.Pictures}",
            "-device", "virtio-blk-device,drive=pictures,serial=pictures",
            "-blockdev", $"driver=nbd,node-name=data,server.type=unix,server.path={diskSocket}",
            "-device", "virtio-blk-device,drive=data,serial=data,write-cache=on",
            "-netdev", "user,id=net",
            "-device", "virtio-net-device,netdev=net",
            "-chardev", $"socket,id=control,path={controlSocket}",
            "-device", "virtio-serial-device", "-device", "virtserialport,chardev=control,name=control",
        ];
        var start = new ProcessStartInfo(HostTools.Find(HostTools.Emulator)!, arguments)
        {
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        Process emulator = Process.Start(start)!;
        Task<string> error = emulator.StandardError.ReadToEndAsync();
        listener.ReceiveTimeout = (int)Patience.TotalMilliseconds;
        if (!listener.Poll(Patience, SelectMode.SelectRead))
            throw new IOException($"{HostTools.Emulator} did not start: {(emulator.HasExited ? error.Result : "no connection")}");
        var machine = new PiMachine(folder, server, emulator, new GuestChannel(listener.Accept()));
        try
        {
            machine._channel.WaitUntilReady(Patience);
        }
        catch (IOException problem)
        {
            string console = machine.Console;
            machine.Dispose();
            throw new IOException($"The machine did not come up: {problem.Message}\n{console}{error.Result}", problem);
        }

        return machine;
    }

    /// <summary>The last lines of the console, for when something goes wrong.</summary>
    public string Console
    {
        get
        {
            string path = Path.Combine(_folder, "console.log");
            if (!File.Exists(path))
                return "";
            using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
            return string.Join('\n', reader.ReadToEnd().Split('\n').TakeLast(30));
        }
    }

    /// <summary>Runs a script that must succeed; it may use what pi.sh has.</summary>
    /// <returns>What it wrote.</returns>
    public string Run(string script) => RunForBytes(script).Text;

    /// <summary>Runs a script that must succeed.</summary>
    public GuestAnswer RunForBytes(string script)
    {
        GuestAnswer answer = TryRun(script);
        Assert.True(answer.Code == 0, $"In the machine, '{script}' ended with {answer.Code}:\n{answer.Text}\n{Console}");
        return answer;
    }

    /// <summary>Runs a script that may fail.</summary>
    public GuestAnswer TryRun(string script)
    {
        if (_server.Fault is { } fault)
            throw new IOException("The disk's server failed.", fault);
        try
        {
            return _channel.Run($". /bin/pi.sh\n{script}\n", Patience);
        }
        catch (IOException error)
        {
            throw new IOException($"In the machine, '{script}': {error.Message}\n{Console}", error);
        }
    }

    /// <summary>Waits until a script succeeds.</summary>
    /// <param name="script">The script.</param>
    /// <param name="what">What it shows, for the message if it does not come to be.</param>
    /// <param name="patience">How long it may take; a few minutes unless told otherwise.</param>
    /// <returns>What it wrote then.</returns>
    public string WaitFor(string script, string what, TimeSpan? patience = null)
    {
        double most = (patience ?? Patience).TotalMilliseconds;
        long start = Environment.TickCount64;
        while (true)
        {
            GuestAnswer answer = TryRun(script);
            if (answer.Code == 0)
                return answer.Text;
            if (Environment.TickCount64 - start > most)
                Assert.Fail($"Did not come to be: {what}\n{answer.Text}\n{TryRun("tail -n 20 /tmp/reader.log").Text}\n{Console}");
            Thread.Sleep(50);
        }
    }

    /// <summary>Takes the emulator away, whatever it does.</summary>
    public void Kill()
    {
        if (_isOff)
            return;
        _isOff = true;
        _emulator.Kill();
        _emulator.WaitForExit();
        _channel.Dispose();
        _server.Dispose();
        _emulator.Dispose();
    }

    public void Dispose() => Kill();
}
