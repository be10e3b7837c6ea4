using EdgeNet.Vision.Pictures;

namespace EdgeNet.Devices.Tests.Live;

public sealed class FrameBufferTests
{
    [Fact]
    public void RowsAreTakenWithoutTheirPadding()
    {
        var buffer = new FrameBuffer();
        buffer.CopyFrom(new GreyFrame(new byte[] { 1, 2, 9, 3, 4 }, 2, 2, 3));
        Assert.Equal([1, 2, 3, 4], buffer.Pixels.ToArray());
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(PictureLimits.MaxSide + 1, 1)]
    [InlineData(PictureLimits.MaxSide, PictureLimits.MaxSide)]
    public void SizesBeyondTheLimitsAreRefused(int width, int height) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new FrameBuffer().Resize(width, height));

    [Fact]
    public void ASmallerFrameTakesTheSameMemory()
    {
        var buffer = new FrameBuffer();
        buffer.Resize(100, 100);
        Assert.Equal(0, Allocations.Least(() =>
        {
            buffer.Resize(10, 10);
            buffer.Resize(50, 200);
        }));
    }
}
