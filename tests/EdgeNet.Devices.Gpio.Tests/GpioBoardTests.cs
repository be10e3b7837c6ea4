using System.Device.Gpio;
using System.Diagnostics;
using EdgeNet.Devices.Gpio.Chips;
using EdgeNet.Devices.Gpio.Lines;
using EdgeNet.Devices.Gpio.Tests.Chips;
using EdgeNet.Devices.Gpio.Tests.Lines;
using EdgeNet.Vision.Patterns;
using EdgeNet.Vision.Reading;

namespace EdgeNet.Devices.Gpio.Tests;

public sealed class GpioBoardTests
{
    private static readonly GpioPins All = new()
    {
        Trigger = GpioLine.Parse("!GPIO17"),
        Read = GpioLine.Parse("22"),
        Rejected = GpioLine.Parse("23"),
        Fault = GpioLine.Parse("!24"),
        Lamp = GpioLine.Parse("GPIO25"),
    };

    private readonly FakeDriver _driver = new();
    private readonly ManualTime _time = new();

    [Fact]
    public void OutputsAreOffFromTheFirstMomentAndInTheEnd()
    {
        GpioBoard board = Open(All);
        // The active-low one is off when it is high.
        Assert.Equal([(22, false), (23, false), (24, true), (25, false)], _driver.Written);
        Assert.All(_driver.Written, w => Assert.Equal(PinMode.Output, _driver.Modes[w.Pin]));
        board.Lamp!.Set(true);
        board.Fault!.Set(true);
        Assert.Equal((true, false), ((bool)_driver.Values[25], (bool)_driver.Values[24]));
        board.Dispose();
        Assert.Equal((false, true), ((bool)_driver.Values[25], (bool)_driver.Values[24]));
        Assert.True(_driver.IsDisposed);
        Assert.False(_driver.HasHandler(17));
    }

    [Theory]
    [InlineData("4", "GPIO: line 4 of gpiochip3 is in use by 'onewire@0'")]
    [InlineData("GPIO5", "GPIO: line GPIO5 of gpiochip3 is in use by the kernel or another program")]
    [InlineData("99", "GPIO: expected line 99 on gpiochip3 (pinctrl-bcm2711, 28 lines), found no such")]
    [InlineData("GPIO99", "GPIO: expected line GPIO99")]
    [InlineData("a\u001b[2J", @"GPIO: expected line a\u001b[2J on gpiochip3")]
    [InlineData("GPIO22", "GPIO: line GPIO22 is named for two things")]
    public void LinesThatCannotBeHadAreSentencesAndNothingIsOpened(string lamp, string expected)
    {
        GpioPins pins = All with { Read = GpioLine.Parse("22"), Lamp = GpioLine.Parse(lamp) };
        GpioException error = Assert.Throws<GpioException>(() => Open(pins));
        Assert.StartsWith(expected, error.Message);
        Assert.Empty(_driver.Modes);
    }

    [Fact]
    public void WhatTheLibraryReportsIsASentence()
    {
        _driver.Fails = new InvalidOperationException("Error 16");
        Assert.Equal("GPIO: line 22 cannot be used: Error 16", Assert.Throws<GpioException>(() => Open(All)).Message);
        _driver.Fails = new InvalidOperationException("\u001b[2J\n");
        Assert.Equal(@"GPIO: line 22 cannot be used: \u001b[2J\u000a", Assert.Throws<GpioException>(() => Open(All)).Message);
        Assert.True(_driver.IsDisposed);
    }

    [Fact]
    public void ALightThatFailsStopsNothing()
    {
        using GpioBoard board = Open(All);
        _driver.Fails = new IOException("gone");
        board.Read!.Set(true);
        Assert.Equal(("gone", false), (board.Read.Error, board.Read.IsOn));
        _driver.Fails = null;
        board.Read.Set(true);
        Assert.Equal((null, true), (board.Read.Error, board.Read.IsOn));
    }

    [Theory]
    [InlineData("!17", PinMode.InputPullUp, true)]
    [InlineData("17", PinMode.InputPullDown, true)]
    [InlineData("!17", PinMode.Input, false)]
    public void TheButtonIsPulledToWhereItIsNotPressed(string line, PinMode mode, bool hasPulls)
    {
        var driver = new FakeDriver { HasPulls = hasPulls };
        using GpioBoard board = Open(new GpioPins { Trigger = GpioLine.Parse(line) }, driver);
        Assert.Equal(mode, driver.Modes[17]);
    }

    [Fact]
    public void ABouncingContactIsOnePress()
    {
        using GpioBoard board = Open(All);
        TriggerButton button = board.Trigger!;
        Assert.False(button.Wait(TimeSpan.Zero));
        Bounce(toHigh: false);
        Assert.Equal(1, button.Presses);
        Assert.True(button.Wait(TimeSpan.Zero));
        Assert.False(button.Wait(TimeSpan.Zero));
        // Letting go bounces too, and is no press.
        _time.Pass(200);
        Bounce(toHigh: true);
        Assert.False(button.Wait(TimeSpan.Zero));
        _time.Pass(200);
        Bounce(toHigh: false);
        Assert.True(button.Wait(TimeSpan.Zero));
        Assert.Equal(2, button.Presses);
    }

    [Fact]
    public void PressesDuringAReadingAreOneMore()
    {
        using GpioBoard board = Open(All);
        for (int i = 0; i < 5; i++)
        {
            _time.Pass(100);
            _driver.Edge(17, high: false);
            _time.Pass(100);
            _driver.Edge(17, high: true);
        }

        Assert.Equal(5, board.Trigger!.Presses);
        Assert.True(board.Trigger.Wait(TimeSpan.Zero));
        Assert.False(board.Trigger.Wait(TimeSpan.Zero));
        var cancelled = new CancellationToken(canceled: true);
        Assert.ThrowsAny<OperationCanceledException>(() => board.Trigger.Wait(TimeSpan.FromHours(1), cancelled));
    }

    [Fact]
    public void OneLightShowsTheLastFramesFate()
    {
        using GpioBoard board = Open(All);
        var lights = new LightReadings(new NoReadings(), board);
        var reading = new DigitReading(FieldPattern.Zip);
        Assert.Equal((false, false, false), Lit());
        reading.Set(0.9f, isAccepted: true, isLightInk: false);
        lights.OnReading("a", reading, default);
        Assert.Equal((true, false, false), Lit());
        reading.Set(0.1f, isAccepted: false, isLightInk: false);
        lights.OnReading("a", reading, default);
        Assert.Equal((false, true, false), Lit());
        lights.OnError(new FrameException("a", "a: gone"));
        Assert.Equal((false, false, true), Lit());

        (bool, bool, bool) Lit() => (board.Read!.IsOn, board.Rejected!.IsOn, board.Fault!.IsOn);
    }

    [Fact]
    public void TheLampIsOnWhileAFrameIsTakenAndOlderOnesArePassedOver()
    {
        using GpioBoard board = Open(All);
        var camera = new LampCamera(board.Lamp!);
        using (var source = new LampSource(camera, board.Lamp!, TimeSpan.Zero))
        {
            Assert.True(source.TryGetFrame(out SourceFrame frame));
            Assert.Equal(3, frame.Number);
            Assert.False(board.Lamp!.IsOn);
            Assert.Equal([true, true, true], camera.Lit);
            camera.Gone = true;
            Assert.Throws<FrameException>(() => source.TryGetFrame(out _));
            Assert.False(board.Lamp.IsOn);
        }

        Assert.True(camera.IsDisposed);
    }

    private void Bounce(bool toHigh)
    {
        for (int i = 0; i < 7; i++)
        {
            _driver.Edge(17, i % 2 == 0 ? toHigh : !toHigh);
            _time.Pass(3);
        }
    }

    private GpioBoard Open(GpioPins pins, FakeDriver? driver = null) =>
        GpioBoard.Open(pins, new GpioChips(FakeChips.RaspberryPi()), _ => driver ?? _driver, _time);

    private sealed class LampCamera(OutputLine lamp) : IFrameSource
    {
        private readonly byte[] _pixel = [1];

        public FrameCounts Counts => default;

        public List<bool> Lit { get; } = [];

        public bool Gone { get; set; }

        public bool IsDisposed { get; private set; }

        public bool TryGetFrame(out SourceFrame frame, CancellationToken cancellation = default)
        {
            if (Gone)
                throw new FrameException("camera", "camera: gone");
            Lit.Add(lamp.IsOn);
            frame = new SourceFrame("camera", new Vision.Pictures.GreyFrame(_pixel, 1, 1))
            {
                Number = Lit.Count,
                // The first two were taken in the dark.
                Captured = Lit.Count < 3 ? 1 : Stopwatch.GetTimestamp(),
            };
            return true;
        }

        public void Dispose() => IsDisposed = true;
    }
}
