using System.Text;
using EdgeNet.Devices.Station.Configuration;
using EdgeNet.Devices.Station.Configuration.Sections;
using EdgeNet.Devices.Station.Doctor;
using EdgeNet.Devices.Station.Logging;
using EdgeNet.Devices.Station.Regions;
using EdgeNet.Devices.Status;
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
    private readonly List<string> _told = [];

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

    /// <summary>The rules were changed after the region was drawn: a wrong rate that the page kept would hold for ever.</summary>
    [Fact]
    public void Rules_that_are_changed_later_hold_and_that_is_said()
    {
        string drawn = Meter.Replace("2.5", "7", StringComparison.Ordinal).Replace("[10,", "[20,", StringComparison.Ordinal);
        RegionSpec region = Assert.Single(Load(Meter + "\nunit = \"m³\"", drawn));
        Assert.Equal(new PixelBox(20, 10, 200, 60), region.Box);
        Assert.Equal((2.5, "m³"), (region.Counter!.MostAnHour, region.Unit));
        string line = Assert.Single(_told);
        Assert.Contains("warning regions: drawn on the page, in ", line, StringComparison.Ordinal);
        Assert.Contains("was changed after they were drawn, and holds: unit, most_an_hour of 'water'", line, StringComparison.Ordinal);
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

    [Theory]
    [InlineData(true, "warning")]
    [InlineData(false, "info")]
    public void Boxes_that_were_drawn_hold_and_where_the_configuration_is_newer_it_is_a_warning(bool isNewer, string level)
    {
        string config = Meter + "\n[[region]]\nname = \"gas\"\nbox = [0, 0, 50, 50]\n";
        string drawn = Meter.Replace("[10,", "[20,", StringComparison.Ordinal);
        Assert.Equal("water", Assert.Single(Load(config, drawn, isNewer)).Name);
        string line = Assert.Single(_told);
        Assert.Contains($"{level} regions: ", line, StringComparison.Ordinal);
        Assert.Contains("a.toml, for 'water'; ", line, StringComparison.Ordinal);
        Assert.Contains("names others, which are not drawn and not read: 'gas'", line, StringComparison.Ordinal);
        CheckResult check = RegionChecks.Regions(StationConfig.Load(_folder.PathOf("a.toml")), Place);
        Assert.Equal(isNewer ? CheckStatus.Warning : CheckStatus.Ok, check.Status);
        Assert.Equal(isNewer, check.Remedy is not null);
    }

    [Fact]
    public void A_region_of_the_page_alone_keeps_what_was_drawn()
    {
        RegionSpec region = Load(Meter, Meter + "\n[[region]]\nname = \"door\"\nbox = [0, 0, 50, 50]\npattern = \"digits 3\"\n")[1];
        Assert.Equal(("door", "digits 3"), (region.Name, region.Pattern.ToString()));
        Assert.Contains("info regions: drawn on the page", Assert.Single(_told), StringComparison.Ordinal);
    }

    /// <summary>The page would otherwise keep a rule that does not hold after the next start.</summary>
    [Fact]
    public void The_page_does_not_change_what_the_configuration_says()
    {
        StationRegions regions = Regions(Meter, isOwn: true);
        Assert.True(Assert.Single(regions.Get().Regions).HasFixedPattern);
        var other = new StationRegion("water", 20, 30, 200, 60, "digits 6");
        Assert.StartsWith(
            "regions[0].pattern: expected digits 5, as the configuration has it for 'water', found digits 6.",
            Assert.Throws<StationException>(() => regions.TrySet([other], 1)).Message);
        Assert.True(regions.TrySet([other with { Pattern = "digits 5" }, other with { Name = "second" }], 1));
        Assert.Equal([true, false], regions.Get().Regions.Select(r => r.HasFixedPattern));
        Assert.Equal(2.5, regions.Regions[0].Counter!.MostAnHour);
    }

    [Fact]
    public void A_region_whose_weights_cannot_be_loaded_is_not_kept()
    {
        StationRegions regions = Regions(Meter, isOwn: true);
        regions.Prepare = _ => throw new ConfigPlace("a.toml", 3, "region.weights").Problem("damaged");
        var drawn = new StationRegion("water", 20, 30, 200, 60, "digits 5");
        Assert.Contains("line 3: region.weights: damaged", Assert.Throws<StationException>(() => regions.TrySet([drawn], 1)).Message);
        Assert.False(File.Exists(Place.Path));
        Assert.Equal(10, regions.Get().Regions[0].X);
    }

    /// <summary>Replay and doctor, started by hand, see what the service's page drew, and leave it alone.</summary>
    [Fact]
    public void What_the_service_has_is_read_by_hand_and_not_changed()
    {
        string service = _folder.MakeFolder("service");
        ReadConfig read = StationConfig.Parse("a.toml", Meter).Read;
        RegionsPlace place = StationFolder.Regions(read, service);
        Assert.Equal(new RegionsPlace(Path.Combine(service, "regions.toml"), IsOwn: false), place);
        Assert.Equal(new RegionsPlace("/x/r.toml", IsOwn: true), StationFolder.Regions(read with { RegionsFile = "/x/r.toml" }, service));
        File.WriteAllText(place.Path, Meter.Replace("[10,", "[20,", StringComparison.Ordinal));
        using var log = new StationLog(new LogOptions(), static _ => { });
        var regions = new StationRegions(StationConfig.Parse("a.toml", Meter), place);
        Assert.Equal(20, Assert.Single(regions.Load(log)).Box!.Value.X);
        var drawn = new StationRegion("water", 50, 30, 200, 60, "digits 5");
        Assert.Contains("set regions_file in [read]", Assert.Throws<StationException>(() => regions.TrySet([drawn], 1)).Message);
    }

    [Fact]
    public void A_file_that_cannot_be_used_is_told_and_the_configuration_holds()
    {
        Assert.Equal(10, Assert.Single(Load(Meter, "[[region]]\nname = \"water\"\nbox = 5\n")).Box!.Value.X);
        Assert.Contains("line 3: region.box", Assert.Single(_told), StringComparison.Ordinal);
        CheckResult check = RegionChecks.Regions(StationConfig.Parse("a.toml", Meter), Place);
        Assert.Equal(CheckStatus.Failed, check.Status);
        Assert.Contains("sudo rm ", check.Remedy);
        Assert.Equal(CheckStatus.Warning, RegionChecks.Regions(StationConfig.Parse("a.toml", Meter), Place with { IsOwn = false }).Status);
    }

    private RegionsPlace Place => new(_folder.PathOf("regions.toml"), IsOwn: true);

    private StationRegions Regions(string config, bool isOwn) => new(StationConfig.Parse("a.toml", config), Place with { IsOwn = isOwn });

    private IReadOnlyList<RegionSpec> Load(string config, string drawn, bool isNewer = false)
    {
        string file = _folder.WriteText("a.toml", config);
        _folder.WriteText("regions.toml", drawn);
        File.SetLastWriteTimeUtc(Place.Path, DateTime.UnixEpoch.AddDays(20_000));
        File.SetLastWriteTimeUtc(file, DateTime.UnixEpoch.AddDays(isNewer ? 20_001 : 19_999));
        using (var log = new StationLog(new LogOptions { Format = LogFormat.Text }, bytes => _told.Add(Encoding.UTF8.GetString(bytes))))
            return new StationRegions(StationConfig.Load(file), Place).Load(log);
    }
}
