using System.Text;
using EdgeNet.Vision.Pictures;
using SkiaSharp;

namespace EdgeNet.Imaging.Tests.Mutations;

/// <summary>Sound files of each format: those of other programs, and larger ones.</summary>
internal static class MutationSeeds
{
    /// <summary>The files of a format.</summary>
    internal static byte[][] Of(PictureFormat format)
    {
        var files = new List<byte[]>();
        foreach (string name in SamplePictures.Formats)
        {
            byte[] file = SamplePictures.Read(name);
            if (PictureFormats.Recognise(file) == format)
                files.Add(file);
        }

        using SKBitmap large = SkiaFiles.Colors(160, 120);
        switch (format)
        {
            case PictureFormat.Jpeg:
                files.AddRange(SamplePictures.Jpegs.Select(name => SamplePictures.Read(name + ".jpg")));
                files.AddRange([SamplePictures.Read("cmyk.jpg"), SamplePictures.Read("cmyk-progressive.jpg")]);
                files.Add(ExifPictures.InJpeg(SkiaFiles.Encode(large, SKEncodedImageFormat.Jpeg, 90), 6));
                break;
            case PictureFormat.Png:
                files.Add(ExifPictures.InPng(SkiaFiles.Encode(large, SKEncodedImageFormat.Png), 5));
                break;
            case PictureFormat.WebP:
                files.Add(SkiaFiles.WebPWithExif(SkiaFiles.WebP(large), ExifPictures.Exif(3, littleEndian: true), 160, 120));
                files.Add(SkiaFiles.Encode(large, SKEncodedImageFormat.Webp, 80));
                break;
            case PictureFormat.Bmp:
                files.Add(SkiaFiles.Bmp(160, 120));
                break;
            case PictureFormat.Gif:
                files.Add(SkiaFiles.Gif([0, 1, 2, 1, 1, 1, 0, 0], [1, 1, 1, 1, 0, 0, 0, 0]));
                break;
            case PictureFormat.Pnm:
                files.AddRange(Pnm());
                break;
        }

        return [.. files];
    }

    private static IEnumerable<byte[]> Pnm()
    {
        yield return SamplePictures.Read("progressive.pgm");
        (int kind, int maximum, int samples)[] forms =
            [(1, 1, 1), (2, 255, 1), (2, 65_535, 1), (3, 15, 3), (4, 1, 1), (5, 9, 1), (5, 65_535, 2), (6, 255, 3), (6, 300, 6), (7, 255, 4), (7, 65_535, 8)];
        var random = new Random(3);
        foreach ((int kind, int maximum, int samples) in forms)
        {
            string header = kind == 7
                ? FormattableString.Invariant($"P7\nWIDTH 19\nHEIGHT 11\nDEPTH 4\nMAXVAL {maximum}\nTUPLTYPE RGB_ALPHA\nENDHDR\n")
                : FormattableString.Invariant($"P{kind}\n# a comment\n19 11\n{(kind is 1 or 4 ? "" : FormattableString.Invariant($"{maximum}\n"))}");
            List<byte> file = [.. Encoding.ASCII.GetBytes(header)];
            for (int i = 0; i < 19 * 11 * samples; i++)
            {
                if (kind <= 3)
                    file.AddRange(Encoding.ASCII.GetBytes(FormattableString.Invariant($"{random.Next(maximum + 1)} ")));
                else
                    file.Add((byte)(maximum is 300 ? i % 2 : random.Next(Math.Min(maximum + 1, 256))));
            }

            yield return [.. file];
        }
    }
}
