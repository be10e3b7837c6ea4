using EdgeNet.Devices.Station.Configuration;
using EdgeNet.Devices.Station.Logging;
using EdgeNet.Devices.Station.Regions;
using EdgeNet.Devices.Status;
using EdgeNet.Vision.Patterns;
using EdgeNet.Vision.Reading;

namespace EdgeNet.ZipReader.Composition;

/// <summary>
/// The regions that are read: those of the configuration, until others are drawn on the page, which are kept in a file. The page draws
/// boxes, and says what is read in those that the configuration does not name; of those that it names, it says that itself.
/// </summary>
/// <param name="config">The configuration.</param>
/// <param name="place">Where drawn ones are kept.</param>
internal sealed class StationRegions(StationConfig config, RegionsPlace place)
{
    private readonly Lock _lock = new();
    private IReadOnlyList<RegionSpec> _regions = config.Read.Regions;
    private long _revision = 1;

    /// <summary>
    /// Loads what drawn regions need, before they are kept; throws <see cref="ConfigException"/>. Set before the page is there.
    /// </summary>
    internal Action<IReadOnlyList<RegionSpec>> Prepare { get; set; } = static _ => { };

    /// <summary>Takes regions that were drawn, after they are kept; set before the page is there.</summary>
    internal Action<IReadOnlyList<RegionSpec>> Apply { get; set; } = static _ => { };

    /// <summary>The regions that are read.</summary>
    internal IReadOnlyList<RegionSpec> Regions
    {
        get
        {
            lock (_lock)
                return _regions;
        }
    }

    /// <summary>The regions at the start: those that were drawn, if there are any.</summary>
    /// <param name="log">Takes what is wrong with their file: then it is those of the configuration.</param>
    internal IReadOnlyList<RegionSpec> Load(StationLog log)
    {
        try
        {
            RegionPlan plan = RegionPlan.Load(config, place.Path);
            _regions = plan.Regions;
            if (plan is { Finding: { } warning, IsOutdated: true })
                log.Warning("regions", warning);
            else if (plan.Finding is { } finding)
                log.Info("regions", finding);
        }
        catch (ConfigException error)
        {
            log.Error("regions", $"{error.Message.Replace('\n', ';')}: those of the configuration are read");
        }

        return _regions;
    }

    /// <summary>The regions as the page has them; what is read in the whole picture has no box.</summary>
    internal RegionSet Get()
    {
        lock (_lock)
        {
            var regions = new List<StationRegion>();
            foreach (RegionSpec region in _regions)
            {
                if (region is not { Name: { } name, Box: { } box })
                    continue;
                regions.Add(new StationRegion(name, box.X, box.Y, box.Width, box.Height, region.Pattern.ToString())
                {
                    HasFixedPattern = RegionPlan.Find(config.Read.Regions, name) is not null,
                });
            }

            return new RegionSet(_revision, regions);
        }
    }

    /// <summary>Takes regions of the page, and keeps them.</summary>
    /// <returns>False where the regions were changed meanwhile.</returns>
    /// <exception cref="StationException">They are refused, or cannot be kept.</exception>
    internal bool TrySet(IReadOnlyList<StationRegion> drawn, long revision)
    {
        if (!place.IsOwn)
            throw new StationException("Regions are kept in a file that the configuration names: set regions_file in [read].");
        lock (_lock)
        {
            if (revision != _revision)
                return false;
            IReadOnlyList<RegionSpec> regions = Merge(drawn);
            try
            {
                Prepare(regions);
                Keep(regions);
                Apply(regions);
            }
            catch (Exception error) when (error is ConfigException or IOException or UnauthorizedAccessException or ArgumentException)
            {
                throw new StationException(Safety.PlainText.Shorten(error.Message.Replace('\n', ';'), 500), error);
            }

            _regions = regions;
            _revision++;
            return true;
        }
    }

    private void Keep(IReadOnlyList<RegionSpec> regions)
    {
        // Nothing but the whole picture needs no file, unless the configuration says otherwise.
        if (regions is [{ Name: null }] && config.Read.Regions is [{ Name: null }])
            File.Delete(place.Path);
        else
            RegionsFile.Save(place.Path, regions);
    }

    private List<RegionSpec> Merge(IReadOnlyList<StationRegion> drawn)
    {
        var regions = new List<RegionSpec>();
        foreach (StationRegion region in drawn)
            regions.Add(Merge(region, regions.Count));
        foreach (RegionSpec region in _regions)
        {
            // A region of the whole picture that has a name was not drawn, and so not taken away.
            if (region is { Name: { } name, Box: null } && !regions.Exists(r => r.Name == name))
                regions.Add(region);
        }

        if (regions.Count == 0)
            regions.Add(config.Read.Usual);
        return regions;
    }

    private RegionSpec Merge(StationRegion drawn, int index)
    {
        var box = new PixelBox(drawn.X, drawn.Y, drawn.Width, drawn.Height);
        if (RegionPlan.Find(config.Read.Regions, drawn.Name) is { } configured)
        {
            return configured.Pattern.ToString() == drawn.Pattern
                ? configured with { Box = box }
                : throw new StationException(FormattableString.Invariant(
                    $"regions[{index}].pattern: expected {configured.Pattern}, as the configuration has it for '{drawn.Name}', ")
                    + $"found {drawn.Pattern}. Change it there, or give the region another name.");
        }

        RegionSpec known = RegionPlan.Find(_regions, drawn.Name) ?? config.Read.Usual with { Name = drawn.Name };
        if (known.Pattern.ToString() == drawn.Pattern)
            return known with { Box = box };
        FieldPattern pattern = FieldPattern.Parse(drawn.Pattern);
        // Another number of digits is another counter; lists, thresholds and networks are a pattern's.
        return RegionPlan.WithCodes(
            known with { Box = box, Pattern = pattern, Counter = null, Threshold = null, Network = null }, config.Read.Usual);
    }
}
