using EdgeNet.Vision.Pictures;
using SkiaSharp;

namespace EdgeNet.Imaging.Tests;

public sealed class DesktopPicturesTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public static TheoryData<string> Jpegs => [.. SamplePictures.Jpegs];

    public static TheoryData<int> Orientations => [.. Enumerable.Range(1, 8)];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Jpegs))]
    public void JpegIsWhatTheDeviceSees(string name)
    {
        byte[] file = SamplePictures.Read(name + ".jpg");
        GreyPicture desktop = Read(file);
        GreyPicture device = PictureReader.Device.Read(file, "x.jpg");
        Assert.Equal((device.Width, device.Height), (desktop.Width, desktop.Height));
        // Chroma that clips, or is smoothed between samples, moves a colour's luma a little.
        int[] apart = [.. device.Pixels.ToArray().Zip(desktop.Pixels.ToArray(), (a, b) => Math.Abs(a - b))];
        Assert.InRange(apart.Average(), 0, 3);
    }

    /// <summary>A header alone: 54 bytes of BMP, 35 of GIF, that promise many megabytes of pixels.</summary>
    [Theory]
    [InlineData("424D36000000000000003600000028000000002000000020000001001800000000000000000000000000000000000000000000000000", "BMP")]
    [InlineData("474946383961FFFFE803800000000000FFFFFF2C00000000010001000002024401003B", "GIF")]
    public void ASizeThatTheBytesCannotFillIsRefused(string hex, string format)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        PictureException error = Assert.Throws<PictureException>(() => Read(Convert.FromHexString(hex)));
        Assert.Contains($"{format}: expected data for", error.Message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Theory]
    [InlineData("cmyk.jpg")]
    [InlineData("cmyk-progressive.jpg")]
    public void InksAreWhatTheDeviceSees(string name)
    {
        GreyPicture desktop = Read(SamplePictures.Read(name));
        GreyPicture device = PictureReader.Device.Read(SamplePictures.Read(name), "x.jpg");
        for (int i = 0; i < desktop.Pixels.Length; i++)
            Assert.InRange(desktop.Pixels[i], device.Pixels[i] - 3, device.Pixels[i] + 3);
    }

    [Fact]
    public void FormatsWithoutLossAreExact()
    {
        using SKBitmap colors = SkiaFiles.Colors();
        byte[] expected = [.. Enumerable.Range(0, SamplePictures.Width * SamplePictures.Height).Select(i => (byte)Math.Round(SamplePictures.Luma(i), MidpointRounding.AwayFromZero))];
        foreach (byte[] file in new[] { SkiaFiles.Encode(colors, SKEncodedImageFormat.Png), SkiaFiles.WebP(colors), SkiaFiles.Bmp(SamplePictures.Width, SamplePictures.Height) })
        {
            GreyPicture picture = Read(file);
            Assert.Null(picture.Warning);
            Assert.Equal(SamplePictures.Width, picture.Width);
            Assert.Equal(expected, picture.Pixels.ToArray());
        }
    }

    [Theory]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    [InlineData(SKEncodedImageFormat.Webp)]
    public void FormatsWithLossAreNear(SKEncodedImageFormat format)
    {
        using SKBitmap colors = SkiaFiles.Colors();
        GreyPicture picture = Read(SkiaFiles.Encode(colors, format, 95));
        double apart = Enumerable.Range(0, picture.Pixels.Length).Average(i => Math.Abs(picture.Pixels[i] - SamplePictures.Luma(i)));
        Assert.InRange(apart, 0, 6);
    }

    [Fact]
    public void OfAnAnimationTheFirstFrameCounts()
    {
        byte[] first = [0, 1, 2, 1, 1, 1, 0, 0];
        GreyPicture picture = Read(SkiaFiles.Gif(first, [1, 1, 1, 1, 1, 1, 1, 1]));
        Assert.Equal((4, 2), (picture.Width, picture.Height));
        Assert.Equal([0, 255, 76, 255, 255, 255, 0, 0], picture.Pixels.ToArray());
    }

    [Fact]
    public void TransparencyShowsWhite()
    {
        Assert.Equal([255, 0, 255, 0, 255, 0, 255, 0], Read(SkiaFiles.Gif([3, 0, 3, 0, 3, 0, 3, 0])).Pixels.ToArray());
        using var bitmap = new SKBitmap(new SKImageInfo(3, 1, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        bitmap.SetPixel(0, 0, new SKColor(0, 0, 0, 0));
        bitmap.SetPixel(1, 0, new SKColor(0, 0, 0, 128));
        bitmap.SetPixel(2, 0, new SKColor(255, 0, 0, 255));
        Assert.Equal([255, 127, 76], Read(SkiaFiles.Encode(bitmap, SKEncodedImageFormat.Png)).Pixels.ToArray());
        Assert.Equal([255, 127, 76], Read(SkiaFiles.WebP(bitmap)).Pixels.ToArray());
    }

    [Theory]
    [MemberData(nameof(Orientations))]
    public void EveryFormatWithExifArrivesUpright(int orientation)
    {
        using SKBitmap colors = SkiaFiles.Colors();
        (int width, int height) = (SamplePictures.Width, SamplePictures.Height);
        byte[] jpeg = SkiaFiles.Encode(colors, SKEncodedImageFormat.Jpeg);
        byte[] png = SkiaFiles.Encode(colors, SKEncodedImageFormat.Png);
        byte[] webp = SkiaFiles.WebP(colors);
        Check(jpeg, ExifPictures.InJpeg(jpeg, orientation));
        Check(jpeg, ExifPictures.InJpeg(jpeg, orientation, littleEndian: true));
        Check(png, ExifPictures.InPng(png, orientation));
        Check(webp, SkiaFiles.WebPWithExif(webp, ExifPictures.Exif(orientation, littleEndian: true), width, height));
        Check(webp, SkiaFiles.WebPWithExif(webp, [.. "Exif\0\0"u8, .. ExifPictures.Exif(orientation, littleEndian: false)], width, height));

        void Check(byte[] stored, byte[] turned)
        {
            byte[,] upright = ExifPictures.Upright(Read(stored).Pixels.ToArray(), width, height, orientation);
            GreyPicture picture = Read(turned);
            Assert.Equal((upright.GetLength(1), upright.GetLength(0)), (picture.Width, picture.Height));
            Assert.Equal(upright.Cast<byte>(), picture.Pixels.ToArray());
        }
    }

    [Fact]
    public void TruncatedFilesAreErrors()
    {
        using SKBitmap colors = SkiaFiles.Colors();
        foreach (byte[] file in new[]
        {
            SkiaFiles.Encode(colors, SKEncodedImageFormat.Jpeg), SkiaFiles.WebP(colors), SkiaFiles.Bmp(SamplePictures.Width, SamplePictures.Height),
            SkiaFiles.Gif([0, 1, 2, 1, 1, 1, 0, 0])[..^3],
        })
        {
            for (int length = 18; length < file.Length - 2; length += 7)
                Assert.StartsWith("x: ", Assert.Throws<PictureException>(() => Read(file[..length])).Message);
        }
    }

    [Fact]
    public void SizesBeyondTheLimitsAreRefused()
    {
        byte[] bmp = SkiaFiles.Bmp(4, 4);
        (bmp[18], bmp[19], bmp[22], bmp[23]) = (0x40, 0x9C, 0x40, 0x9C);
        Assert.Contains("expected at most 67108864 pixels, found 40000x40000", Assert.Throws<PictureException>(() => Read(bmp)).Message);
        byte[] gif = SkiaFiles.Gif([0, 1, 2, 1, 1, 1, 0, 0]);
        gif.AsSpan(6, 4).Fill(255);
        Assert.Contains("expected at most 67108864 pixels, found 65535x65535", Assert.Throws<PictureException>(() => Read(gif)).Message);
    }

    [Fact]
    public void AFolderIsListedByAllExtensionsInAnyCase()
    {
        string[] names = ["a.JPG", "b.jpeg", "c.jpe", "d.jfif", "e.Png", "f.bmp", "g.webp", "h.gif", "i.pbm", "j.pgm", "k.ppm", "l.pnm", "m.pam", "n.tif", "o.TIFF"];
        string[] others = ["p.HEIC", "q.heif", "r.jp2", "s.dng", "t.txt", ".u.png", "v"];
        foreach (string name in names.Concat(others))
            _folder.WriteText(name, "");
        _folder.WriteText("__MACOSX/a.png", "");
        PictureListing listing = DesktopPictures.Reader.List(_folder.Path);
        Assert.Equal(names, listing.Pictures.Select(p => Path.GetFileName(p)));
        Assert.Equal("2 HEIC, 1 JPEG 2000, 1 camera raw", listing.PassedOver.ToString());
    }

    private static GreyPicture Read(byte[] file) => DesktopPictures.Reader.Read(file, "x");
}
