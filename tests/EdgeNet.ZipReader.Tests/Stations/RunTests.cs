using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using EdgeNet.Devices.Outputs.Store;
using EdgeNet.ZipReader.Tests.Programs;

namespace EdgeNet.ZipReader.Tests.Stations;

public sealed class RunTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly int _port = StationProcess.FreePort();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Systemd_hears_when_it_is_ready_alive_and_stopping_and_a_signal_is_no_fault()
    {
        string path = _folder.PathOf("notify");
        using var systemd = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { ReceiveTimeout = 180_000 };
        systemd.Bind(new UnixDomainSocketEndPoint(path));
        string store = _folder.PathOf("events.db");
        using StationProcess station = StationProcess.Start(
            ["run", "--config", Config($"[store]\npath = \"{store}\"")], ("NOTIFY_SOCKET", path), ("WATCHDOG_USEC", "1000000"));
        var told = new HashSet<string>();
        ReceiveUntil("READY=1");
        ReceiveUntil("WATCHDOG=1");
        ReceiveUntil("STATUS=reads");
        await ReplayTests.Feed(station, 1);
        Assert.Equal(0, await station.StopAsync());
        ReceiveUntil("STOPPING=1");
        Assert.Empty(StoreCheck.Run(store, TimeSpan.FromMinutes(1)).Problems);

        void ReceiveUntil(string message)
        {
            byte[] buffer = new byte[4096];
            while (!told.Contains(message))
                told.Add(Encoding.UTF8.GetString(buffer, 0, systemd.Receive(buffer)));
        }
    }

    [Fact]
    public async Task The_page_shows_the_picture_the_reading_and_what_is_read_and_takes_a_correction_as_a_sample()
    {
        string samples = _folder.PathOf("samples"), store = _folder.PathOf("events.db");
        string config = Config($"[store]\npath = \"{store}\"");
        using StationProcess station = StationProcess.Start(["run", "--config", config], ("STATE_DIRECTORY", _folder.Path));
        using var page = new PageClient(_port);
        await page.UntilThereAsync(station);
        await ReplayTests.Feed(station, 1);
        await ReplayTests.UntilEventsAsync(station, page, 1);
        JsonElement reading = default;
        await station.UntilAsync(
            () =>
            {
                JsonElement readings = page.GetAsync("/readings").GetAwaiter().GetResult().GetProperty("readings");
                reading = readings.GetArrayLength() == 0 ? default : readings[0].GetProperty("reading");
                return reading.ValueKind == JsonValueKind.Object;
            },
            "the reading is in the store");
        Assert.Equal(Samples.EnvelopeZip, reading.GetProperty("text").GetString());
        string id = reading.GetProperty("id").GetString()!;
        Assert.Equal(0x89, (await page.BytesAsync($"/readings/{id}/crop.png"))[0]);
        Assert.Equal(200, await page.PostAsync($"/readings/{id}/correction", """{"text":"12345"}"""));
        Assert.Equal(["file,digits", $"{id}.png,12345"], File.ReadAllLines(Path.Combine(samples, "labels.csv")));
        // A picture comes with the first frame after somebody has looked for one.
        _ = await page.GetAsync("/state");
        await ReplayTests.FeedMore(station, 1, 1);
        Assert.Equal(0xFF, (await page.BytesAsync("/picture.jpg"))[0]);
        Assert.Equal(Scenes.Table.Width, (await page.GetAsync("/state")).GetProperty("picture").GetProperty("width").GetInt32());
        Assert.Equal(0, await station.StopAsync());
    }

    [Fact]
    public async Task Readings_are_asked_for_over_http_and_nothing_is_read_else()
    {
        string config = Config("[trigger]\nkind = \"request\"\ntimeout = \"60 s\"\n[read]\nframes = 2");
        using StationProcess station = StationProcess.Start(["run", "--config", config]);
        using var page = new PageClient(_port);
        await page.UntilThereAsync(station);
        using var ending = new CancellationTokenSource();
        Task camera = KeepFeeding(station, ending.Token);
        Assert.Equal(202, await page.PostAsync("/trigger", ""));
        await ReplayTests.UntilEventsAsync(station, page, 1);
        Assert.Equal(202, await page.PostAsync("/trigger", ""));
        await ReplayTests.UntilEventsAsync(station, page, 2);
        Assert.Equal(2, await page.MetricAsync("edgenet_triggers_total"));
        await ending.CancelAsync();
        await camera;
        Assert.Equal(0, await station.StopAsync());
        Assert.All(station.Events, e => Assert.Equal(Samples.EnvelopeZip, e.GetProperty("text").GetString()));
    }

    /// <summary>Camera, page and store would be in use, one after the other; that the service runs says more.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_second_one_says_that_another_runs_and_ends(bool hasStore)
    {
        string folder = _folder.MakeFolder("runtime"), store = _folder.PathOf("events.db");
        string config = Config(hasStore ? $"[store]\npath = \"{store}\"" : "");
        (string, string)[] environment = hasStore ? [] : [("RUNTIME_DIRECTORY", folder)];
        using StationProcess station = StationProcess.Start(["run", "--config", config], environment);
        await station.UntilLoggedAsync("reads from");
        using (StationProcess second = StationProcess.Start(["run", "--config", config], environment))
        {
            Assert.Equal(1, await second.EndAsync());
            string what = hasStore ? $"the store {store}" : "this configuration";
            string expected = FormattableString.Invariant(
                $"another zipreader (process {station.Id}) runs with {what}: 'sudo systemctl stop zipreader' ends the service, ")
                + FormattableString.Invariant($"'kill {station.Id}' one");
            Assert.Contains(expected, Assert.Single(second.Log), StringComparison.Ordinal);
        }

        Assert.Equal(0, await station.StopAsync());
        using StationProcess third = StationProcess.Start(["run", "--config", config], environment);
        await third.UntilLoggedAsync("reads from");
        Assert.Equal(0, await third.StopAsync());
    }

    /// <summary>A region with a counter is moved on the page: the counter, unit and threshold stay, after the next start too.</summary>
    [Fact]
    public async Task Regions_that_are_drawn_keep_what_the_page_does_not_know_and_hold_after_the_next_start()
    {
        string text =
            """
            [[region]]
            name = "meter"
            box = [10, 10, 200, 60]
            pattern = "digits 5"
            most_an_hour = 2.5
            decimals = 1
            threshold = 0.75
            unit = "m³"
            device_class = "water"
            """;
        string config = Config(text), file = _folder.PathOf("regions.toml");
        using (StationProcess station = StationProcess.Start(["run", "--config", config], ("STATE_DIRECTORY", _folder.Path)))
        {
            using var page = new PageClient(_port);
            await page.UntilThereAsync(station);
            (int status, string body) = await page.PutAsync(
                "/regions",
                """
                {"revision":1,"regions":[{"name":"meter","x":20,"y":30,"width":300,"height":80,"pattern":"digits 5"},
                {"name":"new","x":0,"y":0,"width":100,"height":50,"pattern":"zip"}]}
                """);
            Assert.True(status == 200, body);
            Assert.Equal(409, (await page.PutAsync("/regions", """{"revision":1,"regions":[]}""")).Status);
            Assert.Equal(0, await station.StopAsync());
        }

        string kept = File.ReadAllText(file);
        string[] expected =
        [
            "box = [20, 30, 300, 80]", "most_an_hour = 2.5", "decimals = 1", "threshold = 0.75", "unit = \"m³\"",
            "device_class = \"water\"", "name = \"new\"",
        ];
        foreach (string line in expected)
            Assert.Contains(line, kept, StringComparison.Ordinal);
        using (StationProcess station = StationProcess.Start(["run", "--config", config], ("STATE_DIRECTORY", _folder.Path)))
        {
            using var page = new PageClient(_port);
            await page.UntilThereAsync(station);
            JsonElement regions = (await page.GetAsync("/regions")).GetProperty("regions");
            Assert.Equal(["meter", "new"], regions.EnumerateArray().Select(r => r.GetProperty("name").GetString()));
            Assert.Equal(20, regions[0].GetProperty("x").GetInt32());
            Assert.Equal(0, await station.StopAsync());
        }
    }

    [Fact]
    public async Task A_store_that_cannot_be_opened_is_a_problem_before_anything_is_read()
    {
        string folder = _folder.MakeFolder("events.db");
        using StationProcess station = StationProcess.Start(["run", "--config", Config($"[store]\npath = \"{folder}\"")]);
        using var page = new PageClient(_port);
        await page.UntilThereAsync(station);
        string[] problems = [.. (await page.GetAsync("/state")).GetProperty("problems").EnumerateArray().Select(p => p.GetString()!)];
        Assert.Contains(problems, problem => problem.StartsWith("store: ", StringComparison.Ordinal) && problem.Contains("found a folder"));
        Assert.Empty(station.Lines);
    }

    [Fact]
    public async Task A_page_whose_port_is_taken_is_a_problem_and_no_reason_not_to_read()
    {
        using var other = new TcpListener(System.Net.IPAddress.Loopback, _port);
        other.Start();
        using StationProcess station = StationProcess.Start(["run", "--config", Config("")]);
        await station.UntilLoggedAsync("another program has it");
        await ReplayTests.Feed(station, 1);
        Assert.Equal(0, await station.EndAsync());
        Assert.Equal(Samples.EnvelopeZip, Assert.Single(station.Events).GetProperty("text").GetString());
    }

    private string Config(string more) =>
        _folder.WriteText("zipreader.toml", $"[camera]\nsource = \"stdin\"\n[page]\nport = {_port}\n{more}\n");

    private static async Task KeepFeeding(StationProcess station, CancellationToken cancellation)
    {
        await station.Input.WriteAsync(Scenes.Y4mHead(Scenes.Envelope), CancellationToken.None);
        byte[] frame = Scenes.Y4mFrame(Scenes.Envelope);
        while (!cancellation.IsCancellationRequested)
        {
            await station.Input.WriteAsync(frame, CancellationToken.None);
            await station.Input.FlushAsync(CancellationToken.None);
            await Task.Delay(50, CancellationToken.None);
        }
    }
}
