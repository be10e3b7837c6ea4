using EdgeNet.Devices.Events;
using EdgeNet.Devices.Station.Live;
using EdgeNet.Devices.Station.Loop;
using EdgeNet.Devices.Station.Regions;
using EdgeNet.Devices.Station.Triggers;
using EdgeNet.Vision.Patterns;
using EdgeNet.Vision.Reading;

namespace EdgeNet.Devices.Station.Tests.Loop;

public sealed class StationLoopTests
{
    private static readonly Scene Letter = new(1, "02139");

    [Fact]
    public void A_press_reads_once_with_frames_taken_after_it()
    {
        using var station = new TestStation(
            new SceneSource([new Scene(1, "11111"), .. Enumerable.Repeat(Letter, 50)]) { IsNow = true },
            new StationOptions { Trigger = TriggerKind.Button, WatchesWhileIdle = false });
        using var stop = new CancellationTokenSource();
        station.AfterEvent = _ => stop.Cancel();
        station.Bell.Ring(TriggerCause.Button);
        // One press while it waits is one press.
        Assert.False(station.Bell.Ring(TriggerCause.Button));
        station.Run(stop.Token);
        Assert.Equal("02139", station.Texts);
        Assert.InRange(station.Source.Frames, 3, 12);
        Assert.Equal(1, station.Loop.Counts.Triggers);
    }

    [Fact]
    public void Frames_from_before_a_press_do_not_count()
    {
        // These carry times that count on from when the source was made: the first hundreds lie before the press.
        using var station = new TestStation(
            new SceneSource([.. Enumerable.Repeat(Letter, 5)]),
            new StationOptions { Trigger = TriggerKind.Request, WatchesWhileIdle = false });
        while (System.Diagnostics.Stopwatch.GetElapsedTime(station.Born) < TimeSpan.FromSeconds(0.6))
            Thread.Sleep(10);
        station.Bell.Ring(TriggerCause.Request);
        station.Run();
        Assert.Empty(station.Events);
        Assert.Equal(["trigger: no picture within 10 s"], station.Told);
    }

    [Fact]
    public void A_region_outside_of_the_picture_is_told_once()
    {
        var outside = new RegionSpec { Name = "meter", Pattern = FieldPattern.Zip, Box = new PixelBox(5000, 5000, 320, 64) };
        using var station = new TestStation(new SceneSource([.. Enumerable.Repeat(Letter, 20)]), null, outside);
        station.Run();
        Assert.Empty(station.Events);
        Assert.StartsWith("region 'meter': lies outside of the picture, which has ", Assert.Single(station.Told));
    }

    [Theory]
    [InlineData(TriggerCause.Button, "?")]
    [InlineData(TriggerCause.Request, "?")]
    [InlineData(TriggerCause.Interval, "")]
    public void Who_asks_is_answered_though_there_is_nothing(TriggerCause cause, string expected)
    {
        using var station = new TestStation(
            new SceneSource([.. Enumerable.Repeat(Scene.Table, 12)]) { IsNow = true },
            new StationOptions { Trigger = TriggerKind.Request, WatchesWhileIdle = false });
        station.Bell.Ring(cause);
        using var stop = new CancellationTokenSource();
        station.AfterEvent = _ => stop.Cancel();
        if (expected.Length == 0)
            stop.CancelAfter(TimeSpan.FromSeconds(1));
        station.Run(stop.Token);
        Assert.Equal(expected, station.Texts);
    }

    [Fact]
    public void A_request_while_watching_tells_a_letter_that_was_told_already_and_no_third_time()
    {
        var scenes = Enumerable.Repeat(Letter, 100).ToArray();
        TestStation? station = null;
        scenes[20] = Letter with { Before = () => station!.Bell.Ring(TriggerCause.Request) };
        station = new TestStation(new SceneSource(scenes));
        using (station)
            Assert.Equal("02139 02139", station.Run().Texts);
    }

    [Fact]
    public void A_camera_that_fails_is_told_and_its_return_too()
    {
        var gone = new CameraException("camera", CameraFault.Unplugged, "gone");
        using var station = new TestStation(
            new SceneSource([
                Letter,
                Letter with
                {
                    Error = gone,
                },
                Letter with
                {
                    Error = new OperationCanceledException(),
                },
                .. Enumerable.Repeat(Letter, 20),
            ]));
        Assert.Equal("02139", station.Run().Texts);
        Assert.Equal(["fault camera: gone", "again"], station.Told);
        Assert.Equal(1, station.Loop.Counts.Faults);
        Assert.True(station.Beats >= 23);
    }

    [Fact]
    public void A_source_that_is_gone_for_good_ends_it()
    {
        using var station = new TestStation(new SceneSource([Letter, Letter with { Error = new IOException("no more") }]));
        Assert.Throws<IOException>(() => station.Run());
    }

    [Fact]
    public void An_output_that_fails_does_not_stop_the_others()
    {
        using var station = new TestStation(new SceneSource([.. Enumerable.Repeat(Letter, 10)]));
        StationParts parts = station.Parts with { Sinks = [new FailingSink(), station] };
        using var loop = new StationLoop(parts, new StationOptions(), [new RegionSpec { Pattern = FieldPattern.Zip }]);
        loop.Run(default);
        Assert.Equal("02139", station.Texts);
        Assert.Equal(["output FailingSink: \\u001b[31m full"], station.Told);
    }

    [Fact]
    public void Other_regions_are_read_from_the_next_frame_on()
    {
        using var station = new TestStation(new SceneSource([.. Enumerable.Repeat(Letter, 40)]));
        station.AfterEvent = reading =>
        {
            if (reading.Region is null)
                station.Loop.SetRegions([
                    new RegionSpec
                    {
                        Name = "a",
                        Box = new PixelBox(0, 0, 80, 60),
                        Pattern = FieldPattern.Zip,
                    },
                ]);
        };
        Assert.Equal("02139 a=02139", station.Run().Texts);
        Assert.Equal("a", Assert.Single(station.Loop.Regions).Name);
    }

    [Fact]
    public void Regions_that_are_none_are_refused()
    {
        using var station = new TestStation(new SceneSource());
        var one = new RegionSpec { Name = "one", Pattern = FieldPattern.Zip };
        Assert.Throws<ArgumentException>(() => station.Loop.SetRegions([]));
        Assert.Throws<ArgumentException>(() => station.Loop.SetRegions([one, one with { Box = new PixelBox(0, 0, 1, 1) }]));
        Assert.Throws<ArgumentException>(() =>
            station.Loop.SetRegions([.. Enumerable.Range(0, RegionSpec.Most + 1).Select(i => one with { Name = $"{i}" })]));
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            station.Loop.SetRegions([
                one with
                {
                    Counter = new() { Digits = 99, MostAnHour = 1 },
                },
            ]));
    }

    [Fact]
    public void Whoever_looks_sees_the_newest_picture_with_what_was_read()
    {
        var seen = new FrameBuffer();
        IReadOnlyList<LiveBox> boxes = [];
        TestStation? station = null;
        Scene[] scenes = [.. Enumerable.Repeat(Letter, 10)];
        scenes[4] = Letter with { Before = () => Assert.False(station!.Picture.TryCopy(seen, out _)) };
        scenes[8] = Letter with { Before = () => Assert.True(station!.Picture.TryCopy(seen, out boxes)) };
        station = new TestStation(new SceneSource(scenes));
        using (station)
            station.Run();
        Assert.Equal((SceneSource.Width, SceneSource.Height), (seen.Width, seen.Height));
        LiveBox box = Assert.Single(boxes);
        Assert.Equal(("02139", new PixelBox(0, 0, SceneSource.Width, SceneSource.Height), 5), (box.Text, box.Area, box.Symbols.Count));
    }

    [Fact]
    public void Times_of_stages_are_counted()
    {
        using var station = new TestStation(new SceneSource([.. Enumerable.Repeat(Letter, 10)]));
        station.Run();
        Assert.Equal(
            (10L, 10L, 3L, 1L),
            (
                station.Loop.Times[Stage.Wait].Count,
                station.Loop.Times[Stage.Look].Count,
                station.Loop.Times[Stage.Read].Count,
                station.Loop.Times[Stage.Tell].Count));
        var times = new StageTimes();
        Assert.Equal(default, times[Stage.Read]);
        for (int i = 1; i <= 100; i++)
            times.Add(Stage.Read, TimeSpan.FromMilliseconds(i));
        StageTime read = times[Stage.Read];
        Assert.Equal((100L, TimeSpan.FromMilliseconds(5050), TimeSpan.FromMilliseconds(100)), (read.Count, read.Total, read.Longest));
        Assert.InRange(read.Median.TotalMilliseconds, 50, 60);
        Assert.InRange(read.Percentile99.TotalMilliseconds, 99, 119);
    }

    private sealed class FailingSink : IEventSink
    {
        public void OnEvent(ReadingEvent reading) => throw new InvalidOperationException("\u001b[31m full");
    }
}
