using EdgeNet.Vision.Binarization;
using EdgeNet.Vision.Pictures;

namespace EdgeNet.Vision.Tests.Binarization;

public class WorkPictureTests
{
    [Fact]
    public void SmallFramesAreCopiedRowByRow()
    {
        var picture = new WorkPicture();
        picture.Load(new GreyFrame([1, 2, 99, 3, 4], width: 2, height: 2, stride: 3), lightInk: false);
        Assert.Equal([1, 2, 3, 4], picture.Raw.ToArray());
        picture.Load(new GreyFrame([1, 2, 99, 3, 4], width: 2, height: 2, stride: 3), lightInk: true);
        Assert.Equal([254, 253, 252, 251], picture.Raw.ToArray());
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1225, 1224)]
    [InlineData(4000, 3000)]
    [InlineData(60_000, 3)]
    [InlineData(2449, 2451)]
    public void LargeFramesAreAveragedUntilTheyFit(int width, int height)
    {
        byte[] pixels = new byte[width * height];
        new Random(width).NextBytes(pixels);
        var picture = new WorkPicture();
        picture.Load(new GreyFrame(pixels, width, height), lightInk: false);
        int factor = picture.Factor;
        Assert.InRange(picture.Width * picture.Height, 1, WorkPicture.MaxPixels);
        Assert.Equal((width + factor - 1) / factor, picture.Width);
        foreach ((int x, int y) in new[] { (0, 0), (picture.Width - 1, picture.Height - 1), (picture.Width / 2, picture.Height / 3) })
        {
            long sum = 0, count = 0;
            for (int sy = y * factor; sy < Math.Min(height, (y + 1) * factor); sy++)
            {
                for (int sx = x * factor; sx < Math.Min(width, (x + 1) * factor); sx++, count++)
                    sum += pixels[sy * width + sx];
            }

            Assert.Equal((sum + count / 2) / count, picture.Raw[y * picture.Width + x]);
        }
    }

    [Fact]
    public void SmoothingIsBinomialWithTheBorderRepeated()
    {
        byte[] pixels = new byte[25];
        pixels[12] = 160;
        pixels[0] = 160;
        var picture = new WorkPicture();
        picture.Load(new GreyFrame(pixels, 5, 5), lightInk: false);
        Assert.Equal(40, picture.Smooth[12]);
        Assert.Equal(20, picture.Smooth[13]);
        Assert.Equal(10, picture.Smooth[18]);
        Assert.Equal(90, picture.Smooth[0]);
    }
}
