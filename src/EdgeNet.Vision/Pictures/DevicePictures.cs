using EdgeNet.Vision.Pictures.Jpeg;
using EdgeNet.Vision.Pictures.Png;
using EdgeNet.Vision.Pictures.Pnm;

namespace EdgeNet.Vision.Pictures;

/// <summary>
/// The device's decoders. PNG and PNM are EdgeNet's own: small, exact to the bit, bounded in what they allocate, and clean under NativeAOT;
/// JPEG is the managed JpegLibrary's behind a check of the file's structure.
/// </summary>
internal sealed class DevicePictures() : PictureReader(PictureFormat.Jpeg, PictureFormat.Png, PictureFormat.Pnm)
{
    protected override GreyPicture Decode(PictureFormat format, ReadOnlySpan<byte> data, string name, bool withColors) => format switch
    {
        PictureFormat.Jpeg => JpegGreyDecoder.Decode(data, name, withColors),
        PictureFormat.Png => PngDecoder.Decode(data, name, withColors),
        _ => PnmDecoder.Decode(data, name, withColors),
    };
}
