namespace EdgeNet.Devices.Tests.Live;

public sealed class LiveSourceTests
{
    [Fact]
    public void FramesComeWithNameNumberAndPixels()
    {
        using var source = new LiveSource(
            new FakeDevice(FakeStep.Frame(7), FakeStep.Frame(8), FakeStep.End), new LiveOptions { Delivery = FrameDelivery.Every });
        Assert.True(source.TryGetFrame(out SourceFrame frame));
        Assert.Equal(("camera", 0L, 7, 2, 2), (frame.Name, frame.Number, frame.Pixels.Pixels[0], frame.Pixels.Width, frame.Pixels.Height));
        Assert.True(source.TryGetFrame(out frame));
        Assert.Equal((1L, 8), (frame.Number, frame.Pixels.Pixels[0]));
        Assert.False(source.TryGetFrame(out _));
        Assert.Equal(2, source.Counts.Frames);
    }

    [Fact]
    public void NothingIsOpenedBeforeTheFirstFrameIsAskedFor()
    {
        var device = new FakeDevice();
        new LiveSource(device).Dispose();
        Assert.Equal(0, device.Opened);
    }

    [Fact]
    public void CancellationEndsTheWait()
    {
        using var waiting = new ManualResetEventSlim();
        using var source = new LiveSource(new FakeDevice() { Then = FakeStep.Nothing with { Before = waiting.Set } });
        using var cancellation = new CancellationTokenSource();
        Task<bool> end = Task.Run(() => source.TryGetFrame(out _, cancellation.Token));
        waiting.Wait();
        cancellation.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => end.GetAwaiter().GetResult());
    }

    [Fact]
    public void ClosingClosesTheDevice()
    {
        var device = new FakeDevice(FakeStep.Frame(1));
        var source = new LiveSource(device);
        Assert.True(source.TryGetFrame(out _));
        source.Dispose();
        Assert.Equal((1, 1), (device.Opened, device.Closed));
        Assert.Throws<ObjectDisposedException>(() => source.TryGetFrame(out _));
    }

    [Fact]
    public void ACameraThatComesBackGoesOn()
    {
        var options = new LiveOptions { FirstRetry = TimeSpan.FromMilliseconds(1) };
        using var source = new LiveSource(
            new FakeDevice(FakeStep.Throws(CameraFault.Unplugged), FakeStep.Frame(1)) { Then = FakeStep.Nothing }, options);
        Assert.Throws<CameraException>(() => source.TryGetFrame(out _));
        Assert.True(source.TryGetFrame(out SourceFrame frame));
        Assert.StartsWith("camera: gives frames again", Assert.Single(frame.Warnings));
        Assert.Equal((1L, 2L), (source.Counts.Faults, source.Counts.Opens));
    }

    [Fact]
    public void WhatADeviceSaysIsEscaped()
    {
        FakeStep odd = FakeStep.Frame(1) with { Warning = "camera: \u001b[2J\nforged" };
        using var source = new LiveSource(
            new FakeDevice(odd, FakeStep.Throws(CameraFault.Failed, "\u009b31m\u2028")),
            new LiveOptions { Delivery = FrameDelivery.Every });
        Assert.True(source.TryGetFrame(out SourceFrame frame));
        Assert.Equal(@"camera: \u001b[2J\u000aforged", Assert.Single(frame.Warnings));
        Assert.Equal(@"camera: \u009b31m\u2028", Assert.Throws<CameraException>(() => source.TryGetFrame(out _)).Message);
    }

    [Fact]
    public void AFrameCostsNoMemoryOnEitherThread()
    {
        long captured = 0;
        FakeStep frame = FakeStep.Frame(1) with { Before = () => captured = GC.GetAllocatedBytesForCurrentThread() };
        using var source = new LiveSource(new FakeDevice() { Then = frame }, new LiveOptions { Delivery = FrameDelivery.Every });
        using var cancellation = new CancellationTokenSource();
        long capturing = long.MaxValue;
        long reading = Allocations.Least(() =>
        {
            long before = Volatile.Read(ref captured);
            for (int i = 0; i < 1000; i++)
                source.TryGetFrame(out _, cancellation.Token);
            capturing = Math.Min(capturing, Volatile.Read(ref captured) - before);
        });
        Assert.Equal((0, 0), (reading, capturing));
    }
}
