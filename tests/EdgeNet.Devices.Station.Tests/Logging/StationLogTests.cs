using System.Text;
using System.Text.Json;
using EdgeNet.Devices.Station.Logging;

namespace EdgeNet.Devices.Station.Tests.Logging;

public sealed class StationLogTests
{
    private readonly List<string> _written = [];

    [Fact]
    public void Lines_are_written_in_each_format()
    {
        var time = new FixedTime();
        Assert.Equal(["2026-11-29T17:15:40.123Z warning camera: is away \\u001b[31m\n"], Write(LogFormat.Text, time));
        Assert.Equal(["<4>camera: is away \\u001b[31m\n"], Write(LogFormat.Journal, time));
        string json = Assert.Single(Write(LogFormat.Json, time));
        using JsonDocument line = JsonDocument.Parse(json);
        Assert.Equal(
            "2026-11-29T17:15:40.123Z warning camera is away \\u001b[31m",
            string.Join(" ", line.RootElement.EnumerateObject().Select(p => p.Value.GetString())));
        Assert.EndsWith("}\n", json);
        Assert.Single(json, c => c == '\n');

        List<string> Write(LogFormat format, TimeProvider clock)
        {
            _written.Clear();
            using (StationLog log = Log(new LogOptions { Format = format }, clock))
                log.Warning("camera", "is away \u001b[31m");
            return _written;
        }
    }

    [Fact]
    public void No_message_makes_two_lines_or_a_long_one()
    {
        using (StationLog log = Log(new LogOptions()))
        {
            log.Info("a\nb", "c\nd\r\u2028e");
            log.Info("a", new string('x', 100_000));
        }

        Assert.Equal(2, _written.Count);
        Assert.All(_written, line => Assert.Equal(line.Length - 1, line.IndexOf('\n', StringComparison.Ordinal)));
        Assert.InRange(_written[1].Length, 2000, 2100);
    }

    [Fact]
    public void What_matters_less_is_not_logged()
    {
        using (StationLog log = Log(new LogOptions { Level = LogLevel.Warning }))
        {
            log.Info("a", "b");
            log.Write(LogLevel.Debug, "a", "b");
            log.Error("a", "c");
        }

        Assert.EndsWith(" error a: c\n", Assert.Single(_written));
    }

    [Fact]
    public void The_same_line_again_and_again_is_counted()
    {
        var time = new FixedTime();
        using (StationLog log = Log(new LogOptions(), time))
        {
            for (int i = 0; i < 1000; i++)
                log.Info("camera", "away");
            log.Info("camera", "back");
            time.Pass(TimeSpan.FromMinutes(2));
            log.Info("camera", "back");
        }

        Assert.Equal(["away", "the same 999 times more", "back", "back"], _written.Select(line => line.Split(": ")[1].Trim()));
    }

    [Fact]
    public void The_last_lines_are_kept_and_numbered()
    {
        using StationLog log = Log(new LogOptions { Tail = 3 });
        for (int i = 1; i <= 10; i++)
            log.Info("a", $"{i}");
        Assert.Equal([8, 9, 10], log.Tail().Select(line => line.Number));
        Assert.Equal(["10"], log.Tail(after: 9).Select(line => line.Message));
        Assert.Equal(["9", "10"], log.Tail(most: 2).Select(line => line.Message));
        Assert.Empty(log.Tail(after: 10));
    }

    [Fact]
    public void A_writer_that_is_held_holds_up_nothing_and_what_is_lost_is_counted()
    {
        using var held = new ManualResetEventSlim();
        using var begun = new ManualResetEventSlim();
        int lines = 0;
        var log = new StationLog(
            new LogOptions { Queue = 5, Tail = 2 },
            _ =>
            {
                begun.Set();
                held.Wait();
                lines++;
            });
        log.Info("a", "first");
        Assert.True(begun.Wait(TimeSpan.FromMinutes(1)));
        for (int i = 0; i < 20; i++)
            log.Info("a", $"{i}");
        Assert.Equal(15, log.Lost);
        held.Set();
        log.Dispose();
        Assert.Equal(6, lines);
    }

    [Fact]
    public void A_disk_that_is_full_is_counted_and_survived()
    {
        int calls = 0;
        var log = new StationLog(
            new LogOptions(),
            line =>
            {
                if (calls++ == 0)
                    throw new IOException("no space");
                _written.Add(Encoding.UTF8.GetString(line));
            });
        log.Info("a", "1");
        log.Info("a", "2");
        log.Dispose();
        Assert.Equal(1, log.Lost);
        Assert.EndsWith(" a: 2\n", Assert.Single(_written));
        log.Info("a", "after the end");
        log.Dispose();
    }

    [Fact]
    public void What_the_loop_tells_is_logged()
    {
        using (StationLog log = Log(new LogOptions { Format = LogFormat.Journal }))
        {
            var observer = new LogObserver(log);
            observer.OnFault(new CameraException("cam", CameraFault.Unplugged, "gone"));
            observer.OnFramesAgain();
            observer.OnWarning("odd");
        }

        Assert.Equal(["<3>camera: cam: gone\n", "<6>camera: gives pictures again\n", "<4>station: odd\n"], _written);
    }

    private StationLog Log(LogOptions options, TimeProvider? time = null) =>
        new(options, line => _written.Add(Encoding.UTF8.GetString(line)), time);
}
