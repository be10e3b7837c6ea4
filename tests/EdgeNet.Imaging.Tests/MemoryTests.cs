using EdgeNet.Vision.Pictures;
using SkiaSharp;

namespace EdgeNet.Imaging.Tests;

/// <summary>A picture takes at most four times what its decoded channels take; the mutations hold native memory too.</summary>
public class MemoryTests
{
    private const int Side = 1024;
    private const int Spare = 500_000;

    [Theory]
    [InlineData(PictureFormat.Jpeg)]
    [InlineData(PictureFormat.Png)]
    [InlineData(PictureFormat.WebP)]
    [InlineData(PictureFormat.Bmp)]
    [InlineData(PictureFormat.Pnm)]
    public void APictureTakesAtMostFourTimesItsSize(PictureFormat format)
    {
        using SKBitmap colors = SkiaFiles.Colors(Side, Side);
        byte[] file = format switch
        {
            PictureFormat.Jpeg => ExifPictures.InJpeg(SkiaFiles.Encode(colors, SKEncodedImageFormat.Jpeg, 90), 6),
            PictureFormat.Png => ExifPictures.InPng(SkiaFiles.Encode(colors, SKEncodedImageFormat.Png), 6),
            PictureFormat.WebP => SkiaFiles.Encode(colors, SKEncodedImageFormat.Webp, 80),
            PictureFormat.Bmp => SkiaFiles.Bmp(Side, Side),
            _ => [.. "P6 1024 1024 255\n"u8, .. new byte[3 * Side * Side]],
        };
        foreach (PictureReader reader in new[] { DesktopPictures.Reader, PictureReader.Device })
        {
            if (!reader.Reads(format))
                continue;
            reader.Read(file, "x");
            long before = GC.GetAllocatedBytesForCurrentThread();
            reader.Read(file, "x");
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 * 3 * Side * Side + Spare);
        }
    }
}
