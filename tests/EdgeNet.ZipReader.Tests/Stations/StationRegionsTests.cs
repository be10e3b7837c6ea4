using EdgeNet.Devices.Station.Configuration;
using EdgeNet.Devices.Station.Logging;
using EdgeNet.Devices.Station.Regions;
using EdgeNet.Vision.Reading;
using EdgeNet.ZipReader.Composition;

namespace EdgeNet.ZipReader.Tests.Stations;

public sealed class StationRegionsTests : IDisposable
{
    private const string Meter =
        """
        [[region]]
        name = "water"
        box = [10, 10, 200, 60]
        pattern = "digits 5"
        most_an_hour = 2.5
        decimals = 1
        """;

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>Somebody draws a box first, and writes the meter's rules into the configuration afterwards.</summary>
    [Theory]
    [InlineData("digits 5")]
    [InlineData("zip")]
    public void A_drawn_region_takes_the_rules_that_are_configured_later(string drawn)
    {
        RegionSpec region = Assert.Single(Load(Meter, $"[[region]]\nname = \"water\"\nbox = [20, 30, 300, 80]\npattern = \"{drawn}\"\n"));
        Assert.Equal(new PixelBox(20, 30, 300, 80), region.Box);
        Assert.Equal("digits 5", region.Pattern.ToString());
        Assert.NotNull(region.Counter);
    }

    [Fact]
    public void A_drawn_region_that_has_rules_keeps_them()
    {
        string drawn = Meter.Replace("2.5", "7", StringComparison.Ordinal).Replace("[10,", "[20,", StringComparison.Ordinal);
        RegionSpec region = Assert.Single(Load(Meter, drawn));
        Assert.Equal(new PixelBox(20, 10, 200, 60), region.Box);
        Assert.Equal(7, region.Counter!.MostAnHour);
    }

    /// <summary>Nobody draws the ink on the page: it is the configuration's.</summary>
    [Fact]
    public void A_drawn_region_has_the_ink_that_is_configured_for_its_name()
    {
        string drawn = Meter.Replace("[10,", "[20,", StringComparison.Ordinal) + "\n[[region]]\nname = \"gas\"\nink = \"dark\"\n";
        IReadOnlyList<RegionSpec> regions = Load(Meter + "\nink = \"light\"", drawn);
        Assert.Equal([InkChoice.Light, InkChoice.Dark], regions.Select(r => r.Ink));
        Assert.Equal(InkChoice.Auto, Load(Meter, drawn)[0].Ink);
    }

    private IReadOnlyList<RegionSpec> Load(string config, string drawn)
    {
        string file = _folder.WriteText("regions.toml", drawn);
        using var log = new StationLog(new LogOptions(), static _ => { });
        return new StationRegions(StationConfig.Parse("test.toml", config).Read, file).Load(log);
    }
}
