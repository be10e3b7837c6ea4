namespace EdgeNet.Devices.Station.Configuration;

/// <summary>Where a value stands, for what shows only when it is used.</summary>
/// <param name="Path">The configuration file.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Key">The key, as region.weights.</param>
public sealed record ConfigPlace(string Path, int Line, string Key)
{
    /// <summary>An error at this place.</summary>
    /// <param name="message">What was expected and found.</param>
    public ConfigException Problem(string message) => new(Path, [new ConfigProblem(Line, Key, message)]);
}
