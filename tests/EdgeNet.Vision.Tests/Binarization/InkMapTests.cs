using EdgeNet.Vision.Binarization;
using EdgeNet.Vision.Pictures;

namespace EdgeNet.Vision.Tests.Binarization;

public class InkMapTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(9)]
    public void NoiseIsMeasuredUnderAGradient(double sigma)
    {
        byte[] pixels = Scene.Paper(320, 240, x => 90 + x * 0.4, sigma, seed: 1);
        Assert.InRange(NoiseEstimate.Of(pixels, 320, 240), 0.85 * sigma, 1.15 * sigma);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 5)]
    public void NoiseOfAlmostNothingIsNothing(int width, int height) => Assert.Equal(0, NoiseEstimate.Of(new byte[width * height], width, height));

    [Fact]
    public void PaperIsFoundUnderInkAndGradient()
    {
        byte[] pixels = Scene.Paper(320, 240, x => 80 + x * 0.4, sigma: 2, seed: 2);
        Scene.Bar(pixels, 320, 100, 60, 9, 120, shade: 0.2);
        Scene.Bar(pixels, 320, 200, 60, 60, 9, shade: 0.2);
        var picture = new WorkPicture();
        picture.Load(new GreyFrame(pixels, 320, 240), lightInk: false);
        var paper = new PaperEstimate();
        paper.Build(picture, noise: 0.75f);
        byte[] row = new byte[320];
        foreach (int y in new[] { 0, 64, 119, 239 })
        {
            paper.Row(y, row);
            for (int x = 16; x < 304; x++)
                Assert.InRange(row[x], 80 + x * 0.4 - 6, 80 + x * 0.4 + 12);
        }
    }

    [Fact]
    public void InkIsAShareOfTheLightWhateverTheLight()
    {
        byte[] pixels = Scene.Paper(320, 240, x => 60 + x * 0.55, sigma: 0, seed: 3);
        Scene.Bar(pixels, 320, 40, 100, 10, 50, shade: 0.4);
        Scene.Bar(pixels, 320, 270, 100, 10, 50, shade: 0.4);
        InkMap ink = Build(pixels, 320, 240);
        int dark = ink.Row(125)[45];
        int bright = ink.Row(125)[275];
        Assert.InRange(dark, 0.6 * 255 - 16, 0.6 * 255 + 16);
        Assert.InRange(bright, 0.6 * 255 - 16, 0.6 * 255 + 16);
        Assert.True(dark > ink.Limits(125 / ink.BlockSize)[45 / ink.BlockSize]);
        Assert.True(bright > ink.Limits(125 / ink.BlockSize)[275 / ink.BlockSize]);
    }

    [Fact]
    public void NoiseAloneIsHardlyEverInk()
    {
        InkMap ink = Build(Scene.Paper(640, 480, x => 60 + x * 0.2, sigma: 9, seed: 4), 640, 480);
        int drawn = 0;
        for (int y = 0; y < 480; y++)
        {
            for (int x = 0; x < 640; x++)
                drawn += ink.Row(y)[x] > ink.Limits(y / ink.BlockSize)[x / ink.BlockSize] ? 1 : 0;
        }

        Assert.InRange(drawn, 0, 300);
    }

    private static InkMap Build(byte[] pixels, int width, int height)
    {
        var picture = new WorkPicture();
        picture.Load(new GreyFrame(pixels, width, height), lightInk: false);
        var ink = new InkMap();
        ink.Build(picture);
        return ink;
    }
}
