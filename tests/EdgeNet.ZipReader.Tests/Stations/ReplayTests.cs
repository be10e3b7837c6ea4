using System.Text.Json;
using EdgeNet.Devices.Outputs.Store;
using EdgeNet.Devices.Outputs.Tests;
using EdgeNet.ZipReader.Tests.Programs;

namespace EdgeNet.ZipReader.Tests.Stations;

public sealed class ReplayTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Each_letter_is_one_event_with_one_id_in_every_output()
    {
        const int Letters = 3;
        using var receiver = new Receiver();
        string store = _folder.PathOf("events.db"), lines = _folder.PathOf("lines.json");
        string config = _folder.WriteText(
            "a.toml",
            $"""
            [lines]
            to = "{lines}"
            [store]
            path = "{store}"
            [webhook]
            url = "{receiver.Address}"
            evidence = true
            [page]
            enabled = false
            """);
        string recording = Scenes.Record(_folder, "recording", Scenes.Letters(Letters));
        (int exitCode, string output, string error) = await StationProcess.RunAsync("replay", recording, "--fast", "--config", config);
        Assert.True(exitCode == 0, error);
        Assert.Equal("", output);
        JsonElement[] events = [.. File.ReadAllLines(lines).Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal(Enumerable.Repeat(Samples.EnvelopeZip, Letters), events.Select(e => e.GetProperty("text").GetString()!));
        string[] ids = [.. events.Select(e => e.GetProperty("id").GetString()!)];
        Assert.Equal(Letters, ids.Distinct().Count());
        Assert.Equal(ids, receiver.Events.Select(e => e.GetProperty("id").GetString()));
        Assert.All(receiver.Events, e => Assert.StartsWith("iVBORw0KGgo", e.GetProperty("evidence").GetString()));
        Assert.Equal(StoreCheckText, Text(StoreCheck.Run(store, TimeSpan.FromMinutes(1))));
        using var kept = new EventStore(new StoreOptions { Path = store });
        Assert.Equal(ids.Reverse(), kept.Latest(10).Select(e => e.Reading.Id));
        Assert.All(kept.Latest(10), e => Assert.True(e.EvidenceBytes > 0));
    }

    [Fact]
    public async Task Rejected_readings_stay_here_where_the_webhook_wants_accepted_ones()
    {
        using var receiver = new Receiver();
        string config = _folder.WriteText(
            "a.toml",
            $"""
            [read]
            frames = 2
            most_frames = 3
            patience = "0 s"
            threshold = 1.0
            [store]
            path = "{_folder.PathOf("events.db")}"
            [webhook]
            url = "{receiver.Address}"
            only_accepted = true
            [page]
            enabled = false
            """);
        string recording = Scenes.Record(_folder, "recording", Scenes.Letters(1));
        (int exitCode, string output, string error) = await StationProcess.RunAsync("replay", recording, "--fast", "--config", config);
        Assert.True(exitCode == 0, error);
        JsonElement rejected = JsonDocument.Parse(Assert.Single(output.Split('\n', StringSplitOptions.RemoveEmptyEntries))).RootElement;
        Assert.Equal(JsonValueKind.Null, rejected.GetProperty("text").ValueKind);
        Assert.Equal(Samples.EnvelopeZip, rejected.GetProperty("alternatives")[0].GetProperty("text").GetString());
        Assert.Empty(receiver.Events);
    }

    /// <summary>The disk of the lines is full, the server answers 500: the store has everything, and so has the server later.</summary>
    [Fact]
    public async Task Outputs_that_fail_stop_neither_reading_nor_each_other()
    {
        using var receiver = new Receiver { Answer = System.Net.HttpStatusCode.InternalServerError };
        int port = StationProcess.FreePort();
        string config = _folder.WriteText(
            "a.toml",
            $"""
            [camera]
            source = "stdin"
            [lines]
            to = "/dev/full"
            [store]
            path = "{_folder.PathOf("events.db")}"
            [webhook]
            url = "{receiver.Address}"
            [display]
            kind = "oled"
            bus = 255
            [gpio]
            chip = "nochip"
            fault = "5"
            [page]
            port = {port}
            """);
        using StationProcess station = StationProcess.Start(["run", "--config", config]);
        using var page = new PageClient(port);
        await page.UntilThereAsync(station);
        await Feed(station, 2);
        await UntilEventsAsync(station, page, 2);
        string problems = (await page.GetAsync("/state")).GetProperty("problems").ToString();
        foreach (string part in (string[])["lines: ", "webhook: ", "display: ", "GPIO: "])
            Assert.Contains(part, problems, StringComparison.Ordinal);
        Assert.Equal(2, (await page.GetAsync("/readings")).GetProperty("readings").GetArrayLength());
        receiver.Answer = System.Net.HttpStatusCode.OK;
        await station.UntilAsync(() => receiver.Events.Count == 2, "the server has both");
        Assert.Equal(0, await station.StopAsync());
    }

    [Fact]
    public async Task A_stream_that_is_cut_off_is_a_fault_and_what_came_before_it_is_read()
    {
        string config = _folder.WriteText("a.toml", "[camera]\nsource = \"stdin\"\n[page]\nenabled = false\n");
        using StationProcess station = StationProcess.Start(["run", "--config", config]);
        await Feed(station, 1);
        await station.Input.WriteAsync("FRAME\nabc"u8.ToArray());
        Assert.Equal(1, await station.EndAsync());
        Assert.Equal(Samples.EnvelopeZip, Assert.Single(station.Events).GetProperty("text").GetString());
        Assert.Contains(station.Log, line => line.Contains("the stream is cut off within frame", StringComparison.Ordinal));
    }

    private const string StoreCheckText = "complete";

    private static string Text(StoreCheck check) => check.IsComplete ? $"complete{string.Concat(check.Problems)}" : "not complete";

    /// <summary>Writes letters as a camera sees them, at some frames a second: what lies still is told by time.</summary>
    internal static async Task Feed(StationProcess station, int letters)
    {
        await station.Input.WriteAsync(Scenes.Y4mHead(Scenes.Table));
        await FeedMore(station, letters, 0);
    }

    /// <param name="station">The station.</param>
    /// <param name="letters">How many.</param>
    /// <param name="before">How many there were before.</param>
    internal static async Task FeedMore(StationProcess station, int letters, int before)
    {
        foreach (Vision.Pictures.GreyPicture picture in Scenes.Letters(letters, before))
        {
            await station.Input.WriteAsync(Scenes.Y4mFrame(picture));
            await station.Input.FlushAsync();
            await Task.Delay(100);
        }
    }

    internal static async Task UntilEventsAsync(StationProcess station, PageClient page, int count)
    {
        double events = 0;
        await station.UntilAsync(
            () => (events = page.MetricAsync("edgenet_events_total{result=\"accepted\"}").GetAwaiter().GetResult()) >= count,
            FormattableString.Invariant($"{count} events"));
        Assert.Equal(count, events);
    }
}
