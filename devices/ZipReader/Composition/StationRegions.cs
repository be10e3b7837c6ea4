using EdgeNet.Devices.Station.Configuration;
using EdgeNet.Devices.Station.Configuration.Sections;
using EdgeNet.Devices.Station.Logging;
using EdgeNet.Devices.Station.Regions;
using EdgeNet.Devices.Status;
using EdgeNet.Vision.Patterns;
using EdgeNet.Vision.Reading;

namespace EdgeNet.ZipReader.Composition;

/// <summary>
/// The regions that are read: those of the configuration, until others are drawn on the page, which are kept in a file. What the page does
/// not know of a region, as its counter, stays with its name.
/// </summary>
/// <param name="config">The configuration's regions.</param>
/// <param name="file">Where drawn ones are kept; null for nowhere.</param>
internal sealed class StationRegions(ReadConfig config, string? file)
{
    private readonly Lock _lock = new();
    private IReadOnlyList<RegionSpec> _regions = config.Regions;
    private long _revision = 1;

    /// <summary>Takes regions that were drawn, before they are kept; set before the page is there.</summary>
    internal Action<IReadOnlyList<RegionSpec>> Apply { get; set; } = static _ => { };

    /// <summary>The regions at the start: those that were drawn, if there are any.</summary>
    /// <param name="log">Takes what is wrong with their file: then it is those of the configuration.</param>
    internal IReadOnlyList<RegionSpec> Load(StationLog log)
    {
        try
        {
            if (file is not null && RegionsFile.TryLoad(file, config.Usual) is { } drawn)
            {
                _regions = [.. drawn.Select(WithRules)];
                log.Info("regions", $"those of {file}");
            }
        }
        catch (ConfigException error)
        {
            log.Error("regions", error.Message.Replace('\n', ';'));
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
                if (region is { Name: { } name, Box: { } box })
                    regions.Add(new StationRegion(name, box.X, box.Y, box.Width, box.Height, region.Pattern.ToString()));
            }

            return new RegionSet(_revision, regions);
        }
    }

    /// <summary>Takes regions of the page, and keeps them.</summary>
    /// <returns>False where the regions were changed meanwhile.</returns>
    /// <exception cref="StationException">They are refused, or cannot be kept.</exception>
    internal bool TrySet(IReadOnlyList<StationRegion> drawn, long revision)
    {
        if (file is null)
            throw new StationException("Regions are kept in a file that the configuration names: set regions_file in [read].");
        lock (_lock)
        {
            if (revision != _revision)
                return false;
            IReadOnlyList<RegionSpec> regions = Merge(drawn);
            try
            {
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
        if (regions is [{ Name: null }] && config.Regions is [{ Name: null }])
            File.Delete(file!);
        else
            RegionsFile.Save(file!, regions);
    }

    private List<RegionSpec> Merge(IReadOnlyList<StationRegion> drawn)
    {
        var regions = new List<RegionSpec>();
        foreach (StationRegion region in drawn)
            regions.Add(Merge(region));
        foreach (RegionSpec region in _regions)
        {
            // A region of the whole picture that has a name was not drawn, and so not taken away.
            if (region is { Name: { } name, Box: null } && !regions.Exists(r => r.Name == name))
                regions.Add(region);
        }

        if (regions.Count == 0)
            regions.Add(config.Usual);
        return regions;
    }

    private RegionSpec Merge(StationRegion drawn)
    {
        var box = new PixelBox(drawn.X, drawn.Y, drawn.Width, drawn.Height);
        RegionSpec known = Find(_regions, drawn.Name) ?? Find(config.Regions, drawn.Name) ?? config.Usual with { Name = drawn.Name };
        if (known.Pattern.ToString() == drawn.Pattern)
            return known with { Box = box };
        FieldPattern pattern = FieldPattern.Parse(drawn.Pattern);
        // Another number of digits is another counter; lists and thresholds are a pattern's.
        return WithCodes(known with { Box = box, Pattern = pattern, Counter = null, Threshold = null });
    }

    /// <summary>
    /// Gives a drawn region what the configuration says of its name: a counter that was configured after the region was drawn, with its
    /// pattern, and otherwise its ink, which nobody draws, and the list of codes.
    /// </summary>
    private RegionSpec WithRules(RegionSpec region) =>
        region.Counter is null && Find(config.Regions, region.Name) is { Counter: not null } known
            ? known with { Box = region.Box }
            : WithCodes(WithInk(region));

    private RegionSpec WithInk(RegionSpec region) =>
        Find(config.Regions, region.Name) is { } known ? region with { Ink = known.Ink } : region;

    /// <summary>Gives a region the list of codes that the configuration has for its pattern.</summary>
    private RegionSpec WithCodes(RegionSpec region)
    {
        if (region.Pattern.Codes is not null)
            return region;
        RegionSpec known = Find(config.Regions, region.Name) ?? config.Usual;
        return known.Pattern.ToString() == region.Pattern.ToString() ? region with { Pattern = known.Pattern } : region;
    }

    private static RegionSpec? Find(IReadOnlyList<RegionSpec> regions, string? name)
    {
        foreach (RegionSpec region in regions)
        {
            if (region.Name == name)
                return region;
        }

        return null;
    }
}
