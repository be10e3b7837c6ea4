using EdgeNet.Imaging.TiffFiles;
using EdgeNet.Vision.Pictures;
using EdgeNet.Vision.Pictures.Jpeg;

namespace EdgeNet.Imaging;

/// <summary>
/// Reads the pictures that people have: JPEG, PNG, BMP, WebP, GIF (the first frame), TIFF (the first page) and PNM. PNG and PNM have the
/// device's decoders, so that desktop and device see the same pixels; LibTiff decodes TIFF, and Skia the others.
/// </summary>
public sealed class DesktopPictures : PictureReader
{
    private DesktopPictures()
        : base(PictureFormat.Jpeg, PictureFormat.Png, PictureFormat.Bmp, PictureFormat.WebP, PictureFormat.Gif, PictureFormat.Tiff, PictureFormat.Pnm)
    {
    }

    /// <summary>The reader.</summary>
    public static DesktopPictures Reader { get; } = new();

    /// <inheritdoc/>
    protected override GreyPicture Decode(PictureFormat format, ReadOnlySpan<byte> data, string name, bool withColors)
    {
        switch (format)
        {
            case PictureFormat.Png or PictureFormat.Pnm:
                return withColors ? Device.ReadColor(data, name) : Device.Read(data, name);
            case PictureFormat.Tiff:
                return TiffDecoder.Decode(data, name, withColors);
            case PictureFormat.Jpeg:
                // Skia makes grey of what is missing, rubbish of what is damaged, and has no bound on scans; the check is the device's.
                var warnings = new PictureWarnings(name);
                JpegLayout layout = JpegLayout.Parse(data, name, warnings);
                GreyPicture photograph = SkiaGreyDecoder.Decode(layout.IsCutOff ? [.. data, 0xFF, JpegMarkers.End] : data, format, name, withColors);
                photograph.Warning = warnings.Text;
                return PictureOrientation.Apply(photograph, layout.Orientation);
            default:
                int orientation = format == PictureFormat.WebP ? WebPFile.Orientation(data) : PictureOrientation.Upright;
                return PictureOrientation.Apply(SkiaGreyDecoder.Decode(data, format, name, withColors), orientation);
        }
    }
}
