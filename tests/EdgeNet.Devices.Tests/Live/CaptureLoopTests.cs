namespace EdgeNet.Devices.Tests.Live;

public sealed class CaptureLoopTests
{
    private static readonly LiveOptions Options = new() { StallTimeout = TimeSpan.FromSeconds(5) };

    private readonly FakeTime _time = new();

    [Fact]
    public void TheNewestFrameWinsAndTheOthersAreCounted()
    {
        var exchange = new FrameExchange(FrameDelivery.Newest);
        using var loop = Loop(new FakeDevice(FakeStep.Frame(1), FakeStep.Frame(2), FakeStep.Frame(3, missed: 4)), exchange);
        Steps(loop, 3);
        FrameBuffer frame = exchange.Take(default)!;
        Assert.Equal((3, 6L), (frame.Pixels[0], frame.Number));
        Assert.Equal(new FrameCounts(Frames: 1, Dropped: 2, Missed: 4, Damaged: 0, Faults: 0, Opens: 1), exchange.Counts);
    }

    [Fact]
    public void TheLentFrameStaysWhileOthersCome()
    {
        var exchange = new FrameExchange(FrameDelivery.Newest);
        using var loop = Loop(new FakeDevice([.. Enumerable.Range(1, 9).Select(i => FakeStep.Frame((byte)i))]), exchange);
        Steps(loop, 1);
        FrameBuffer lent = exchange.Take(default)!;
        Steps(loop, 8);
        Assert.Equal([1, 1, 1, 1], lent.Pixels.ToArray());
        Assert.Equal(9, exchange.Take(default)!.Pixels[0]);
    }

    [Fact]
    public void ARecordingWaitsForItsReader()
    {
        var exchange = new FrameExchange(FrameDelivery.Every);
        using var loop = Loop(new FakeDevice(FakeStep.Frame(1), FakeStep.Frame(2), FakeStep.End), exchange);
        Steps(loop, 3);
        Assert.False(loop.IsOver);
        Assert.Equal(1, exchange.Take(default)!.Pixels[0]);
        Steps(loop, 1);
        Assert.Equal(2, exchange.Take(default)!.Pixels[0]);
        Steps(loop, 1);
        Assert.True(loop.IsOver);
        Assert.Null(exchange.Take(default));
        Assert.Null(exchange.Take(default));
        Assert.Equal(0, exchange.Counts.Dropped);
    }

    [Fact]
    public void AFaultComesAfterTheFramesBeforeItAndIsToldOnce()
    {
        var exchange = new FrameExchange(FrameDelivery.Newest);
        var device = new FakeDevice(
            FakeStep.Frame(1),
            FakeStep.Throws(CameraFault.Unplugged, "gone"),
            FakeStep.RefusesToOpen(CameraFault.NotFound, "not there"),
            FakeStep.RefusesToOpen(CameraFault.NotFound, "not there"),
            FakeStep.RefusesToOpen(CameraFault.NotFound, "not there"),
            FakeStep.Frame(2));
        using var loop = Loop(device, exchange);
        Steps(loop, 2);
        Assert.Equal(1, exchange.Take(default)!.Pixels[0]);
        Assert.Equal(CameraFault.Unplugged, Assert.Throws<CameraException>(() => exchange.Take(default)).Fault);
        Steps(loop, 3);
        CameraException fault = Assert.Throws<CameraException>(() => exchange.Take(default));
        Assert.Equal((CameraFault.NotFound, "camera: not there", "camera"), (fault.Fault, fault.Message, fault.FrameName));
        _time.Pass(TimeSpan.FromSeconds(12.5));
        Steps(loop, 1);
        FrameBuffer frame = exchange.Take(default)!;
        Assert.Equal((2, "camera: gives frames again, 12.5 s and 4 attempts later"), (frame.Pixels[0], frame.Warning));
        Assert.Equal(new FrameCounts(Frames: 2, Dropped: 0, Missed: 0, Damaged: 0, Faults: 4, Opens: 2), exchange.Counts);
        Assert.Equal((2, 1), (device.Opened, device.Closed));
    }

    [Fact]
    public void TheWarningOfADroppedFrameIsToldWithTheNextAndOnceOnly()
    {
        var exchange = new FrameExchange(FrameDelivery.Newest);
        FakeStep odd = FakeStep.Frame(1) with { Warning = "odd" };
        using var loop = Loop(
            new FakeDevice(odd, FakeStep.Frame(2), FakeStep.Frame(3), FakeStep.Frame(4), FakeStep.Frame(5)), exchange);
        Steps(loop, 3);
        Assert.Equal("odd", exchange.Take(default)!.Warning);
        Steps(loop, 2);
        Assert.Null(exchange.Take(default)!.Warning);
    }

    [Fact]
    public void WaitsGrowAndBeginAnewAfterAFrame()
    {
        var exchange = new FrameExchange(FrameDelivery.Newest);
        FakeStep[] refusals = [.. Enumerable.Repeat(FakeStep.RefusesToOpen(CameraFault.Busy), 10)];
        using var loop = Loop(new FakeDevice([.. refusals, FakeStep.Frame(1), FakeStep.Throws(CameraFault.Unplugged)]), exchange);
        Assert.Equal([0.25, 0.5, 1, 2, 4, 8, 16, 30, 30, 30], refusals.Select(_ => loop.Step().TotalSeconds));
        Assert.Equal(TimeSpan.Zero, loop.Step());
        Assert.Equal(0.25, loop.Step().TotalSeconds);
    }

    [Fact]
    public void NoFrameForTooLongIsAStall()
    {
        var exchange = new FrameExchange(FrameDelivery.Newest);
        var device = new FakeDevice(FakeStep.Frame(1));
        using var loop = Loop(device, exchange);
        Steps(loop, 1);
        exchange.Take(default);
        _time.Pass(TimeSpan.FromSeconds(4.9));
        Assert.Equal(TimeSpan.Zero, loop.Step());
        _time.Pass(TimeSpan.FromSeconds(0.1));
        Assert.NotEqual(TimeSpan.Zero, loop.Step());
        CameraException fault = Assert.Throws<CameraException>(() => exchange.Take(default));
        Assert.Equal(CameraFault.Stalled, fault.Fault);
        Assert.StartsWith("camera: no frame for 5 s: it is opened anew", fault.Message);
        Assert.Equal(1, device.Closed);
    }

    [Fact]
    public void ACameraThatStallsForWeeksIsToldOnceAndShownAsLongAsItDoes()
    {
        var exchange = new FrameExchange(FrameDelivery.Newest);
        var device = new FakeDevice();
        using var loop = Loop(device, exchange);
        loop.Step();
        Assert.Null(exchange.Fault);
        for (int i = 0; i < 1000; i++)
        {
            _time.Pass(TimeSpan.FromSeconds(5 + i * 0.1));
            // Fails, and is opened again.
            Steps(loop, 2);
        }

        Assert.StartsWith("camera: no frame for 104.9 s", exchange.Fault?.Message);
        Assert.Equal((1000, 1001), (exchange.Counts.Faults, exchange.Counts.Opens));
        Assert.StartsWith("camera: no frame for 5 s", Assert.Throws<CameraException>(() => exchange.Take(default)).Message);
        exchange.Publish();
        Assert.NotNull(exchange.Take(default));
        Assert.Null(exchange.Fault);
    }

    [Fact]
    public void ADeviceThatPausesByDesignDoesNotStall()
    {
        using var loop = Loop(new FakeDevice() { LongestPause = TimeSpan.FromMinutes(1) }, new FrameExchange(FrameDelivery.Newest));
        Steps(loop, 1);
        _time.Pass(TimeSpan.FromSeconds(64));
        Assert.Equal(TimeSpan.Zero, loop.Step());
        _time.Pass(TimeSpan.FromSeconds(1));
        Assert.NotEqual(TimeSpan.Zero, loop.Step());
    }

    [Fact]
    public void AReaderThatTakesItsTimeIsNoStall()
    {
        var exchange = new FrameExchange(FrameDelivery.Every);
        using var loop = Loop(new FakeDevice(FakeStep.Frame(1)), exchange);
        Steps(loop, 2);
        _time.Pass(TimeSpan.FromHours(1));
        Assert.Equal(TimeSpan.Zero, loop.Step());
        exchange.Take(default);
        Assert.Equal(TimeSpan.Zero, loop.Step());
    }

    [Fact]
    public void DamagedFramesAreCountedAndNothingElseIsAStallThatSaysSo()
    {
        var exchange = new FrameExchange(FrameDelivery.Newest);
        FakeStep damaged = new(StreamResult.Damaged) { Warning = "cut off" };
        using var loop = Loop(new FakeDevice(damaged, damaged, FakeStep.Frame(1), damaged) { Then = damaged }, exchange);
        Steps(loop, 3);
        FrameBuffer frame = exchange.Take(default)!;
        Assert.Equal((1, null), (frame.Pixels[0], frame.Warning));
        Steps(loop, 1);
        _time.Pass(TimeSpan.FromSeconds(6));
        Steps(loop, 1);
        CameraException fault = Assert.Throws<CameraException>(() => exchange.Take(default));
        Assert.Contains("no sound frame for 6 s, only damaged ones (cut off)", fault.Message);
        Assert.Equal(4, exchange.Counts.Damaged);
    }

    [Fact]
    public void AnyOtherExceptionIsAFaultToo()
    {
        var exchange = new FrameExchange(FrameDelivery.Newest);
        using var loop = Loop(new FakeDevice(new FakeStep(StreamResult.Nothing) { Error = new NotSupportedException("odd") }), exchange);
        Steps(loop, 1);
        CameraException fault = Assert.Throws<CameraException>(() => exchange.Take(default));
        Assert.Equal((CameraFault.Failed, "camera: odd (NotSupportedException)"), (fault.Fault, fault.Message));
    }

    [Fact]
    public void LongReportsAreCut()
    {
        string flood = new('\u001b', 100_000);
        var exchange = new FrameExchange(FrameDelivery.Newest);
        using (var loop = Loop(new FakeDevice(new FakeStep(StreamResult.Nothing) { Error = new NotSupportedException(flood) }), exchange))
            Steps(loop, 1);
        AssertCut("… (NotSupportedException)");
        using (var loop = Loop(new FakeDevice() { Then = new FakeStep(StreamResult.Damaged) { Warning = flood } }, exchange))
        {
            Steps(loop, 1);
            _time.Pass(TimeSpan.FromSeconds(6));
            Steps(loop, 1);
        }

        AssertCut("…): it is opened anew");

        void AssertCut(string expected)
        {
            CameraException fault = Assert.Throws<CameraException>(() => exchange.Take(default));
            Assert.Contains(expected, fault.Message);
            Assert.InRange(fault.Message.Length, 0, 4000);
        }
    }

    private CaptureLoop Loop(IFrameDevice device, FrameExchange exchange) => new(device, exchange, Options, _time);

    private static void Steps(CaptureLoop loop, int count)
    {
        for (int i = 0; i < count; i++)
            loop.Step();
    }
}
