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
        if (!File.Exists(path))
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

    private static string Write(IReadOnlyList<RegionSpec> regions)
    {
        var text = new StringBuilder("# Written by the status page.\n");
        foreach (RegionSpec region in regions)
        {
            text.Append("\n[[region]]\n");
            text.Append(CultureInfo.InvariantCulture, $"name = \"{Quote(region.Name ?? "all")}\"\n");
            if (region.Box is { } box)
                text.Append(CultureInfo.InvariantCulture, $"box = [{box.X}, {box.Y}, {box.Width}, {box.Height}]\n");
            text.Append(CultureInfo.InvariantCulture, $"pattern = \"{Quote(region.Pattern.ToString())}\"\n");
            if (region.Threshold is { } threshold)
                text.Append(CultureInfo.InvariantCulture, $"threshold = {(double)threshold:0.0#####}\n");
            if (region.Ink != InkChoice.Auto)
                text.Append(CultureInfo.InvariantCulture, $"ink = \"{(region.Ink == InkChoice.Light ? "light" : "dark")}\"\n");
            if (region.Unit is { } unit)
                text.Append(CultureInfo.InvariantCulture, $"unit = \"{Quote(unit)}\"\n");
            if (region.DeviceClass is { } deviceClass)
                text.Append(CultureInfo.InvariantCulture, $"device_class = \"{Quote(deviceClass)}\"\n");
            if (region.Counter is not { } counter)
                continue;
            text.Append(CultureInfo.InvariantCulture, $"most_an_hour = {counter.MostAnHour:0.0########}\n");
            text.Append(CultureInfo.InvariantCulture, $"decimals = {counter.Decimals}\n");
            text.Append(CultureInfo.InvariantCulture, $"rolls_over = {(counter.RollsOver ? "true" : "false")}\n");
            text.Append(CultureInfo.InvariantCulture, $"certainty = {counter.Certainty:0.0########}\n");
        }

        return text.ToString();
    }

    /// <summary>
    /// As a TOML text needs it: backslashes and quotes escaped; what a terminal would act on is \uXXXX, which TOML reads too.
    /// </summary>
    private static string Quote(string text) => PlainText.Escape(text).Replace("\"", "\\\"", StringComparison.Ordinal);
}
