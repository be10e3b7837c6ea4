using System.Globalization;
using EdgeNet.ZipReader.Tests.Programs;
using Xunit.Abstractions;

namespace EdgeNet.ZipReader.Tests.Stations;

/// <summary>
/// What a frame costs in managed memory, on the thread that captures and on the one that reads, with page, store and lines switched on, in
/// steady state: a scene that stays. EDGENET_FRAMES is the number of frames, EDGENET_ZIPREADER a published program.
/// </summary>
public sealed class FrameMemoryTests(ITestOutputHelper console) : IDisposable
{
    private const string Loop = "edgenet_managed_bytes_total{thread=\"loop\"}";
    private const string Camera = "edgenet_managed_bytes_total{thread=\"camera\"}";

    // Buffers have their sizes by then, and the letter has been told.
    private const int WarmUp = 100;

    private readonly TestFolder _folder = new();
    private readonly int _port = StationProcess.FreePort();
    private readonly int _frames =
        int.TryParse(Environment.GetEnvironmentVariable("EDGENET_FRAMES"), CultureInfo.InvariantCulture, out int frames) ? frames : 300;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_frame_of_a_stream_costs_nothing()
    {
        using StationProcess station = StationProcess.Start(["run", "--config", Config("stdin")]);
        byte[] frame = Scenes.Y4mFrame(Scenes.Envelope);
        await station.Input.WriteAsync(Scenes.Y4mHead(Scenes.Envelope));
        await CheckAsync(station, "Y4M", async count =>
        {
            for (int i = 0; i < count; i++)
                await station.Input.WriteAsync(frame);
            await station.Input.FlushAsync();
        });
        Assert.Equal(0, await station.StopAsync());
    }

    [Fact]
    public async Task A_frame_of_a_recording_that_is_played_again_costs_nothing()
    {
        string recording = Scenes.Record(_folder, "recording", Enumerable.Repeat(Scenes.Envelope, 10));
        using StationProcess station = StationProcess.Start(
            ["replay", recording, "--fast", "--times", "1000000", "--config", Config("stdin")]);
        await CheckAsync(station, "replay", static _ => Task.CompletedTask);
        Assert.Equal(0, await station.StopAsync());
    }

    /// <summary>The Pi's own camera: a program that is called as rpicam-vid is, and gives the envelope without end.</summary>
    [Fact]
    public async Task A_frame_of_the_pis_own_camera_costs_nothing()
    {
        // 640 is a multiple of 64, so rows have no padding; two quarters of colour follow.
        _folder.Write("frame", [.. Scenes.Envelope.Pixels, .. new byte[Scenes.Envelope.Width * Scenes.Envelope.Height / 2]]);
        string program = _folder.WriteText(
            "bin/rpicam-vid", $"#!/bin/sh\ntest $# -gt 10 || exit 9\nwhile cat {_folder.PathOf("frame")}; do :; done\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        string path = $"{_folder.PathOf("bin")}:{Environment.GetEnvironmentVariable("PATH")}";
        using StationProcess station = StationProcess.Start(["run", "--config", Config("rpicam")], ("PATH", path));
        await CheckAsync(station, "rpicam-vid", static _ => Task.CompletedTask);
        Assert.Equal(0, await station.StopAsync());
    }

    /// <summary>
    /// A request costs what the framework's HTTP client takes for it; the thread that reads has nothing of it. One a second is usual.
    /// </summary>
    [Fact]
    public async Task A_snapshot_costs_a_request_and_nothing_where_it_is_read()
    {
        using var camera = new SnapshotCamera(File.ReadAllBytes(Samples.Path("envelope.png")));
        using StationProcess station = StationProcess.Start(["run", "--config", Config(camera.Address, "interval = \"0 ms\"")]);
        (double loop, double captured) = await MeasureAsync(station, static _ => Task.CompletedTask);
        console.WriteLine(FormattableString.Invariant($"HTTP snapshot: {loop:0.##} bytes a frame where it is read, {captured:0} where it is asked for"));
        Assert.Equal(0, loop);
        Assert.Equal(0, await station.StopAsync());
    }

    private async Task CheckAsync(StationProcess station, string source, Func<int, Task> feed)
    {
        (double loop, double camera) = await MeasureAsync(station, feed);
        console.WriteLine(FormattableString.Invariant($"{source}: {loop:0.##} bytes a frame where it is read, {camera:0.##} where it is captured"));
        Assert.Equal((0, 0), (loop, camera));
    }

    /// <returns>Bytes a frame of both threads.</returns>
    private async Task<(double Loop, double Camera)> MeasureAsync(StationProcess station, Func<int, Task> feed)
    {
        using var page = new PageClient(_port);
        await page.UntilThereAsync(station);
        Task feeding = feed(WarmUp);
        await UntilFramesAsync(station, page, WarmUp);
        await feeding;
        (double frames, double loop, double camera) = await NowAsync(page);
        feeding = feed(_frames);
        await UntilFramesAsync(station, page, frames + _frames);
        await feeding;
        (double frames2, double loop2, double camera2) = await NowAsync(page);
        Assert.True(frames2 - frames >= _frames);
        Assert.True(loop > 0 && camera > 0, "Nothing was measured.");
        return ((loop2 - loop) / (frames2 - frames), (camera2 - camera) / (frames2 - frames));
    }

    private static async Task<(double Frames, double Loop, double Camera)> NowAsync(PageClient page) =>
        (await page.MetricAsync("edgenet_frames_total"), await page.MetricAsync(Loop), await page.MetricAsync(Camera));

    private static Task UntilFramesAsync(StationProcess station, PageClient page, double frames) =>
        station.UntilAsync(
            () => page.MetricAsync("edgenet_frames_total").GetAwaiter().GetResult() >= frames, FormattableString.Invariant($"{frames} frames"));

    private string Config(string source, string more = "") => _folder.WriteText(
        "zipreader.toml",
        $"""
        [camera]
        source = "{source}"
        {more}
        [store]
        path = "{_folder.PathOf("events.db")}"
        [page]
        port = {_port}
        """);
}
