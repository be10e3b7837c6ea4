using EdgeNet.Devices.Http;
using EdgeNet.Devices.Rpicam;
using EdgeNet.Devices.Station.Configuration;
using EdgeNet.Devices.Station.Configuration.Sections;
using EdgeNet.Devices.V4l2;
using EdgeNet.Devices.Y4m;

namespace EdgeNet.Devices.Station.Tests.Configuration;

public sealed class FrameSourcesTests
{
    [Theory]
    [InlineData("/dev/video7", typeof(V4l2Device), "/dev/video7")]
    [InlineData("rpicam", typeof(RpicamDevice), "camera 0")]
    [InlineData("rpicam 1", typeof(RpicamDevice), "camera 1")]
    [InlineData("http://user:secret@camera/a.jpg?token=1", typeof(HttpSnapshotDevice), "http://camera/a.jpg")]
    [InlineData("stdin", typeof(Y4mDevice), "standard input")]
    public void Each_kind_of_camera_is_made(string source, Type type, string name)
    {
        var camera = new CameraConfig { Source = source, Exposure = source.StartsWith('/') ? 5 : null };
        IFrameDevice device = FrameSources.Device(camera)!;
        Assert.Equal((type, name), (device.GetType(), device.Name));
        using IFrameSource live = FrameSources.Open(camera);
        Assert.IsType<LiveSource>(live);
    }

    [Theory]
    [InlineData("letters/")]
    [InlineData("rpicam.png")]
    [InlineData("rpicam x")]
    public void Everything_else_is_a_path(string source)
    {
        var camera = new CameraConfig { Source = source };
        Assert.Null(FrameSources.Device(camera));
        using IFrameSource pictures = FrameSources.Open(camera);
        Assert.IsType<PictureSource>(pictures);
    }

    [Fact]
    public void Options_that_are_none_are_named_and_passwords_are_not()
    {
        var camera = new CameraConfig { Source = "/dev/video0", Options = ["zoom=\u001b"] };
        Assert.Equal(
            "camera.options: expected a control and a whole number, as \"power line frequency=1\", found zoom=\\u001b",
            Assert.Throws<FormatException>(() => FrameSources.Device(camera)).Message);
        string message = Assert
            .Throws<FormatException>(() => FrameSources.Device(new CameraConfig { Source = "http://user:secret@:x" }))
            .Message;
        Assert.DoesNotContain("secret", message, StringComparison.Ordinal);
    }
}
