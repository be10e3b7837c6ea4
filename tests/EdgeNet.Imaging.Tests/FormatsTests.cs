using EdgeNet.Vision.Pictures;

namespace EdgeNet.Imaging.Tests;

/// <summary>Files that other programs wrote, of every kind that people have.</summary>
public class FormatsTests
{
    public static TheoryData<string> Read => [.. SamplePictures.Formats.Where(name => !name.Contains("refused") && !name.Contains("orientation"))];

    [Theory]
    [MemberData(nameof(Read))]
    public void EveryKindIsRead(string name)
    {
        GreyPicture picture = DesktopPictures.Reader.Read(SamplePictures.Read(name), name);
        Assert.Null(picture.Warning);
        Assert.Equal((SamplePictures.Width, SamplePictures.Height), (picture.Width, picture.Height));
        (byte[] expected, int levels) = SamplePictures.Expected(name);
        for (int i = 0; i < expected.Length; i++)
            Assert.InRange(picture.Pixels[i], expected[i] - levels, expected[i] + levels);
    }

    [Theory]
    [InlineData("tiff-lzw.tif")]
    [InlineData("tiff-tiles.tif")]
    [InlineData("tiff-planes.tif")]
    [InlineData("tiff-big-endian.tif")]
    [InlineData("tiff-cmyk.tif")]
    [InlineData("bmp-24.bmp")]
    [InlineData("webp-lossless.webp")]
    [InlineData("png-16.png")]
    public void TheBrightestOfTheColoursIsKept(string name)
    {
        GreyPicture picture = DesktopPictures.Reader.Read(SamplePictures.Read("Formats/" + name), name);
        Assert.True(picture.HasDropout);
        for (int i = 0; i < picture.Dropout.Length; i++)
        {
            (byte red, byte green, byte blue) = SamplePictures.Color(i % SamplePictures.Width, i / SamplePictures.Width);
            Assert.Equal(Math.Max(red, Math.Max(green, blue)), picture.Dropout[i]);
        }
    }

    /// <summary>Of every kind: the luma of the colours is the grey, up to rounding, and the grey is that which is read without them.</summary>
    [Theory]
    [MemberData(nameof(Read))]
    public void EveryKindIsReadInColour(string name)
    {
        byte[] file = SamplePictures.Read(name);
        GreyPicture grey = DesktopPictures.Reader.Read(file, name), color = DesktopPictures.Reader.ReadColor(file, name);
        Assert.Equal(grey.Pixels.ToArray(), color.Pixels.ToArray());
        Assert.Equal(3 * grey.Pixels.Length, color.Colors.Length);
        for (int i = 0; i < grey.Pixels.Length; i++)
        {
            double luma = 0.299 * color.Colors[3 * i] + 0.587 * color.Colors[3 * i + 1] + 0.114 * color.Colors[3 * i + 2];
            Assert.InRange(luma, grey.Pixels[i] - 1.5, grey.Pixels[i] + 1.5);
        }
    }

    [Theory]
    [InlineData("tiff-lzw.tif")]
    [InlineData("tiff-tiles.tif")]
    [InlineData("tiff-planes.tif")]
    [InlineData("tiff-cmyk.tif")]
    [InlineData("bmp-24.bmp")]
    [InlineData("webp-lossless.webp")]
    [InlineData("png-16.png")]
    public void ColoursAreThoseThatWereDrawn(string name)
    {
        GreyPicture picture = DesktopPictures.Reader.ReadColor(SamplePictures.Read("Formats/" + name), name);
        for (int i = 0; i < picture.Pixels.Length; i++)
        {
            (byte red, byte green, byte blue) = SamplePictures.Color(i % SamplePictures.Width, i / SamplePictures.Width);
            Assert.Equal([red, green, blue], picture.Colors.Slice(3 * i, 3).ToArray());
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(6)]
    public void TiffArrivesUpright(int orientation)
    {
        GreyPicture picture = DesktopPictures.Reader.Read(
            SamplePictures.Read(FormattableString.Invariant($"Formats/tiff-orientation-{orientation}.tif")), "x.tif");
        byte[,] upright = ExifPictures.Upright(SamplePictures.Expected("Formats/tiff-lzw.tif").Grey, SamplePictures.Width, SamplePictures.Height, orientation);
        Assert.Equal((upright.GetLength(1), upright.GetLength(0)), (picture.Width, picture.Height));
        Assert.Equal(upright.Cast<byte>(), picture.Pixels.ToArray());
    }

    [Theory]
    [InlineData("refused-lab.tif", "found CIELab; convert it first")]
    [InlineData("refused-float.tif", "found floating point")]
    [InlineData("refused-webp.tif", "found WebP; convert it first")]
    public void KindsOfTiffThatAreNotReadAreNamed(string name, string reason)
    {
        byte[] file = SamplePictures.Read("Formats/" + name);
        Assert.Contains(reason, Assert.Throws<PictureException>(() => DesktopPictures.Reader.Read(file, name)).Message);
        Assert.Contains("a TIFF picture; convert it first", Assert.Throws<PictureException>(() => PictureReader.Device.Read(file, name)).Message);
    }

    [Theory]
    [InlineData("tiff-lzw.tif")]
    [InlineData("tiff-none.tif")]
    [InlineData("tiff-tiles.tif")]
    [InlineData("tiff-jpeg.tif")]
    public void ATiffThatIsCutOffIsRefused(string name)
    {
        byte[] file = SamplePictures.Read("Formats/" + name);
        for (int length = 8; length < file.Length; length += 5)
            Assert.StartsWith("x: ", Assert.Throws<PictureException>(() => DesktopPictures.Reader.Read(file[..length], "x")).Message);
    }

    /// <summary>A line of a fax suffers on its way; the next one is whole again.</summary>
    [Fact]
    public void ADamagedLineOfAFaxIsAWarning()
    {
        byte[] file = SamplePictures.Read("Formats/tiff-g3.tif");
        file[8 + 40] ^= 0xFF;
        Assert.Contains("TIFF pixels: expected whole lines, found damage to", DesktopPictures.Reader.Read(file, "x").Warning);
    }

    /// <summary>LibTiff reports that LZW's data are too few, and goes on.</summary>
    [Fact]
    public void RowsWithoutDataAreRefused()
    {
        byte[] file = SamplePictures.Read("Formats/tiff-palette.tif");
        int entry = file.AsSpan().IndexOf((ReadOnlySpan<byte>)[1, 1, 3, 0, 1, 0, 0, 0]);
        file[entry + 9] = 0x80;
        entry = file.AsSpan().IndexOf((ReadOnlySpan<byte>)[22, 1, 3, 0, 1, 0, 0, 0]);
        file[entry + 9] = 0x80;
        Assert.Contains("found damage", Assert.Throws<PictureException>(() => DesktopPictures.Reader.Read(file, "x")).Message);
    }
}
