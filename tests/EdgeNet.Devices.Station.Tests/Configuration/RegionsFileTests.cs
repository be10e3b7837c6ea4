using EdgeNet.Devices.Station.Configuration;
using EdgeNet.Devices.Station.Counters;
using EdgeNet.Devices.Station.Regions;
using EdgeNet.Vision.Patterns;
using EdgeNet.Vision.Reading;

namespace EdgeNet.Devices.Station.Tests.Configuration;

public sealed class RegionsFileTests
{
    private static readonly RegionSpec Usual = new() { Pattern = FieldPattern.Zip };

    [Fact]
    public void What_is_saved_is_loaded()
    {
        using var folder = new TestFolder();
        string path = folder.PathOf("regions.toml");
        Assert.Null(RegionsFile.TryLoad(path, Usual));
        RegionSpec[] regions =
        [
            new()
            {
                Name = "water",
                Box = new PixelBox(1, 2, 3, 4),
                Pattern = FieldPattern.Parse("digits 8"),
                Threshold = 0.75f,
                Network = new RegionNetwork(RegionNetworkKind.DigitLine, "/a \"b\"\\c", new ConfigPlace(path, 7, "region.weights")),
                Ink = InkChoice.Light,
                Unit = "m³",
                DeviceClass = "water",
                Counter = new CounterOptions
                {
                    Digits = 8,
                    Decimals = 3,
                    MostAnHour = 0.125,
                    RollsOver = false,
                    Certainty = 0.999,
                },
            },
            new() { Name = "zip", Pattern = FieldPattern.Zip, Ink = InkChoice.Dark },
            new() { Name = "all", Pattern = FieldPattern.Zip },
        ];
        RegionsFile.Save(path, regions);
        IReadOnlyList<RegionSpec> loaded = RegionsFile.TryLoad(path, Usual)!;
        Assert.Equal("digits 8", loaded[0].Pattern.ToString());
        Assert.Equal(regions[0], loaded[0] with { Pattern = regions[0].Pattern });
        Assert.Equal(regions[1..], loaded.Skip(1));
    }

    [Fact]
    public void What_could_not_be_loaded_is_not_saved()
    {
        using var folder = new TestFolder();
        string path = folder.PathOf("regions.toml");
        foreach (string name in (string[])["a b", "a\"\n[mqtt]", "\\", new string('x', 33), ""])
            Assert.Throws<ConfigException>(() => RegionsFile.Save(path, [Usual with { Name = name, Box = new PixelBox(0, 0, 1, 1) }]));
        Assert.Throws<ConfigException>(() => RegionsFile.Save(path, [Usual with { Name = "a", Box = new PixelBox(-1, 0, 1, 1) }]));
        Assert.False(File.Exists(path));
    }

    [Fact]
    public void Differences_are_named_by_their_keys()
    {
        RegionSpec one = Usual with { Name = "a", Unit = "kWh", Threshold = 0.5f };
        Assert.Empty(RegionsFile.DifferingKeys(one, one with { }));
        // What is the same in the file is no difference.
        Assert.Empty(RegionsFile.DifferingKeys(one, one with { Threshold = 0.50000001f }));
        RegionSpec other = one with { Box = new PixelBox(0, 0, 9, 9), Pattern = FieldPattern.Parse("digits 5"), Unit = null };
        Assert.Equal(["pattern", "unit", "box"], RegionsFile.DifferingKeys(one, other));
    }

    [Fact]
    public void Other_tables_do_not_belong_there()
    {
        using var folder = new TestFolder();
        string path = folder.WriteText("regions.toml", "[page]\naddress = \"0.0.0.0\"");
        Assert.Contains(
            "line 1: page: expected [[region]] alone",
            Assert.Throws<ConfigException>(() => RegionsFile.TryLoad(path, Usual)).Message);
    }
}
