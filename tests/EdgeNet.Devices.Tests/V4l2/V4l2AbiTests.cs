using EdgeNet.Devices.V4l2.Abi;

namespace EdgeNet.Devices.Tests.V4l2;

/// <summary>The numbers that a C compiler for arm64 and x64 makes of linux/videodev2.h; a structure's size is a part of them.</summary>
public sealed class V4l2AbiTests
{
    [Fact]
    public void RequestsAreThoseOfTheKernel()
    {
        Assert.Equal(0x80685600, V4l2Call.QueryCapability);
        Assert.Equal(0xC0405602, V4l2Call.EnumerateFormat);
        Assert.Equal(0xC0D05605, V4l2Call.SetFormat);
        Assert.Equal(0xC0145608, V4l2Call.RequestBuffers);
        Assert.Equal(0xC0585609, V4l2Call.QueryBuffer);
        Assert.Equal(0xC058560F, V4l2Call.QueueBuffer);
        Assert.Equal(0xC0585611, V4l2Call.DequeueBuffer);
        Assert.Equal(0x40045612u, V4l2Call.StreamOn);
        Assert.Equal(0x40045613u, V4l2Call.StreamOff);
        Assert.Equal(0xC0CC5616, V4l2Call.SetParameters);
        Assert.Equal(0xC008561B, V4l2Call.GetControl);
        Assert.Equal(0xC008561C, V4l2Call.SetControl);
        Assert.Equal(0xC0445624, V4l2Call.QueryControl);
        Assert.Equal(0xC02C564A, V4l2Call.EnumerateSize);
        Assert.Equal(0xC034564B, V4l2Call.EnumerateInterval);
    }
}
