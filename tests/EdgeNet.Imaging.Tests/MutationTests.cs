using EdgeNet.Vision.Pictures;
using SkiaSharp;

namespace EdgeNet.Imaging.Tests;

/// <summary>Any damage gives a picture or a PictureException, in memory bounded by what the header claims within the limits.</summary>
public class MutationTests
{
    private const int Runs = 700;

    [Theory]
    [InlineData("jpeg")]
    [InlineData("progressive")]
    [InlineData("png")]
    [InlineData("webp")]
    [InlineData("lossy webp")]
    [InlineData("bmp")]
    [InlineData("gif")]
    [InlineData("pnm")]
    public void DamageIsAPictureOrAPictureException(string format)
    {
        using SKBitmap colors = SkiaFiles.Colors();
        byte[] seed = format switch
        {
            "jpeg" => ExifPictures.InJpeg(SkiaFiles.Encode(colors, SKEncodedImageFormat.Jpeg, 90), 6),
            "progressive" => SamplePictures.Read("progressive.jpg"),
            "png" => SkiaFiles.Encode(colors, SKEncodedImageFormat.Png),
            "webp" => SkiaFiles.WebPWithExif(SkiaFiles.WebP(colors), ExifPictures.Exif(3, littleEndian: true), SamplePictures.Width, SamplePictures.Height),
            "lossy webp" => SkiaFiles.Encode(colors, SKEncodedImageFormat.Webp, 80),
            "bmp" => SkiaFiles.Bmp(SamplePictures.Width, SamplePictures.Height),
            "gif" => SkiaFiles.Gif([0, 1, 2, 1, 1, 1, 0, 0], [1, 1, 1, 1, 0, 0, 0, 0]),
            _ => SamplePictures.Read("progressive.pgm"),
        };
        var random = new Random(17);
        for (int run = 0; run < Runs; run++)
        {
            byte[] file = Mutate(seed, random);
            long before = GC.GetAllocatedBytesForCurrentThread();
            GreyPicture? picture = null;
            try
            {
                picture = DesktopPictures.Reader.Read(file, "fuzz");
            }
            catch (PictureException error)
            {
                Assert.StartsWith("fuzz: ", error.Message);
            }

            long most = 1_000_000 + (picture is null ? PictureLimits.MaxPixels : 4L * picture.Pixels.Length);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, most);
        }
    }

    private static byte[] Mutate(byte[] seed, Random random)
    {
        List<byte> bytes = [.. seed];
        for (int i = random.Next(1, 6); i > 0 && bytes.Count > 0; i--)
        {
            // Headers are where damage does most.
            int at = random.Next(random.Next(2) == 0 ? Math.Min(bytes.Count, 64) : bytes.Count);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 20), bytes.Count - at));
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 20), bytes.Count - at)));
                    break;
                default:
                    bytes.Insert(at, 0xFF);
                    break;
            }
        }

        return [.. bytes];
    }
}
