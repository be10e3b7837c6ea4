using System.Runtime.InteropServices;
using EdgeNet.Devices;
using EdgeNet.Devices.Linux;
using EdgeNet.Devices.Station.Configuration;
using EdgeNet.Devices.Station.Logging;
using EdgeNet.Devices.Station.Systemd;

namespace EdgeNet.ZipReader.Composition;

/// <summary>Runs a station as a process: with signals, log and exit code.</summary>
internal static class StationRunner
{
    /// <summary>Runs it.</summary>
    /// <param name="config">Its configuration.</param>
    /// <param name="replay">Frames in place of the camera's; null for none.</param>
    /// <returns>0 ended by a signal or the end of all frames, 1 by a fault, 2 its configuration cannot be used.</returns>
    internal static int Run(StationConfig config, IFrameDevice? replay = null)
    {
        using Stream output = Console.OpenStandardOutput();
        using Stream error = Console.OpenStandardError();
        var options = new LogOptions
        {
            Level = config.Log.Level,
            Format = config.Log.IsJson ? LogFormat.Json : LogOptions.UsualFormat,
            Tail = config.Log.Tail,
        };
        using var log = new StationLog(options, error.Write);
        using var notifier = SystemdNotifier.FromEnvironment();
        var host = new HostParts { Config = config, Log = log, Notifier = notifier, Output = output, Replay = replay };
        using var ending = new CancellationTokenSource();
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
        return RunAsync(host, ending.Token).GetAwaiter().GetResult();

        void End(PosixSignalContext signal)
        {
            // The second one ends it at once.
            signal.Cancel = !ending.IsCancellationRequested;
            ending.Cancel();
        }
    }

    private static async Task<int> RunAsync(HostParts host, CancellationToken cancellation)
    {
        try
        {
            using ProcessLock? taken = host.Replay is null ? RunLock.Take(host.Config) : null;
            if (host.Replay is not null)
                RunLock.ThrowIfStoreIsTaken(host.Config);
            StationHost station = StationHost.Open(host);
            await using (station.ConfigureAwait(false))
                return await station.RunAsync(cancellation).ConfigureAwait(false) ? 0 : 1;
        }
        catch (Exception error) when (error is SetupException or ConfigException)
        {
            foreach (string line in error.Message.Split('\n'))
                host.Log.Error("configuration", line);
            return 2;
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // It ends in order, lamp off and store closed, and whoever watches over it starts it again.
            bool isKnown = error is IOException or WeightsException;
            host.Log.Error("station", isKnown ? error.Message : $"{error.GetType().Name}: {error.Message}");
            return 1;
        }
    }
}
