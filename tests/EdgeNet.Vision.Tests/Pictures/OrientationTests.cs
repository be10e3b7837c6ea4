using EdgeNet.Tests.Shared;
using EdgeNet.Vision.Pictures;
using EdgeNet.Vision.Tests.Pictures.Png;

namespace EdgeNet.Vision.Tests.Pictures;

public class OrientationTests
{
    public static TheoryData<int> All => [.. Enumerable.Range(1, 8)];

    [Theory]
    [MemberData(nameof(All))]
    public void PngArrivesUpright(int orientation)
    {
        var png = new TestPng { Width = 3, Height = 2, Samples = [1, 2, 3, 4, 5, 6] };
        byte[,] upright = ExifPictures.Upright([1, 2, 3, 4, 5, 6], 3, 2, orientation);
        Check(upright, PictureFile.Read(ExifPictures.InPng(png.Encode(), orientation), "x.png"));
        Check(upright, PictureFile.Read(ExifPictures.InPng(png.Encode(), orientation, atEnd: true), "x.png"));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void JpegArrivesUpright(int orientation)
    {
        byte[] jpeg = SamplePictures.Read("progressive.jpg");
        byte[] stored = PictureFile.Read(jpeg, "x.jpg").Pixels.ToArray();
        byte[,] upright = ExifPictures.Upright(stored, SamplePictures.Width, SamplePictures.Height, orientation);
        Check(upright, PictureFile.Read(ExifPictures.InJpeg(jpeg, orientation, littleEndian: true), "x.jpg"));
        Check(upright, PictureFile.Read(ExifPictures.InJpeg(jpeg, orientation, littleEndian: false), "x.jpg"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    [InlineData(65_535)]
    public void OrientationsWithoutAMeaningAreNone(int orientation)
    {
        var png = new TestPng { Width = 2, Height = 1, Samples = [1, 2] };
        Assert.Equal([1, 2], PictureFile.Read(ExifPictures.InPng(png.Encode(), orientation), "x.png").Pixels.ToArray());
    }

    [Fact]
    public void DamagedExifDataAreNone()
    {
        byte[] jpeg = SamplePictures.Read("4-4-4.jpg");
        byte[] stored = PictureFile.Read(jpeg, "x.jpg").Pixels.ToArray();
        byte[] exif = ExifPictures.Exif(6, littleEndian: true);
        var random = new Random(8);
        for (int run = 0; run < 2000; run++)
        {
            byte[] damaged = exif[..random.Next(exif.Length + 1)];
            for (int i = random.Next(4); i > 0 && damaged.Length > 0; i--)
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            byte[] content = [.. "Exif\0\0"u8, .. damaged];
            byte[] file = [0xFF, 0xD8, 0xFF, 0xE1, 0, (byte)(content.Length + 2), .. content, .. jpeg[2..]];
            Assert.Equal(stored.Length, PictureFile.Read(file, "x.jpg").Pixels.Length);
        }
    }

    private static void Check(byte[,] expected, GreyPicture picture)
    {
        Assert.Equal((expected.GetLength(1), expected.GetLength(0)), (picture.Width, picture.Height));
        Assert.Equal(expected.Cast<byte>(), picture.Pixels.ToArray());
    }
}
