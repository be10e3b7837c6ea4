using System.Text;
using EdgeNet.Tests.Shared;
using EdgeNet.Vision.Pictures;
using EdgeNet.Vision.Tests.Pictures.Png;

namespace EdgeNet.Vision.Tests.Pictures;

/// <summary>Pictures read in colour: every colour as it is in the file, laid over white where it is transparent.</summary>
public sealed class ColorTests
{
    [Fact]
    public void Pnm_colours_are_read_and_grey_has_three_equal_ones()
    {
        GreyPicture picture = PictureReader.Device.ReadColor([.. "P6 2 1 255\n"u8, 250, 130, 20, 30, 40, 50], "x.ppm");
        Assert.Equal([250, 130, 20, 30, 40, 50], picture.Colors.ToArray());
        Assert.Equal([250, 130, 20, 30, 40, 50], picture.ColorFrame.Row(0).ToArray());
        GreyPicture grey = PictureReader.Device.ReadColor([.. "P5 2 1 255\n"u8, 7, 8], "x.pgm");
        Assert.Equal([7, 7, 7, 8, 8, 8], grey.Colors.ToArray());
        Assert.Equal([255, 0, 0], PictureReader.Device.ReadColor(Encoding.ASCII.GetBytes("P3 1 1 15 15 0 0"), "x.ppm").Colors.ToArray());
        Assert.False(PictureReader.Device.Read([.. "P6 1 1 255\n"u8, 250, 130, 20], "x.ppm").HasColors);
        Assert.Throws<InvalidOperationException>(() => PictureReader.Device.Read([.. "P5 1 1 255\n"u8, 7], "x.pgm").ColorFrame.Width);
    }

    [Theory]
    [InlineData(2, 8, false)]
    [InlineData(2, 16, true)]
    [InlineData(3, 4, false)]
    [InlineData(3, 8, true)]
    [InlineData(6, 8, false)]
    [InlineData(6, 16, true)]
    public void Png_colours_have_the_grey_that_is_read_without_them(int colorType, int depth, bool interlaced)
    {
        var random = new Random(colorType * 100 + depth);
        for (int i = 0; i < 10; i++)
        {
            byte[] file = TestPng.Random(random, 1 + random.Next(20), 1 + random.Next(20), colorType, depth, interlaced, transparency: i % 2 == 1).Encode();
            AssertMatches(PictureReader.Device.Read(file, "x.png"), PictureReader.Device.ReadColor(file, "x.png"), tolerance: 1);
        }
    }

    [Theory]
    [InlineData("4-4-4", 8)]
    [InlineData("4-2-2", 14)]
    [InlineData("progressive", 14)]
    [InlineData("rgb", 8)]
    [InlineData("rgb-progressive", 8)]
    public void Jpeg_colours_are_near_those_that_were_drawn(string name, double tolerance)
    {
        byte[] file = SamplePictures.Read(name + ".jpg");
        GreyPicture picture = PictureReader.Device.ReadColor(file, name);
        double apart = 0;
        for (int i = 0; i < picture.Pixels.Length; i++)
        {
            (byte red, byte green, byte blue) = SamplePictures.Color(i % picture.Width, i / picture.Width);
            apart += Math.Abs(picture.Colors[3 * i] - red) + Math.Abs(picture.Colors[3 * i + 1] - green) + Math.Abs(picture.Colors[3 * i + 2] - blue);
        }

        Assert.InRange(apart / (3 * picture.Pixels.Length), 0, tolerance);
        Assert.Equal(PictureReader.Device.Read(file, name).Pixels.ToArray(), picture.Pixels.ToArray());
    }

    [Fact]
    public void Orientation_turns_colours_with_the_grey()
    {
        var stored = new GreyPicture(3, 2, hasDropout: false, hasColors: true);
        for (int i = 0; i < 6; i++)
        {
            stored.Pixels[i] = (byte)i;
            for (int c = 0; c < 3; c++) stored.Colors[3 * i + c] = (byte)(10 * i + c);
        }

        for (int orientation = 1; orientation <= 8; orientation++)
        {
            GreyPicture upright = PictureOrientation.Apply(stored, orientation);
            for (int i = 0; i < 6; i++)
                Assert.Equal([(byte)(10 * upright.Pixels[i]), (byte)(10 * upright.Pixels[i] + 1), (byte)(10 * upright.Pixels[i] + 2)], upright.Colors.Slice(3 * i, 3).ToArray());
        }
    }

    /// <summary>The luma of the colours is the grey, up to the rounding of each.</summary>
    internal static void AssertMatches(GreyPicture grey, GreyPicture color, double tolerance)
    {
        Assert.Equal((grey.Width, grey.Height), (color.Width, color.Height));
        Assert.Equal(grey.Pixels.ToArray(), color.Pixels.ToArray());
        for (int i = 0; i < grey.Pixels.Length; i++)
        {
            double luma = 0.299 * color.Colors[3 * i] + 0.587 * color.Colors[3 * i + 1] + 0.114 * color.Colors[3 * i + 2];
            Assert.InRange(luma, grey.Pixels[i] - tolerance, grey.Pixels[i] + tolerance);
        }
    }
}
