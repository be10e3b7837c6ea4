using System.Diagnostics;
using EdgeNet.Devices.Linux;
using EdgeNet.Devices.V4l2;
using EdgeNet.Devices.V4l2.Abi;

namespace EdgeNet.Devices.Tests.V4l2;

public sealed class V4l2StreamTests : IDisposable
{
    private const int Height = 3;

    private readonly FakeCamera _camera = new();

    public void Dispose() => _camera.Dispose();

    // Widths beside whole vectors too.
    public static TheoryData<string, int, int> Layouts()
    {
        var layouts = new TheoryData<string, int, int>();
        foreach (string format in new[] { "GREY", "YUYV", "UYVY", "NV12", "YU12" })
        {
            foreach (int width in new[] { 2, 16, 22, 64, 66 })
            {
                layouts.Add(format, width, 0);
                layouts.Add(format, width, 10);
            }
        }

        return layouts;
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void TheLumaOfEveryFormatIsTakenWithoutPadding(string format, int width, int padding)
    {
        using IFrameStream stream = Open(format, width, padding);
        var random = new Random(width + padding);
        byte[] expected = new byte[width * Height];
        random.NextBytes(expected);
        byte[] frame = new byte[_camera.Stride * Height * 3 / 2];
        random.NextBytes(frame);
        (int step, int first) = format switch { "YUYV" => (2, 0), "UYVY" => (2, 1), _ => (1, 0) };
        for (int i = 0; i < expected.Length; i++)
            frame[i / width * _camera.Stride + i % width * step + first] = expected[i];
        _camera.Take(frame);
        var buffer = new FrameBuffer();
        Assert.Equal(StreamResult.Frame, stream.Read(buffer, default));
        Assert.Equal((width, Height), (buffer.Width, buffer.Height));
        Assert.Equal(expected, buffer.Pixels.ToArray());
    }

    [Fact]
    public void JpegFramesAreDecodedAndTheNextAfterADamagedOneToo()
    {
        byte[] jpeg = SamplePictures.Read("4-2-2.jpg");
        _camera.Formats[0] = (PixelFormat.MotionJpeg, [(SamplePictures.Width, SamplePictures.Height)]);
        using IFrameStream stream = Device(SamplePictures.Width, SamplePictures.Height).Open();
        _camera.Take(jpeg);
        var buffer = new FrameBuffer();
        Assert.Equal(StreamResult.Frame, stream.Read(buffer, default));
        byte[] reference = SamplePictures.Reference("4-2-2");
        for (int i = 0; i < reference.Length; i++)
            Assert.InRange(buffer.Pixels[i], reference[i] - 1, reference[i] + 1);
        _camera.Take(jpeg.AsSpan(0, jpeg.Length - 60));
        Assert.Equal(StreamResult.Damaged, stream.Read(buffer, default));
        Assert.Contains("found damage or the data's end", buffer.Warning);
        _camera.Take(jpeg);
        Assert.Equal(StreamResult.Frame, stream.Read(buffer, default));
    }

    [Fact]
    public void ShortAndFlaggedFramesAreDamaged()
    {
        using IFrameStream stream = Open("GREY", 4, 0);
        var buffer = new FrameBuffer();
        _camera.Take(new byte[4 * Height - 1]);
        Assert.Equal(StreamResult.Damaged, stream.Read(buffer, default));
        _camera.Take(new byte[4 * Height], V4l2Buffer.HasError);
        Assert.Equal(StreamResult.Damaged, stream.Read(buffer, default));
        _camera.Take(new byte[4 * Height]);
        Assert.Equal(StreamResult.Frame, stream.Read(buffer, default));
        _camera.Fails[V4l2Call.DequeueBuffer] = Errno.InputOutput;
        _camera.Take(new byte[4 * Height]);
        Assert.Equal(StreamResult.Damaged, stream.Read(buffer, default));
    }

    [Fact]
    public void OfSeveralReadyFramesTheNewestIsTakenAndTheOthersGoBack()
    {
        using IFrameStream stream = Open("GREY", 4, 0);
        var buffer = new FrameBuffer();
        for (int round = 0; round < 10; round++)
        {
            for (byte i = 1; i <= 4; i++)
                _camera.Take(Filled(i));
            Assert.Equal(StreamResult.Frame, stream.Read(buffer, default));
            Assert.Equal((byte)4, buffer.Pixels[0]);
            Assert.Equal(round == 0 ? 0 : 3, buffer.Missed);
            Assert.Equal(StreamResult.Nothing, stream.Read(buffer, default));
        }
    }

    [Fact]
    public void GapsInTheDriversNumbersAreFramesMissed()
    {
        using IFrameStream stream = Open("GREY", 4, 0);
        var buffer = new FrameBuffer();
        _camera.Take(Filled(1), skipped: 9);
        stream.Read(buffer, default);
        // The first number means nothing.
        Assert.Equal(0, buffer.Missed);
        _camera.Take(Filled(1), skipped: 5);
        stream.Read(buffer, default);
        Assert.Equal(5, buffer.Missed);
    }

    [Fact]
    public void TheDriversMonotonicTimeIsTaken()
    {
        using IFrameStream stream = Open("GREY", 4, 0);
        var buffer = new FrameBuffer();
        _camera.Take(Filled(1), V4l2Buffer.TimestampMonotonic);
        stream.Read(buffer, default);
        Assert.Equal(TimeSpan.FromMicroseconds(3_000_005), Stopwatch.GetElapsedTime(0, buffer.Captured));
    }

    [Fact]
    public void UnpluggedIsToldAndEverythingIsGivenBack()
    {
        IFrameStream stream = Open("GREY", 4, 0);
        _camera.IsUnplugged = true;
        CameraException fault = Assert.Throws<CameraException>(() => stream.Read(new FrameBuffer(), default));
        Assert.Equal(CameraFault.Unplugged, fault.Fault);
        Assert.StartsWith("/dev/video0: the camera is gone: plug it in again", fault.Message);
        stream.Dispose();
        Assert.Equal((0, false), (_camera.Mapped, _camera.IsOpen));
    }

    [Fact]
    public void ACameraThatIsPluggedInAgainGoesOn()
    {
        _camera.Formats[0] = (PixelFormat.Grey, [(4, Height)]);
        var time = new Live.FakeTime();
        var exchange = new FrameExchange(FrameDelivery.Newest);
        using var loop = new CaptureLoop(Device(4, Height), exchange, new LiveOptions(), time);
        for (int cycle = 0; cycle < 50; cycle++)
        {
            // The first step opens the camera.
            loop.Step();
            _camera.Take(Filled((byte)cycle));
            loop.Step();
            Assert.Equal(cycle, exchange.Take(default)!.Pixels[0]);
            _camera.IsUnplugged = true;
            Assert.NotEqual(TimeSpan.Zero, loop.Step());
            Assert.Equal(CameraFault.Unplugged, Assert.Throws<CameraException>(() => exchange.Take(default)).Fault);
            Assert.Equal((0, false), (_camera.Mapped, _camera.IsOpen));
            _camera.IsUnplugged = false;
            _camera.Forget();
        }

        Assert.Equal((50, 50, 50), (exchange.Counts.Frames, exchange.Counts.Faults, exchange.Counts.Opens));
    }

    [Theory]
    [InlineData("GREY")]
    [InlineData("YUYV")]
    [InlineData("NV12")]
    [InlineData("MJPG")]
    public void AFrameCostsNoMemory(string format)
    {
        byte[] frame = format == "MJPG" ? SamplePictures.Read("4-2-2.jpg") : new byte[4096];
        _camera.Formats[0] = (PixelFormat.Of(format), [(SamplePictures.Width + 1, SamplePictures.Height)]);
        using IFrameStream stream = Device(SamplePictures.Width + 1, SamplePictures.Height).Open();
        var buffer = new FrameBuffer();
        int frames = 0;
        Assert.Equal(0, Allocations.Least(() =>
        {
            for (int i = 0; i < 1000; i++)
            {
                _camera.Take(frame);
                frames += stream.Read(buffer, TimeSpan.FromMilliseconds(100)) == StreamResult.Frame ? 1 : 0;
            }
        }));
        Assert.True(frames >= 1000);
    }

    private static byte[] Filled(byte grey)
    {
        byte[] frame = new byte[4 * Height];
        Array.Fill(frame, grey);
        return frame;
    }

    private V4l2Device Device(int width, int height) => new(FakeCamera.Path, new V4l2Options { Width = width, Height = height }, _camera);

    private IFrameStream Open(string format, int width, int padding)
    {
        _camera.Formats[0] = (PixelFormat.Of(format), [(width, Height)]);
        _camera.Padding = padding;
        return Device(width, Height).Open();
    }
}
