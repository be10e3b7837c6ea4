using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using EdgeNet.Devices.Outputs.Tests;

namespace EdgeNet.ZipReader.Tests.Programs;

/// <summary>
/// The program as a process: run by the .NET runtime, or the published one that EDGENET_ZIPREADER names. Its output and log are collected
/// as they come.
/// </summary>
internal sealed class StationProcess : IDisposable
{
    private readonly Process _process;
    private readonly List<string> _lines = [];
    private readonly List<string> _log = [];
    private readonly Task _reading;

    private StationProcess(ProcessStartInfo start)
    {
        _process = Process.Start(start)!;
        _reading = Task.WhenAll(CollectAsync(_process.StandardOutput, _lines), CollectAsync(_process.StandardError, _log));
    }

    /// <summary>The published program; null where the .NET runtime runs it.</summary>
    public static string? Published => Environment.GetEnvironmentVariable("EDGENET_ZIPREADER") is { Length: > 0 } path ? path : null;

    /// <summary>The standard output's lines so far.</summary>
    public IReadOnlyList<string> Lines => Snapshot(_lines);

    /// <summary>The error stream's lines so far.</summary>
    public IReadOnlyList<string> Log => Snapshot(_log);

    public Stream Input => _process.StandardInput.BaseStream;

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public IReadOnlyList<JsonElement> Events => [.. Lines.Select(line => JsonDocument.Parse(line).RootElement)];

    public static StationProcess Start(string[] args, params (string Name, string Value)[] environment)
    {
        string program = Published ?? Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        string[] first = Published is null ? [Path.Combine(AppContext.BaseDirectory, "ZipReader.dll")] : [];
        var start = new ProcessStartInfo(program, [.. first, .. args])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = new UTF8Encoding(false),
            StandardErrorEncoding = new UTF8Encoding(false),
        };
        foreach ((string name, string value) in environment)
            start.Environment[name] = value;
        return new StationProcess(start);
    }

    /// <summary>Runs it to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] args)
    {
        using StationProcess process = Start(args);
        int exitCode = await process.EndAsync();
        return (exitCode, Join(process.Lines), Join(process.Log));

        static string Join(IReadOnlyList<string> lines) => string.Concat(lines.Select(line => line + "\n"));
    }

    /// <summary>A port that is free.</summary>
    public static int FreePort()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }

    /// <summary>Waits for something, as long as the program runs.</summary>
    public Task UntilAsync(Func<bool> holds, string what) => Wait.UntilAsync(
        () =>
        {
            bool isThere = holds();
            if (!isThere && HasExited)
                Assert.Fail($"The program ended with {_process.ExitCode} before {what}:\n{string.Join('\n', [.. Log, .. Lines])}");
            return isThere;
        },
        what);

    public Task UntilLoggedAsync(string text) => UntilAsync(() => Log.Any(line => line.Contains(text, StringComparison.Ordinal)), text);

    public async Task SignalAsync(string signal)
    {
        using Process kill = Process.Start("kill", ["-" + signal, _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Waits for its end.</summary>
    public async Task<int> EndAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync().WaitAsync(Wait.Patience);
        await _reading;
        return _process.ExitCode;
    }

    /// <summary>Ends it as systemd does.</summary>
    public async Task<int> StopAsync()
    {
        await SignalAsync("TERM");
        await _process.WaitForExitAsync().WaitAsync(Wait.Patience);
        await _reading;
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.WaitForExit(Wait.Patience);
        _process.Dispose();
    }

    private static async Task CollectAsync(StreamReader reader, List<string> lines)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            lock (lines)
                lines.Add(line);
        }
    }

    private static List<string> Snapshot(List<string> lines)
    {
        lock (lines)
            return [.. lines];
    }
}
