using EdgeNet.Devices.Station.Configuration;

namespace EdgeNet.ZipReader.Commands;

/// <summary>Finds the configuration.</summary>
internal static class ConfigFile
{
    /// <summary>Where it is unless a command line says otherwise.</summary>
    internal const string Usual = "/etc/zipreader/zipreader.toml";

    /// <summary>Reads it.</summary>
    /// <param name="path">The file; null for the usual one if it is there, and else what holds without one.</param>
    /// <exception cref="ConfigException">It cannot be used.</exception>
    internal static StationConfig Load(string? path)
    {
        if (path is { Length: 0 })
            throw new UsageException("--config: expected a file, found an empty text");
        if (path is null && !File.Exists(Usual))
            return new StationConfig();
        return StationConfig.Load(path ?? Usual);
    }
}
