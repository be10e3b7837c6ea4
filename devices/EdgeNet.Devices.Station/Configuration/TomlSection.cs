namespace EdgeNet.Devices.Station.Configuration;

/// <summary>A table of a configuration file.</summary>
internal sealed class TomlSection(string name, int line, string path = "")
{
    /// <summary>The file.</summary>
    internal string Path { get; } = path;

    internal string Name { get; } = name;

    /// <summary>Where it begins, from 1; 0 where it is not there.</summary>
    internal int Line { get; } = line;

    internal Dictionary<string, TomlEntry> Entries { get; } = new(StringComparer.Ordinal);
}
