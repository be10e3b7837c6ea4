using System.Text.Json;
using EdgeNet.Devices.Station.Weights;
using EdgeNet.Models;
using EdgeNet.ZipReader.Composition;
using EdgeNet.ZipReader.Tests.Programs;

namespace EdgeNet.ZipReader.Tests.Stations;

/// <summary>Weights that are put into the folder while the station reads.</summary>
public sealed class WeightsTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Weights_beside_the_program_take_the_place_of_those_in_it()
    {
        using (DigitLine own = StationNetwork.LoadOwn(_folder.Path))
            Assert.Null(SelfTestSamples.Test.Run(own));
        NetworkInfo network = DigitLine.NetworkInfo;
        SafetensorsWriter.Write(_folder.PathOf("DigitLine.safetensors"), network, new RandomParameters(network, seed: 1));
        using (DigitLine beside = StationNetwork.LoadOwn(_folder.Path))
            Assert.NotNull(SelfTestSamples.Test.Run(beside));
        _folder.WriteText("DigitLine.safetensors", "damaged");
        Assert.Throws<WeightsException>(() => StationNetwork.LoadOwn(_folder.Path));
    }

    [Fact]
    public async Task Damaged_weights_are_refused_whole_ones_are_taken_and_it_reads_all_the_time()
    {
        string weights = _folder.MakeFolder("weights"), incoming = Path.Combine(weights, "incoming.safetensors");
        int port = StationProcess.FreePort();
        string config = _folder.WriteText(
            "a.toml",
            $"""
            [camera]
            source = "stdin"
            [read]
            frames = 2
            [weights]
            folder = "{weights}"
            check = "1 s"
            [page]
            port = {port}
            """);
        using StationProcess station = StationProcess.Start(["run", "--config", config]);
        using var page = new PageClient(port);
        await page.UntilThereAsync(station);
        await ReplayTests.Feed(station, 1);
        await ReplayTests.UntilEventsAsync(station, page, 1);

        byte[] good = File.ReadAllBytes(WeightsOf("DigitLine")), flipped = [.. good], truncated = good[..^100];
        flipped[^1000] ^= 1;
        (byte[] Bytes, string Expected)[] refused =
        [
            (flipped, "checksum"),
            (truncated, "incoming.safetensors"),
            (File.ReadAllBytes(WeightsOf("LeNet5")), "written for another network"),
            ([], "incoming.safetensors"),
        ];
        int events = 1, told = 0;
        foreach ((byte[] bytes, string expected) in refused)
        {
            Put(incoming, bytes);
            told++;
            await station.UntilAsync(() => Refusals(station).Length == told, $"refusal {told}");
            Assert.Contains(expected, Refusals(station)[^1], StringComparison.Ordinal);
            Assert.False(File.Exists(incoming));
            await ReplayTests.FeedMore(station, 1, events);
            await ReplayTests.UntilEventsAsync(station, page, ++events);
        }

        Put(incoming, good);
        await station.UntilLoggedAsync("new ones are used");
        await ReplayTests.FeedMore(station, 1, events);
        await ReplayTests.UntilEventsAsync(station, page, ++events);
        Assert.Equal(1, await page.MetricAsync("edgenet_weights_changes_total"));
        // They are on trial until the network has run some times.
        for (int letter = 0; letter < 10 && await page.MetricAsync("edgenet_weights_on_trial") != 0; letter++)
        {
            await ReplayTests.FeedMore(station, 1, events);
            await ReplayTests.UntilEventsAsync(station, page, ++events);
            await Task.Delay(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(0, await page.MetricAsync("edgenet_weights_on_trial"));
        Assert.Equal(0, await station.StopAsync());
        Assert.Equal(good, File.ReadAllBytes(Path.Combine(weights, "current.safetensors")));
        Assert.All(station.Events, e => Assert.Equal(Samples.EnvelopeZip, e.GetProperty("text").GetString()));
        Assert.Equal(events, station.Events.Count);
    }

    private static string[] Refusals(StationProcess station) =>
        [.. station.Log.Where(line => line.Contains("refused, the ones before are used on", StringComparison.Ordinal))];

    /// <summary>As a person does who copies a file beside it first.</summary>
    private static void Put(string path, byte[] bytes)
    {
        File.WriteAllBytes(path + ".new", bytes);
        File.Move(path + ".new", path);
    }

    private static string WeightsOf(string network) =>
        Path.Combine(Path.GetDirectoryName(Samples.Path("x"))!, "../../../src/EdgeNet.Models/Weights", network + ".safetensors");
}
