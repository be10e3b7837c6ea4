using EdgeNet.Devices.Gpio.Displays;
using EdgeNet.Vision.Patterns;
using EdgeNet.Vision.Reading;

namespace EdgeNet.Devices.Gpio.Tests.Displays;

public sealed class DisplayReadingsTests
{
    private readonly FakeDisplay _display = new();
    private readonly NoReadings _next = new();
    private readonly DigitReading _reading = new(FieldPattern.Parse("digits 2"));

    [Fact]
    public void WhatChangesIsWrittenAndEverythingIsPassedOn()
    {
        var readings = new DisplayReadings(_next, _display);
        Fill("42");
        _reading.Set(0.985f, isAccepted: true, isLightInk: false);
        readings.OnReading("a", _reading, default);
        readings.OnReading("b", _reading, default);
        Assert.Equal(["42|98.5 %"], _display.Shown);
        _reading.Set(0.2f, isAccepted: false, isLightInk: false);
        readings.OnReading("c", _reading, default);
        readings.OnError(new CameraException("camera", CameraFault.Unplugged, "gone"));
        readings.OnError(new FrameException("a.png", "a.png: no such file"));
        Assert.Equal(["42|98.5 %", "?|unsure, 20.0 %", "!|camera: Unplugged", "!|no picture"], _display.Shown);
        Assert.Equal((3, 2), (_next.Readings, _next.Errors));
    }

    [Fact]
    public void ADisplayThatIsGoneIsToldOnceAndTriedAgain()
    {
        var readings = new DisplayReadings(_next, _display);
        _display.IsGone = true;
        for (int i = 0; i < 3; i++)
            readings.OnReading("a", _reading, default);
        string warning = Assert.Single(_next.Warnings);
        Assert.StartsWith(@"display: does not answer, check its wires: Error 121\u000axxx", warning);
        Assert.InRange(warning.Length, 0, 400);
        _display.IsGone = false;
        readings.OnReading("a", _reading, default);
        Assert.Equal(["?|nothing found"], _display.Shown);
        Assert.Equal(4, _next.Readings);
    }

    private void Fill(string text)
    {
        ReadField field = _reading.AddField();
        foreach (char c in text)
            field.Add(new ReadSymbol(c, 0.5f, default));
    }

    private sealed class FakeDisplay : ITextDisplay
    {
        public List<string> Shown { get; } = [];

        public bool IsGone { get; set; }

        public void Show(string headline, string detail)
        {
            if (IsGone)
                throw new IOException("Error 121\n" + new string('x', 10_000));
            Shown.Add($"{headline}|{detail}");
        }

        public void Dispose()
        {
        }
    }
}
