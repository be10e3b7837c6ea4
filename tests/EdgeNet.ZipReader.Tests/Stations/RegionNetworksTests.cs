using System.Text.Json;
using EdgeNet.Devices.Station.Configuration;
using EdgeNet.Devices.Station.Configuration.Sections;
using EdgeNet.Devices.Station.Doctor;
using EdgeNet.Devices.Station.Logging;
using EdgeNet.Devices.Station.Readings;
using EdgeNet.Models;
using EdgeNet.ZipReader.Composition;
using EdgeNet.ZipReader.Tests.Programs;

namespace EdgeNet.ZipReader.Tests.Stations;

/// <summary>Regions with networks of their own.</summary>
public sealed class RegionNetworksTests : IDisposable
{
    private static readonly string Weights = Path.Combine(Path.GetDirectoryName(Samples.Path("x"))!, "../../../src/EdgeNet.Models/Weights");

    private readonly TestFolder _folder = new();

    private RegionsPlace Nowhere => new(_folder.PathOf("none.toml"), IsOwn: true);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Regions_that_name_one_file_share_one_network()
    {
        string line = Path.Combine(Weights, "DigitLine.safetensors"), digit = Path.Combine(Weights, "DigitCnn.safetensors");
        StationConfig config = StationConfig.Parse(
            "a.toml",
            Region("a", "digits 5", $"weights = \"{line}\"")
                + Region("b", "zip", $"weights = \"{Path.Combine(Weights, ".", "DigitLine.safetensors")}\"")
                + Region("wheel", "digits 1", $"network = \"DigitCnn\"\nweights = \"{digit}\"")
                + Region("plain", "zip", ""));
        using var networks = new RegionNetworks(log: null);
        networks.Load(config.Read.Regions);
        networks.Load(config.Read.Regions);
        Assert.Same(networks[config.Read.Regions[0].Network!], networks[config.Read.Regions[1].Network!]);
        Assert.IsType<DigitCnn>(networks[config.Read.Regions[2].Network!]);

        using var log = new StationLog(new LogOptions(), static _ => { });
        using var station = new StationNetwork(new WeightsConfig(), log);
        station.Load(config.Read.Regions);
        Assert.Equal(
            [typeof(DigitRegionReader), typeof(DigitRegionReader), typeof(OneDigitReader), typeof(DigitRegionReader)],
            config.Read.Regions.Select(r => station.Reader(r).GetType()));
        Assert.Equal("digits 5", station.Reader(config.Read.Regions[0]).Pattern.ToString());
        Assert.Contains("'wheel': DigitCnn of ", RegionChecks.Networks(config, Nowhere).Finding);
    }

    [Fact]
    public void What_is_wrong_with_weights_is_said_with_line_and_key()
    {
        NetworkInfo line = DigitLine.NetworkInfo;
        string untrained = _folder.PathOf("untrained.safetensors");
        SafetensorsWriter.Write(untrained, line, new RandomParameters(line, seed: 1));
        byte[] flipped = File.ReadAllBytes(Path.Combine(Weights, "DigitLine.safetensors"));
        flipped[^1000] ^= 1;
        (string File, string Expected)[] wrong =
        [
            (_folder.PathOf("none.safetensors"), "none.safetensors: there is no such file"),
            (_folder.Path, "expected a file, found a folder"),
            (_folder.Write("flipped.safetensors", flipped), "checksum"),
            (_folder.Write("short.safetensors", flipped[..^100]), "short.safetensors"),
            (_folder.Write("empty.safetensors", []), "empty.safetensors"),
            (Path.Combine(Weights, "DigitCnn.safetensors"), "written for another network"),
            (untrained, "fails the self-test"),
        ];
        foreach ((string file, string expected) in wrong)
        {
            StationConfig config = StationConfig.Parse("a.toml", Region("water", "zip", $"weights = \"{file}\""));
            using var networks = new RegionNetworks(log: null);
            ConfigException error = Assert.Throws<ConfigException>(() => networks.Load(config.Read.Regions));
            Assert.StartsWith("a.toml: line 4: region.weights: ", error.Message);
            Assert.Contains(expected, error.Message);
            Assert.DoesNotContain('\n', error.Message);
            CheckResult check = RegionChecks.Networks(config, Nowhere);
            Assert.Equal((CheckStatus.Failed, error.Message), (check.Status, check.Finding));
        }
    }

    [Fact]
    public async Task The_program_reads_a_region_with_its_own_weights_and_ends_where_they_are_damaged()
    {
        string own = _folder.Write("own.safetensors", File.ReadAllBytes(Path.Combine(Weights, "DigitLine.safetensors")));
        string config = _folder.WriteText(
            "a.toml", Region("envelope", "zip", $"weights = \"{own}\"") + "[page]\nenabled = false\n[read]\nframes = 2\n");
        string recording = Scenes.Record(_folder, "recording", Scenes.Letters(1));
        (int exitCode, string output, string error) = await StationProcess.RunAsync("replay", recording, "--fast", "--config", config);
        Assert.True(exitCode == 0, error);
        JsonElement reading = JsonDocument.Parse(Assert.Single(output.Split('\n', StringSplitOptions.RemoveEmptyEntries))).RootElement;
        Assert.Equal("envelope", reading.GetProperty("region").GetString());
        Assert.Equal(Samples.EnvelopeZip, reading.GetProperty("text").GetString());
        Assert.Contains($"DigitLine of {own} for 'envelope'", error, StringComparison.Ordinal);

        File.WriteAllText(own, "damaged");
        (exitCode, output, error) = await StationProcess.RunAsync("replay", recording, "--fast", "--config", config);
        Assert.Equal((2, ""), (exitCode, output));
        Assert.Contains($"error configuration: {config}: line 4: region.weights: ", error, StringComparison.Ordinal);
    }

    private static string Region(string name, string pattern, string more) =>
        $"[[region]]\nname = \"{name}\"\npattern = \"{pattern}\"\n{more}\n";
}
