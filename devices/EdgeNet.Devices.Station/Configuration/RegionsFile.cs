using System.Globalization;
using System.Text;
using EdgeNet.Devices.Station.Regions;
using EdgeNet.Safety;
using EdgeNet.Vision.Patterns;
using EdgeNet.Vision.Reading;

namespace EdgeNet.Devices.Station.Configuration;

/// <summary>Keeps the regions that people draw on the page, in the form of the configuration's own [[region]].</summary>
public static class RegionsFile
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="usual">What holds where a region does not say; lists of codes come from there too.</param>
    /// <returns>The regions; null where there is no such file.</returns>
    /// <exception cref="ConfigException">It cannot be used.</exception>
    public static IReadOnlyList<RegionSpec>? TryLoad(string path, RegionSpec usual)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(usual);
        if (!IsThere(path))
            return null;
        TomlFile file = TomlFile.Load(path);
        var problems = new List<ConfigProblem>();
        IReadOnlyList<RegionSpec> regions = RegionConfig.Regions(file.Regions, usual, problems);
        foreach (TomlSection section in file.Sections)
            problems.Add(new ConfigProblem(section.Line, section.Name, "expected [[region]] alone"));
        return problems.Count > 0 ? throw new ConfigException(path, problems) : regions;
    }

    /// <summary>Writes a file, whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <param name="regions">The regions, each with a name that a configuration may have, unless it is the only one, of the whole
    /// picture.</param>
    /// <exception cref="ConfigException">A name, box or pattern is none.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Save(string path, IReadOnlyList<RegionSpec> regions)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(regions);
        string text = Write(regions);
        // What could not be read at the next start is not written.
        var problems = new List<ConfigProblem>();
        RegionConfig.Regions(TomlFile.Parse(path, text).Regions, new RegionSpec { Pattern = FieldPattern.Zip }, problems);
        if (problems.Count > 0)
            throw new ConfigException(path, problems);
        OutputFile.WriteText(path, text);
    }

    /// <summary>The keys whose values are others in one region than in another, as they stand in a file.</summary>
    /// <param name="one">A region.</param>
    /// <param name="other">Another one.</param>
    public static IReadOnlyList<string> DifferingKeys(RegionSpec one, RegionSpec other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        var keys = new List<string>();
        List<(string Key, string Value)> first = Values(one), second = Values(other);
        foreach ((string key, string value) in first)
        {
            if (!second.Contains((key, value)))
                keys.Add(key);
        }

        foreach ((string key, _) in second)
        {
            if (!first.Exists(entry => entry.Key == key))
                keys.Add(key);
        }

        return keys;
    }

    /// <summary>Whether there is such a file; one that may not be looked at is there, and reading it says so.</summary>
    private static bool IsThere(string path)
    {
        try
        {
            _ = File.GetAttributes(path);
            return true;
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    private static string Write(IReadOnlyList<RegionSpec> regions)
    {
        var text = new StringBuilder("# Written by the status page.\n");
        foreach (RegionSpec region in regions)
        {
            text.Append("\n[[region]]\n");
            foreach ((string key, string value) in Values(region))
                text.Append(key).Append(" = ").Append(value).Append('\n');
        }

        return text.ToString();
    }

    private static List<(string Key, string Value)> Values(RegionSpec region)
    {
        var values = new List<(string, string)> { ("name", Quote(region.Name ?? "all")) };
        if (region.Box is { } box)
            values.Add(("box", string.Create(CultureInfo.InvariantCulture, $"[{box.X}, {box.Y}, {box.Width}, {box.Height}]")));
        values.Add(("pattern", Quote(region.Pattern.ToString())));
        if (region.Threshold is { } threshold)
            values.Add(("threshold", Number(threshold, "0.0#####")));
        if (region.Network is { } network)
        {
            values.Add(("network", Quote(network.Kind.ToString())));
            values.Add(("weights", Quote(network.Weights)));
        }

        // Written at all times: without it, a region has the ink of [read].
        if (region.Network is not { Kind: RegionNetworkKind.DigitCnn })
            values.Add(("ink", Quote(region.Ink switch { InkChoice.Light => "light", InkChoice.Dark => "dark", _ => "auto" })));
        if (region.Unit is { } unit)
            values.Add(("unit", Quote(unit)));
        if (region.DeviceClass is { } deviceClass)
            values.Add(("device_class", Quote(deviceClass)));
        if (region.Counter is not { } counter)
            return values;
        values.Add(("most_an_hour", Number(counter.MostAnHour, "0.0########")));
        values.Add(("decimals", counter.Decimals.ToString(CultureInfo.InvariantCulture)));
        values.Add(("rolls_over", counter.RollsOver ? "true" : "false"));
        values.Add(("certainty", Number(counter.Certainty, "0.0########")));
        return values;
    }

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    /// <summary>
    /// In quotes, as a TOML text needs it: backslashes and quotes escaped; what a terminal would act on is \uXXXX, which TOML reads too.
    /// </summary>
    private static string Quote(string text)
    {
        string escaped = PlainText.Escape(text.Replace("\\", "\\\\", StringComparison.Ordinal));
        return $"\"{escaped.Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
    }
}
