using System.Collections.Concurrent;
using EdgeNet.Devices.Events;
using EdgeNet.Devices.Gpio.Displays;
using EdgeNet.Devices.Station.Loop;
using EdgeNet.Devices.Station.Outputs;

namespace EdgeNet.Devices.Station.Tests.Outputs;

public sealed class OutputTests
{
    private static readonly CameraException Gone = new("camera", CameraFault.Unplugged, "gone");

    [Fact]
    public void One_light_is_on_and_a_fault_goes_before_the_last_reading()
    {
        bool read = false, rejected = false, fault = false;
        var lights = new LightEvents(on => read = on, on => rejected = on, on => fault = on, null);
        lights.OnEvent(Event("02139"));
        Assert.Equal((true, false, false), (read, rejected, fault));
        lights.OnEvent(Event(null));
        Assert.Equal((false, true, false), (read, rejected, fault));
        lights.OnFault(Gone);
        Assert.Equal((false, false, true), (read, rejected, fault));
        lights.OnFramesAgain();
        Assert.Equal((false, true, false), (read, rejected, fault));
        new LightEvents(null, null, null, null).OnEvent(Event("1"));
    }

    [Fact]
    public void A_display_shows_what_came_last()
    {
        var display = new FakeDisplay();
        using (var events = new DisplayEvents(display))
        {
            events.OnEvent(Event("02139"));
            Assert.Equal("02139/99.0 %", display.Next());
            events.OnEvent(Event(null));
            Assert.Equal("?/unsure, 99.0 %", display.Next());
            events.OnEvent(Event("12.5") with { Region = "water" });
            Assert.Equal("12.5/water 99.0 %", display.Next());
            events.OnFault(Gone);
            Assert.Equal("!/camera: Unplugged", display.Next());
            events.OnFramesAgain();
            Assert.Equal("/ready", display.Next());
        }

        Assert.True(display.IsDisposed);
    }

    [Fact]
    public void A_display_that_is_slow_holds_up_nothing_and_skips()
    {
        var display = new FakeDisplay { Gate = new SemaphoreSlim(0) };
        using (var events = new DisplayEvents(display))
        {
            events.OnEvent(Event("0"));
            display.Begun.Wait();
            for (int i = 1; i <= 100; i++)
                events.OnEvent(Event($"{i}"));
            display.Gate.Release(10);
            Assert.Equal("0/99.0 %", display.Next());
            Assert.Equal("100/99.0 %", display.Next());
        }

        Assert.Empty(display.Shown);
    }

    [Fact]
    public void A_display_that_does_not_answer_is_told_once_and_tried_again()
    {
        var display = new FakeDisplay { Failures = 3 };
        var observer = new Observer();
        using var events = new DisplayEvents(display, observer);
        for (int i = 0; i < 4; i++)
        {
            events.OnEvent(Event("02139"));
            display.Begun.Wait();
        }

        Assert.Equal("02139/99.0 %", display.Next());
        Assert.Equal(["display: does not answer, check its wires: error 121"], observer.Told);
    }

    private static ReadingEvent Event(string? text) =>
        new()
        {
            Id = "1",
            Time = DateTimeOffset.UnixEpoch,
            Source = "camera",
            Pattern = "zip",
            Text = text,
            Confidence = 0.99f,
        };

    private sealed class Observer : IStationObserver
    {
        public ConcurrentQueue<string> Told { get; } = new();

        public void OnFault(FrameException fault) => Told.Enqueue(fault.Message);

        public void OnFramesAgain() => Told.Enqueue("again");

        public void OnWarning(string message) => Told.Enqueue(message);
    }

    private sealed class FakeDisplay : ITextDisplay
    {
        public BlockingCollection<string> Shown { get; } = [];

        public SemaphoreSlim Begun { get; } = new(0);

        public SemaphoreSlim? Gate { get; init; }

        public int Failures { get; set; }

        public bool IsDisposed { get; private set; }

        public string? Next() => Shown.TryTake(out string? shown, TimeSpan.FromMinutes(1)) ? shown : null;

        public void Show(string headline, string detail)
        {
            Begun.Release();
            Gate?.Wait();
            if (Failures-- > 0)
                throw new IOException("error 121");
            Shown.Add($"{headline}/{detail}");
        }

        public void Dispose() => IsDisposed = true;
    }
}
