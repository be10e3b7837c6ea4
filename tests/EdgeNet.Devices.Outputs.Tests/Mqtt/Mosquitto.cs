using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace EdgeNet.Devices.Outputs.Tests.Mqtt;

/// <summary>A mosquitto of the test's own, on a port of its own; it can be taken away and brought back.</summary>
internal sealed class Mosquitto : IDisposable
{
    private const string Program = "mosquitto";
    private static readonly string[] Places = ["/usr/sbin", "/usr/local/sbin", "/opt/homebrew/sbin"];

    private readonly string _path;
    private readonly string _folder;
    private Process? _process;

    /// <param name="path">The program.</param>
    /// <param name="folder">For its settings and what it keeps.</param>
    /// <param name="settings">Lines of its configuration besides.</param>
    public Mosquitto(string path, string folder, string settings = "")
    {
        (_path, _folder) = (path, folder);
        using (var socket = new TcpListener(IPAddress.Loopback, 0))
        {
            socket.Start();
            Port = ((IPEndPoint)socket.LocalEndpoint).Port;
        }

        string access = settings.Contains("allow_anonymous", StringComparison.Ordinal) ? "" : "allow_anonymous true";
        // As root it would become another user, who may not write here.
        File.WriteAllText(Path.Combine(folder, "mosquitto.conf"), string.Create(CultureInfo.InvariantCulture, $"""
            user root
            listener {Port} 127.0.0.1
            {access}
            persistence true
            persistence_location {folder}/
            max_queued_messages 0
            {settings}

            """));
    }

    public int Port { get; }

    /// <summary>Finds the program.</summary>
    /// <param name="missing">Why it is not there, and what would help.</param>
    public static string? Find(out string missing)
    {
        string? path = X64Emulator.OnPath(Program) ?? Places.Select(p => Path.Combine(p, Program)).FirstOrDefault(File.Exists);
        missing = path is null ? "no mosquitto. On Debian and Ubuntu: apt-get install mosquitto" : "";
        return path;
    }

    public async Task StartAsync()
    {
        string[] arguments = ["-c", Path.Combine(_folder, "mosquitto.conf")];
        _process = Process.Start(new ProcessStartInfo(_path, arguments) { RedirectStandardError = true })!;
        _ = _process.StandardError.ReadToEndAsync();
        await Wait.UntilAsync(IsListening, "mosquitto listens");
    }

    /// <summary>Ends it as an administrator does; sessions and retained messages stay.</summary>
    public async Task StopAsync()
    {
        using (Process kill = Process.Start("kill", [_process!.Id.ToString(CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();
        await _process.WaitForExitAsync().WaitAsync(Wait.Patience);
        _process.Dispose();
        _process = null;
    }

    public void Dispose()
    {
        if (_process is null)
            return;
        _process.Kill();
        _process.WaitForExit(Wait.Patience);
        _process.Dispose();
    }

    private bool IsListening()
    {
        if (_process!.HasExited)
            Assert.Fail($"mosquitto ended with {_process.ExitCode}.");
        try
        {
            using var client = new TcpClient();
            client.Connect(IPAddress.Loopback, Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
