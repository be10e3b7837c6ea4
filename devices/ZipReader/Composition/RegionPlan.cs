using EdgeNet.Devices.Station.Configuration;
using EdgeNet.Devices.Station.Regions;
using EdgeNet.Safety;

namespace EdgeNet.ZipReader.Composition;

/// <summary>
/// What is read at the start. Which regions there are, and their boxes, is as drawn on the page once something was drawn. All else of a
/// region that the configuration names is as the configuration has it: pattern, list, threshold, counter, unit and network. A region that
/// the page alone has keeps what was drawn with it.
/// </summary>
internal sealed class RegionPlan
{
    private const int MostNames = 200;

    /// <summary>The regions, 1 or more.</summary>
    internal required IReadOnlyList<RegionSpec> Regions { get; init; }

    /// <summary>Where they come from and what does not hold, in one line; null where nothing was drawn.</summary>
    internal string? Finding { get; private init; }

    /// <summary>Whether the configuration was changed after they were drawn, and says what does not hold, or did not then.</summary>
    internal bool IsOutdated { get; private init; }

    /// <summary>Puts drawn and configured regions together.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="path">The file of those that were drawn.</param>
    /// <exception cref="ConfigException">The file cannot be used.</exception>
    internal static RegionPlan Load(StationConfig config, string path)
    {
        IReadOnlyList<RegionSpec> configured = config.Read.Regions;
        if (RegionsFile.TryLoad(path, config.Read.Usual) is not { } drawn)
            return new RegionPlan { Regions = configured };
        var regions = new List<RegionSpec>();
        List<string> boxes = [], rules = [], missing = [];
        foreach (RegionSpec region in drawn)
        {
            if (Find(configured, region.Name) is not { } known)
            {
                regions.Add(WithCodes(region, config.Read.Usual));
                continue;
            }

            // What is not drawn is not moved either.
            regions.Add(known with { Box = region.Box ?? known.Box });
            string name = $"'{region.Name}'";
            if (region.Box is not null && known.Box is not null && region.Box != known.Box)
                boxes.Add(name);
            List<string> keys = [.. RegionsFile.DifferingKeys(known, region).Where(static key => key != "box")];
            if (keys.Count > 0)
                rules.Add($"{string.Join(", ", keys)} of {name}");
        }

        foreach (RegionSpec known in configured)
        {
            if (known.Name is { } name && Find(drawn, name) is null)
                missing.Add($"'{name}'");
        }

        string file = config.Path ?? "the configuration";
        string finding = $"drawn on the page, in {path}"
            + Part(boxes, $": its boxes hold, and not those of {file}, for ")
            + Part(missing, $"; {file} names others, which are not drawn and not read: ")
            + Part(rules, $"; {file} was changed after they were drawn, and holds: ");
        bool isLater = boxes.Count + missing.Count > 0 && IsLater(config.Path, path);
        return new RegionPlan { Regions = regions, Finding = finding, IsOutdated = rules.Count > 0 || isLater };
    }

    /// <summary>A region of a name.</summary>
    internal static RegionSpec? Find(IReadOnlyList<RegionSpec> regions, string? name)
    {
        foreach (RegionSpec region in regions)
        {
            if (name is not null && region.Name == name)
                return region;
        }

        return null;
    }

    /// <summary>Gives a region the list of codes that the configuration has for its pattern.</summary>
    internal static RegionSpec WithCodes(RegionSpec region, RegionSpec usual) =>
        region.Pattern.Codes is null && usual.Pattern.ToString() == region.Pattern.ToString()
            ? region with { Pattern = usual.Pattern }
            : region;

    private static string Part(List<string> names, string what) =>
        names.Count == 0 ? "" : what + PlainText.Shorten(string.Join(", ", names), MostNames);

    private static bool IsLater(string? config, string drawn)
    {
        try
        {
            return config is not null && File.GetLastWriteTimeUtc(config) > File.GetLastWriteTimeUtc(drawn);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
