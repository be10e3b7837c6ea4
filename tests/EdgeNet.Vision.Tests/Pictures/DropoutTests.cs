using System.Text;
using EdgeNet.Tests.Shared;
using EdgeNet.Vision.Pictures;

namespace EdgeNet.Vision.Tests.Pictures;

/// <summary>The second plane is the brightest of red, green and blue, and is there only where there are colours.</summary>
public class DropoutTests
{
    [Fact]
    public void ColorsHaveTheBrightestOfTheirParts()
    {
        byte[] file = [.. Encoding.ASCII.GetBytes("P6 2 1 255\n"), 250, 130, 20, 30, 40, 50];
        GreyPicture picture = PictureFile.Read(file, "x.ppm");
        Assert.True(picture.HasDropout);
        Assert.Equal([250, 50], picture.Dropout.ToArray());
        Assert.True(picture.Frame.HasDropout);
        Assert.Equal(picture.Dropout.ToArray(), picture.Frame.DropoutFrame.Row(0).ToArray());
    }

    [Fact]
    public void GreyStoredAsColorsHasNoSecondPlane()
    {
        byte[] file = [.. Encoding.ASCII.GetBytes("P6 2 1 255\n"), 250, 245, 240, 30, 40, 35];
        GreyPicture picture = PictureFile.Read(file, "x.ppm");
        Assert.False(picture.HasDropout);
        Assert.False(picture.Frame.HasDropout);
        Assert.True(picture.DropoutRow(0).IsEmpty);
    }

    [Theory]
    [InlineData("4-4-4", 12)]
    [InlineData("4-2-2", 16)]
    [InlineData("progressive", 16)]
    [InlineData("rgb", 12)]
    [InlineData("rgb-progressive", 12)]
    public void JpegColorsHaveTheBrightestOfTheirParts(string name, double tolerance)
    {
        GreyPicture picture = PictureFile.Read(SamplePictures.Read(name + ".jpg"), name);
        Assert.True(picture.HasDropout);
        double apart = 0;
        for (int i = 0; i < picture.Dropout.Length; i++)
        {
            (byte red, byte green, byte blue) = SamplePictures.Color(i % picture.Width, i / picture.Width);
            apart += Math.Abs(picture.Dropout[i] - Math.Max(red, Math.Max(green, blue)));
        }

        Assert.InRange(apart / picture.Dropout.Length, 0, tolerance);
    }

    [Theory]
    [InlineData("grey-progressive")]
    [InlineData("grey-2x2")]
    [InlineData("separate")]
    public void JpegsWithoutColorsThatCanBeReadHaveNoSecondPlane(string name) =>
        Assert.False(PictureFile.Read(SamplePictures.Read(name + ".jpg"), name).HasDropout);

    [Fact]
    public void OrientationTurnsBothPlanes()
    {
        var stored = new GreyPicture(3, 2, hasDropout: true);
        for (int i = 0; i < 6; i++)
            (stored.Pixels[i], stored.Dropout[i]) = ((byte)i, (byte)(100 + i));
        for (int orientation = 1; orientation <= 8; orientation++)
        {
            GreyPicture upright = PictureOrientation.Apply(stored, orientation);
            for (int i = 0; i < 6; i++)
                Assert.Equal(upright.Pixels[i] + 100, upright.Dropout[i]);
        }
    }

    [Fact]
    public void ASecondPlaneThatIsTooShortIsRefused() =>
        Assert.Throws<ArgumentException>(() => new GreyFrame(new byte[6], new byte[5], 3, 2, 3).Width);
}
