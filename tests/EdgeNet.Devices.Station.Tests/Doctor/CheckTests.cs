using System.Net;
using System.Net.Sockets;
using EdgeNet.Devices.Gpio;
using EdgeNet.Devices.Gpio.Displays;
using EdgeNet.Devices.Gpio.Lines;
using EdgeNet.Devices.Station.Alignment;
using EdgeNet.Devices.Station.Configuration.Sections;
using EdgeNet.Devices.Station.Doctor;
using EdgeNet.Devices.Station.Doctor.Checks;
using EdgeNet.Devices.Station.Tests.Weights;
using EdgeNet.Vision.Reading;

namespace EdgeNet.Devices.Station.Tests.Doctor;

public sealed class CheckTests
{
    [Theory]
    [InlineData(120, true, CheckStatus.Ok, "fake: 4×4, brightness 120 of 255")]
    [InlineData(3, false, CheckStatus.Warning, "too dark to read")]
    [InlineData(250, false, CheckStatus.Warning, "too bright to read")]
    [InlineData(120, false, CheckStatus.Warning, "nothing to be seen in it")]
    public void A_camera_is_judged_by_its_picture(byte grey, bool hasContrast, CheckStatus status, string finding)
    {
        CheckResult result = Camera(new FakeCamera { Grey = grey, HasContrast = hasContrast });
        Assert.Equal(status, result.Status);
        Assert.Contains(finding, result.Finding);
        Assert.Equal(status == CheckStatus.Ok, result.Remedy is null);
    }

    [Theory]
    [InlineData(CameraFault.NotFound, "zipreader formats")]
    [InlineData(CameraFault.PermissionDenied, "usermod -aG video")]
    [InlineData(CameraFault.Busy, "sudo systemctl stop zipreader")]
    [InlineData(CameraFault.WrongFormat, "zipreader formats")]
    [InlineData(CameraFault.Failed, "dmesg")]
    public void A_camera_that_cannot_be_opened_is_a_fault_with_its_remedy(CameraFault fault, string remedy)
    {
        CheckResult result = Camera(new FakeCamera { Fault = new CameraException("fake", fault, "no") });
        Assert.Equal((CheckStatus.Failed, "fake: no"), (result.Status, result.Finding));
        Assert.Contains(remedy, result.Remedy);
    }

    [Fact]
    public void A_camera_without_frames_is_a_fault()
    {
        using var over = new CancellationTokenSource();
        over.Cancel();
        var check = new CameraCheck(new CameraConfig { Source = "/dev/video0" }, _ => new FakeCamera());
        Assert.Contains("can be opened, and gives no frame", check.Run(over.Token).Finding);
        Assert.Contains("ended without a frame", Camera(new FakeCamera { Frames = 0 }).Finding);
    }

    [Fact]
    public void Files_in_place_of_a_camera_are_looked_for()
    {
        using var folder = new TestFolder();
        Assert.Equal(CheckStatus.Ok, new CameraCheck(new CameraConfig { Source = folder.Path }).Run(default).Status);
        Assert.Equal(CheckStatus.Failed, new CameraCheck(new CameraConfig { Source = folder.PathOf("none") }).Run(default).Status);
        Assert.Equal(CheckStatus.Unused, new CameraCheck(new CameraConfig { Source = "stdin" }).Run(default).Status);
    }

    [Fact]
    public void Lines_are_taken_and_named()
    {
        var pins = new GpioConfig
        {
            Pins = new GpioPins { Trigger = GpioLine.Parse("!GPIO17"), Lamp = GpioLine.Parse("18") },
        };
        Assert.Equal(CheckStatus.Unused, new GpioCheck(new GpioConfig()).Run(default).Status);
        Assert.Equal("button on !GPIO17, lamp on 18", new GpioCheck(pins, _ => new MemoryStream()).Run(default).Finding);
        CheckResult busy = new GpioCheck(pins, _ => throw new GpioException("GPIO: line 18 is in use by 'led'")).Run(default);
        Assert.Equal((CheckStatus.Failed, "GPIO: line 18 is in use by 'led'"), (busy.Status, busy.Finding));
    }

    [Fact]
    public void A_display_is_written_to()
    {
        var display = new DisplayConfig { Kind = DisplayKind.Lcd };
        Assert.Equal(CheckStatus.Unused, new DisplayCheck(new DisplayConfig()).Run(default).Status);
        var fake = new FakeDisplay();
        Assert.Equal("answers on bus 1, address 0x27", new DisplayCheck(display, _ => fake).Run(default).Finding);
        Assert.Equal(("DOCTOR", true), (fake.Headline, fake.IsDisposed));
        CheckResult silent = new DisplayCheck(display, _ => throw new IOException("Error 121")).Run(default);
        Assert.Equal((CheckStatus.Failed, "does not answer on bus 1, address 0x27"), (silent.Status, silent.Finding));
        Assert.Contains("i2cdetect -y 1", silent.Remedy);
    }

    [Fact]
    public void A_folder_is_written_to_and_its_room_counted()
    {
        using var folder = new TestFolder();
        Assert.Equal(CheckStatus.Unused, new FolderCheck("store", null, "path in [store]", 0).Run(default).Status);
        Assert.Equal(CheckStatus.Ok, new FolderCheck("store", folder.Path, "path", 1).Run(default).Status);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
        CheckResult small = new FolderCheck("store", folder.Path, "path", 1L << 60).Run(default);
        Assert.Equal((CheckStatus.Warning, "make room, or lower max_size in [store]"), (small.Status, small.Remedy));
        CheckResult none = new FolderCheck("store", folder.PathOf("none"), "path", 1).Run(default);
        Assert.Equal(CheckStatus.Failed, none.Status);
        Assert.Contains("mkdir -p", none.Remedy);
        Assert.Equal(CheckStatus.Failed, new FolderCheck("store", "/proc", "path", 1).Run(default).Status);
    }

    [Fact]
    public void A_clock_that_is_not_set_is_a_fault()
    {
        var time = new FixedTime();
        Assert.Equal("2026-11-29 17:15:40 UTC, set by a time server", new TimeCheck(time, () => true).Run(default).Finding);
        Assert.Equal(CheckStatus.Warning, new TimeCheck(time, () => false).Run(default).Status);
        time.Now = DateTimeOffset.UnixEpoch;
        Assert.Equal(CheckStatus.Failed, new TimeCheck(time, () => true).Run(default).Status);
        // The kernel is asked, whatever it says here.
        Assert.NotEqual(CheckStatus.Failed, new TimeCheck(new FixedTime()).Run(default).Status);
    }

    [Fact]
    public void A_broker_is_connected_to()
    {
        Assert.Equal(CheckStatus.Unused, new AddressCheck("broker", null, 1883, false, "host in [mqtt]").Run(default).Status);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        Assert.Equal($"127.0.0.1:{port} answers", new AddressCheck("broker", "127.0.0.1", port, false, "host").Run(default).Finding);
        listener.Stop();
        CheckResult refused = new AddressCheck("broker", "127.0.0.1", port, false, "host in [mqtt]").Run(default);
        Assert.Equal((CheckStatus.Failed, $"127.0.0.1:{port}: nothing listens there"), (refused.Status, refused.Finding));
    }

    [Fact]
    public async Task What_is_not_encrypted_as_it_should_be_is_a_fault()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        Task<CheckResult> check = Task.Run(() => new AddressCheck("broker", "127.0.0.1", port, true, "host").Run(default));
        using (TcpClient client = await listener.AcceptTcpClientAsync())
        {
            await client.GetStream().ReadExactlyAsync(new byte[10]);
            await client.GetStream().WriteAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray());
        }

        CheckResult result = await check;
        Assert.Equal(CheckStatus.Failed, result.Status);
        Assert.Contains($"openssl s_client -connect 127.0.0.1:{port}", result.Remedy);
    }

    [Fact]
    public void Weights_are_loaded_and_tried()
    {
        using var folder = new TestFolder();
        Assert.Equal(
            "those in the program: Fake reads the samples",
            new WeightsCheck(FakeNetwork.NewKind(), folder.Path).Run(default).Finding);
        string current = folder.Write("current.safetensors", FakeNetwork.File(1));
        Assert.Equal($"{current}: Fake reads the samples", new WeightsCheck(FakeNetwork.NewKind(), folder.Path).Run(default).Finding);
        File.WriteAllBytes(current, FakeNetwork.File(-1));
        CheckResult bad = new WeightsCheck(FakeNetwork.NewKind(), folder.Path).Run(default);
        Assert.Equal(CheckStatus.Failed, bad.Status);
        Assert.Equal($"{current}: fails the self-test: sample 1 of 1: expected '5', found nothing", bad.Finding);
        File.WriteAllBytes(current, FakeNetwork.File(1)[..^1]);
        Assert.Contains("truncated", new WeightsCheck(FakeNetwork.NewKind(), folder.Path).Run(default).Finding);
    }

    /// <summary>Frames of another size than the reference are passed on as they are: whoever configured marks wants to know.</summary>
    [Theory]
    [InlineData("rpicam", 320, 240, null, CheckStatus.Ok, "has both marks")]
    [InlineData("rpicam", 640, 480, null, CheckStatus.Failed, "has 320×240 pixels, [camera] asks for 640×480: no frame is straightened")]
    [InlineData("/dev/video0", 640, 480, null, CheckStatus.Warning, "[camera] asks for 640×480")]
    [InlineData("/dev/video0", 640, 480, 240, CheckStatus.Ok, "has both marks")]
    [InlineData("/dev/video0", 320, 240, 480, CheckStatus.Failed, "the camera's frames have 320×480")]
    [InlineData("http://camera/a.jpg", 640, 480, null, CheckStatus.Ok, "has both marks")]
    [InlineData("http://camera/a.jpg", 640, 480, 480, CheckStatus.Failed, "the camera's frames have 320×480")]
    public void A_reference_picture_is_as_large_as_the_frames(
        string source, int width, int height, int? rows, CheckStatus status, string finding)
    {
        using var folder = new TestFolder();
        byte[] picture = [.. "P5 320 240 255\n"u8, .. new byte[320 * 240]];
        var random = new Random(1);
        random.NextBytes(picture.AsSpan(^(320 * 240)..));
        string reference = folder.Write("reference.pgm", picture);
        var marks = new AlignOptions { First = new PixelBox(30, 30, 32, 32), Second = new PixelBox(250, 180, 32, 32) };
        var align = new AlignConfig { Reference = reference, Marks = marks };
        var camera = new CameraConfig { Source = source, Width = width, Height = height };
        CheckResult result = new AlignCheck(align, camera, () => rows is { } seen ? (320, seen) : null).Run(default);
        Assert.Equal(status, result.Status);
        Assert.Contains(finding, result.Finding);
        Assert.Equal(status == CheckStatus.Ok, result.Remedy is null);
        if (status != CheckStatus.Ok)
            Assert.Equal(!source.StartsWith("http"), result.Remedy!.Contains("set width = 320 and height = 240 in [camera]"));
    }

    [Fact]
    public void A_frame_that_was_looked_at_says_how_large_the_camera_s_are()
    {
        var check = new CameraCheck(new CameraConfig { Source = "/dev/video0" }, _ => new FakeCamera { Grey = 120 });
        Assert.Null(check.Size);
        check.Run(default);
        Assert.Equal((4, 4), check.Size);
    }

    private static CheckResult Camera(FakeCamera camera) =>
        new CameraCheck(new CameraConfig { Source = "/dev/video0" }, _ => camera).Run(default);

    private sealed class FakeCamera : IFrameDevice, IFrameStream
    {
        public string Name => "fake";

        public byte Grey { get; init; }

        public bool HasContrast { get; init; }

        public int Frames { get; set; } = 100;

        public CameraException? Fault { get; init; }

        public IFrameStream Open() => Fault is null ? this : throw Fault;

        public StreamResult Read(FrameBuffer buffer, TimeSpan timeout)
        {
            if (Frames-- == 0)
                return StreamResult.End;
            Span<byte> pixels = buffer.Resize(4, 4);
            for (int i = 0; i < pixels.Length; i++)
                pixels[i] = (byte)(HasContrast ? Grey + (i % 2 == 0 ? 50 : -50) : Grey);
            return StreamResult.Frame;
        }

        public void Dispose() { }
    }

    private sealed class FakeDisplay : ITextDisplay
    {
        public string Headline { get; private set; } = "";

        public bool IsDisposed { get; private set; }

        public void Show(string headline, string detail) => Headline = headline;

        public void Dispose() => IsDisposed = true;
    }
}
