using EdgeNet.Devices.Station.Configuration;
using EdgeNet.Devices.Station.Doctor;
using EdgeNet.Devices.Station.Regions;

namespace EdgeNet.ZipReader.Composition;

/// <summary>The doctor's checks of what is read, and with what.</summary>
internal static class RegionChecks
{
    /// <summary>Says which regions hold: those of the configuration, or those that were drawn on the page.</summary>
    internal static CheckResult Regions(StationConfig config, RegionsPlace place)
    {
        try
        {
            RegionPlan plan = RegionPlan.Load(config, place.Path);
            if (plan.Finding is not { } finding)
                return CheckResult.Ok($"those of the configuration: nothing was drawn on the page, there is no {place.Path}");
            return plan.IsOutdated
                ? CheckResult.Warning(
                    finding,
                    $"save the regions on the page once more, to keep them; or sudo rm {place.Path}, for those of the configuration")
                : CheckResult.Ok(finding);
        }
        catch (ConfigException error)
        {
            string message = $"{error.Message.Replace('\n', ';')}: those of the configuration are read";
            return place.IsOwn
                ? CheckResult.Failed(message, $"mend the line, or sudo rm {place.Path}, for those of the configuration")
                : CheckResult.Warning(message, "sudo zipreader doctor sees what the service sees");
        }
    }

    /// <summary>Loads the networks that regions have of their own.</summary>
    internal static CheckResult Networks(StationConfig config, RegionsPlace place)
    {
        IReadOnlyList<RegionSpec> regions = InEffect(config, place);
        List<string> sound = [], problems = [];
        using var networks = new RegionNetworks(log: null);
        foreach (RegionSpec region in regions)
        {
            if (region.Network is not { } network)
                continue;
            try
            {
                networks.Load([region]);
                sound.Add($"'{region.Name}': {network.Kind} of {network.Weights}");
            }
            catch (ConfigException error)
            {
                problems.Add(error.Message.Replace('\n', ';'));
            }
        }

        if (problems.Count > 0)
            return CheckResult.Failed(string.Join("; ", problems), "mend the line in the configuration; edgenet train makes weights");
        return sound.Count > 0 ? CheckResult.Ok(string.Join("; ", sound)) : CheckResult.Unused("no weights in [[region]]");
    }

    private static IReadOnlyList<RegionSpec> InEffect(StationConfig config, RegionsPlace place)
    {
        try
        {
            return RegionPlan.Load(config, place.Path).Regions;
        }
        catch (ConfigException)
        {
            // The other check says so.
            return config.Read.Regions;
        }
    }
}
