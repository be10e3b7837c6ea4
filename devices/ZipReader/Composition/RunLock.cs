using System.Globalization;
using System.IO.Hashing;
using System.Text;
using EdgeNet.Devices.Linux;
using EdgeNet.Devices.Outputs.Store;
using EdgeNet.Devices.Station.Configuration;
using EdgeNet.Devices.Station.Systemd;

namespace EdgeNet.ZipReader.Composition;

/// <summary>
/// One station at a time runs with a configuration: a second one would find camera, pins, page and store in use. The lock lies in the
/// folder that systemd gives the service while it runs; a program that is started by hand looks for it there.
/// </summary>
internal static class RunLock
{
    /// <summary>Takes the lock of a configuration.</summary>
    /// <param name="config">The configuration.</param>
    /// <returns>The lock, to be held while it runs; null where there is no folder for it, or it may not be written to.</returns>
    /// <exception cref="IOException">Another station runs with the configuration, or with its store.</exception>
    internal static ProcessLock? Take(StationConfig config)
    {
        ThrowIfStoreIsTaken(config);
        string? folder = Environment.GetEnvironmentVariable("RUNTIME_DIRECTORY")?.Split(':')[0];
        folder = folder is { Length: > 0 } && folder[0] == '/' ? folder : ServiceUnit.RuntimeFolder;
        string path = Path.Combine(folder, NameOf(config));
        if (!Directory.Exists(folder))
            return null;
        if (ProcessLock.IsTaken(path, out int? process))
            throw Error(process, "this configuration");
        try
        {
            return ProcessLock.Take(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Another one may have come first. Else it helps whoever starts a second one, and is no reason not to read.
            return ProcessLock.IsTaken(path, out process) ? throw Error(process, "this configuration") : null;
        }
    }

    /// <summary>Looks whether a station runs that has the store of a configuration.</summary>
    /// <exception cref="IOException">There is one.</exception>
    internal static void ThrowIfStoreIsTaken(StationConfig config)
    {
        if (config.Store.Path is { } store && EventStore.IsInUse(store, out int? process))
            throw Error(process, $"the store {store}");
    }

    // A file's name may hold anything, and be long. The framework's cryptographic digests need OpenSSL, which a small system may lack.
    private static string NameOf(StationConfig config)
    {
        ulong hash = XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(config.Path is { } path ? Path.GetFullPath(path) : ""));
        return string.Create(CultureInfo.InvariantCulture, $"run-{hash:x16}.lock");
    }

    private static IOException Error(int? process, string what)
    {
        string number = process?.ToString(CultureInfo.InvariantCulture) ?? "PROCESS";
        string who = process is null ? "" : $" (process {number})";
        return new IOException(
            $"another zipreader{who} runs with {what}: "
                + $"'sudo systemctl stop zipreader' ends the service, 'kill {number}' one that was started by hand");
    }
}
