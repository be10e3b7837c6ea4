using EdgeNet.Devices.Linux;
using EdgeNet.Devices.V4l2;
using EdgeNet.Devices.V4l2.Abi;

namespace EdgeNet.Devices.Tests.V4l2;

public sealed class V4l2DeviceTests : IDisposable
{
    private readonly FakeCamera _camera = new();

    public void Dispose() => _camera.Dispose();

    [Fact]
    public void OpeningAsksForWhatIsWantedAndStreams()
    {
        using (IFrameStream stream = Open(new V4l2Options { FramesPerSecond = 10, Buffers = 3 }))
        {
            Assert.Equal((PixelFormat.Grey, 640u, 480u), (_camera.Format, _camera.Width, _camera.Height));
            Assert.Equal((1u, 10u), _camera.Rate);
            Assert.Equal((3, true), (_camera.Mapped, _camera.Streams));
        }

        Assert.Equal((0, false, false), (_camera.Mapped, _camera.Streams, _camera.IsOpen));
    }

    [Theory]
    [InlineData(Errno.NoEntry, CameraFault.NotFound, "plug it in, or name another")]
    [InlineData(Errno.Access, CameraFault.PermissionDenied, "sudo usermod -aG video $USER")]
    [InlineData(Errno.Busy, CameraFault.Busy, "fuser -v /dev/video0")]
    [InlineData(Errno.Invalid, CameraFault.Failed, "open failed with error 22")]
    internal void WhatPreventsOpeningIsASentence(Errno error, CameraFault fault, string advice)
    {
        _camera.OpenFails = error;
        AssertFault(fault, advice);
    }

    [Fact]
    public void CallsThatFailAreSentencesAndLeaveNothingOpen()
    {
        (uint Call, Errno Error, CameraFault Fault, string Advice)[] cases =
        [
            (V4l2Call.QueryCapability, Errno.NotATerminal, CameraFault.WrongFormat, "found no video device"),
            (V4l2Call.SetFormat, Errno.Busy, CameraFault.Busy, "another program uses the camera"),
            (V4l2Call.RequestBuffers, Errno.Busy, CameraFault.Busy, "another program uses the camera"),
            (V4l2Call.RequestBuffers, Errno.NoMemory, CameraFault.Failed, "no memory for the camera's buffers"),
            (V4l2Call.StreamOn, Errno.NoSpace, CameraFault.Busy, "the USB bus has no room"),
            (V4l2Call.StreamOn, Errno.InputOutput, CameraFault.Failed, "does not answer (VIDIOC_STREAMON)"),
            (V4l2Call.QueryBuffer, Errno.NoDevice, CameraFault.Unplugged, "the camera is gone"),
        ];
        foreach ((uint call, Errno error, CameraFault fault, string advice) in cases)
        {
            _camera.Forget();
            _camera.Fails.Clear();
            _camera.Fails[call] = error;
            AssertFault(fault, advice);
            Assert.Equal((false, 0), (_camera.IsOpen, _camera.Mapped));
        }
    }

    [Fact]
    public void MemoryThatCannotBeMappedIsASentence()
    {
        _camera.MapFails = Errno.NoMemory;
        AssertFault(CameraFault.Failed, "no memory for the camera's buffers");
        Assert.False(_camera.IsOpen);
    }

    [Theory]
    [InlineData(V4l2Capability.Streaming, "takes no pictures")]
    [InlineData(V4l2Capability.VideoCapture, "does not stream")]
    [InlineData(V4l2Capability.VideoCaptureMultiplanar | V4l2Capability.Streaming, "planes in separate memory")]
    public void OtherNodesAreNoCameras(uint capabilities, string found)
    {
        _camera.Capabilities = capabilities;
        AssertFault(CameraFault.WrongFormat, found);
    }

    [Fact]
    public void FormatsThatAreNotReadAreNamed()
    {
        _camera.Formats.Clear();
        _camera.Formats.Add((PixelFormat.Of("H264"), [(640, 480)]));
        _camera.Formats.Add((PixelFormat.Of("RGB3"), [(640, 480)]));
        AssertFault(CameraFault.WrongFormat, "the camera offers H264, RGB3");
    }

    [Fact]
    public void ADriverThatSetsAnotherFormatIsNotBelieved()
    {
        _camera.SetsInstead = PixelFormat.Of("H264");
        AssertFault(CameraFault.WrongFormat, "expected one of the pixel formats");
    }

    [Fact]
    public void TheNearestSizeIsTakenAndTold()
    {
        _camera.Formats.Clear();
        _camera.Formats.Add((PixelFormat.Grey, [(320, 240)]));
        _camera.Formats.Add((PixelFormat.Yuyv, [(320, 240), (800, 600), (1600, 1200)]));
        using IFrameStream stream = Open();
        Assert.Equal((PixelFormat.Yuyv, 800u, 600u), (_camera.Format, _camera.Width, _camera.Height));
        _camera.Take(new byte[1600 * 600]);
        var buffer = new FrameBuffer();
        Assert.Equal(StreamResult.Frame, stream.Read(buffer, default));
        Assert.Equal("/dev/video0: the camera has no 640x480; its nearest size is taken, 800x600 in YUYV", buffer.Warning);
        _camera.Take(new byte[1600 * 600]);
        stream.Read(buffer, default);
        Assert.Null(buffer.Warning);
    }

    [Fact]
    public void AmongEqualSizesTheFormatThatStandsFirstIsTaken()
    {
        _camera.Formats.Add((PixelFormat.Yuyv, [(640, 480)]));
        using IFrameStream stream = Open(new V4l2Options { Formats = [PixelFormat.Yuyv, PixelFormat.Grey] });
        Assert.Equal(PixelFormat.Yuyv, _camera.Format);
    }

    [Fact]
    public void RangesOfSizesAreAskedForTheNearest()
    {
        _camera.Range = (16, 1920, 16);
        using IFrameStream stream = Open(new V4l2Options { Width = 1000, Height = 2500 });
        Assert.Equal((992u + 16u, 1920u), (_camera.Width, _camera.Height));
    }

    [Fact]
    public void FormatsAndControlsAreListed()
    {
        _camera.Formats.Add((PixelFormat.Of("H264"), [(320, 240), (640, 480)]));
        _camera.Controls.Add(("Gain", 0x0098_0913, 0, 255, 16));
        V4l2Device device = Device();
        Assert.Equal(
            [
                "GREY (GREY of a fake): 640x480 at 30, 15 frames a second",
                "H264 (H264 of a fake), not read here: 320x240 at 30, 15 frames a second; 640x480 at 30, 15 frames a second",
            ],
            device.ListFormats().Select(f => f.ToString()));
        Assert.Equal("Gain = 16 (0 to 255, 0 unless it is set)", Assert.Single(device.ListControls()).ToString());
        Assert.False(_camera.IsOpen);
    }

    [Fact]
    public void ExposureGainAndFocusAreSetAndWhatWouldSetThemIsEnded()
    {
        _camera.Controls.AddRange(
        [
            ("Gain, Automatic", 0x0098_0912, 0, 1, 1),
            ("Gain", 0x0098_0913, 0, 255, 16),
            ("Power Line Frequency", 0x0098_0918, 0, 2, 1),
            ("Auto Exposure", 0x009A_0901, 0, 3, 3),
            ("Exposure Time, Absolute", 0x009A_0902, 1, 5000, 150),
            ("Focus, Absolute", 0x009A_090A, 0, 250, 0),
            ("Focus, Automatic Continuous", 0x009A_090C, 0, 1, 1),
        ]);
        KeyValuePair<string, int>[] wanted = [new("exposure", 200), new("gain", 32), new("focus", 30), new("power_line_frequency", 2)];
        using IFrameStream stream = Open(new V4l2Options { Controls = wanted });
        Assert.Equal(
            [
                (0x009A_0901u, 1), (0x009A_0902u, 200), (0x0098_0912u, 0), (0x0098_0913u, 32),
                (0x009A_090Cu, 0), (0x009A_090Au, 30), (0x0098_0918u, 2),
            ],
            _camera.ControlsSet);
    }

    [Theory]
    [InlineData("focus", 1, "the camera has no control 'focus', it has Gain")]
    [InlineData("gain", 300, "control 'gain': expected 0 to 255, found 300")]
    public void SettingsThatTheCameraDoesNotTakeAreSentences(string name, int value, string expected)
    {
        _camera.Controls.Add(("Gain", 0x0098_0913, 0, 255, 16));
        AssertFault(CameraFault.WrongFormat, expected, new V4l2Options { Controls = [new(name, value)] });
    }

    [Fact]
    public void NamesThatTheDriverGivesAreEscapedAndNoListIsEndless()
    {
        _camera.Description = "\u001b[2J\n";
        _camera.Controls.Add(("\u001b]0;Gain\u0007", 1, 0, 255, 16));
        V4l2Device device = Device();
        Assert.StartsWith(@"GREY (GREY \u001b[2J\u000a): 640x480", Assert.Single(device.ListFormats()).ToString());
        Assert.StartsWith(@"\u001b]0;Gain\u0007 = 16", Assert.Single(device.ListControls()).ToString());
        // As it is shown it can be set.
        Open(new V4l2Options { Controls = [new(@"\u001b]0;Gain\u0007", 3)] }).Dispose();
        Assert.Equal([(1u, 3)], _camera.ControlsSet);
        _camera.Forget();
        for (uint i = 2; i < 500; i++)
            _camera.Controls.Add((new string('\u001b', 31), i, 0, 1, 0));
        string name = new('\n', 1000);
        CameraException fault = Assert.Throws<CameraException>(() => Open(new V4l2Options { Controls = [new(name, 1)] }));
        Assert.Contains(@"it has \u001b]0;Gain\u0007, \u001b\u001b", fault.Message);
        Assert.EndsWith("…: leave it out or take one of these", fault.Message);
        Assert.DoesNotContain(fault.Message, char.IsControl);
        Assert.InRange(fault.Message.Length, 0, 2600);
    }

    [Fact]
    public void TheNameOfTheDeviceIsEscaped()
    {
        CameraException fault = Assert.Throws<CameraException>(() => new V4l2Device("/dev/\u001b[2J", new V4l2Options(), _camera).Open());
        Assert.StartsWith(@"/dev/\u001b[2J: no such camera", fault.Message);
        Assert.Equal("/dev/\u001b[2J", fault.FrameName);
    }

    [Theory]
    [InlineData("\u001b[2JX", @"found '\u001b[2JX'")]
    [InlineData("H\u0416", "found 'H\u0416'")]
    public void LettersOfNoFormatAreShownEscapedAndShort(string letters, string expected)
    {
        Assert.Contains(expected, Assert.Throws<ArgumentException>(() => PixelFormat.Of(letters)).Message);
        string flood = string.Concat(Enumerable.Repeat(letters, 1000));
        Assert.InRange(Assert.Throws<ArgumentException>(() => PixelFormat.Of(flood)).Message.Length, 0, 500);
    }

    private V4l2Device Device(V4l2Options? options = null) => new(FakeCamera.Path, options ?? new V4l2Options(), _camera);

    private IFrameStream Open(V4l2Options? options = null) => Device(options).Open();

    private void AssertFault(CameraFault fault, string message, V4l2Options? options = null)
    {
        CameraException error = Assert.Throws<CameraException>(() => Open(options));
        Assert.Equal(fault, error.Fault);
        Assert.StartsWith("/dev/video0: ", error.Message);
        Assert.Contains(message, error.Message);
    }
}
