using EdgeNet.Vision.Pictures;

namespace EdgeNet.Vision.Tests.Pictures;

public class GreyFrameTests
{
    [Fact]
    public void RowsFollowTheStride()
    {
        byte[] pixels = [1, 2, 99, 3, 4];
        var frame = new GreyFrame(pixels, width: 2, height: 2, stride: 3);
        Assert.Equal([1, 2], frame.Row(0).ToArray());
        Assert.Equal([3, 4], frame.Row(1).ToArray());
    }

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(1, 0, 1)]
    [InlineData(2, 1, 1)]
    public void RefusesBadSizes(int width, int height, int stride) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => { _ = new GreyFrame(new byte[16], width, height, stride); });

    [Theory]
    [InlineData(4, 2, 5, 8)]
    [InlineData(int.MaxValue, int.MaxValue, int.MaxValue, 8)]
    public void RefusesTooFewPixels(int width, int height, int stride, int length) =>
        Assert.Throws<ArgumentException>(() => { _ = new GreyFrame(new byte[length], width, height, stride); });

    [Fact]
    public void RefusesRowsOutside()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new GreyFrame(new byte[4], 2, 2).Row(2).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => new GreyFrame(new byte[4], 2, 2).Row(-1).Length);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(65_536, 1)]
    [InlineData(65_535, 65_535)]
    public void PicturesKeepTheLimits(int width, int height) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new GreyPicture(width, height));
}
