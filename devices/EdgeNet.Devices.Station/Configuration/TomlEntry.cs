using Tomlyn.Syntax;

namespace EdgeNet.Devices.Station.Configuration;

/// <summary>A key and its value.</summary>
internal sealed class TomlEntry(string key, int line, ValueSyntax value)
{
    internal string Key { get; } = key;

    internal int Line { get; } = line;

    internal ValueSyntax Value { get; } = value;
}
