using EdgeNet.Vision.Pictures.Png;
using EdgeNet.Vision.Pictures.Pnm;

namespace EdgeNet.Vision.Pictures;

/// <summary>
/// Reads pictures with the device's decoders, and writes them. The format is told by the first bytes, not by the file's extension.
/// </summary>
public static class PictureFile
{
    /// <summary>Reads a JPEG, PNG or PNM file as grey: <see cref="PictureReader.Device"/>.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The picture; colours become grey by their Rec. 601 luma, transparency shows white.</returns>
    /// <exception cref="PictureException">The file is missing, is not a picture, is damaged, or is beyond <see cref="PictureLimits"/>.</exception>
    public static GreyPicture Read(string path) => PictureReader.Device.Read(path);

    /// <summary>Reads a JPEG, PNG or PNM picture from memory: <see cref="PictureReader.Device"/>.</summary>
    /// <param name="data">The whole file.</param>
    /// <param name="name">The name for error messages.</param>
    /// <returns>The picture; colours become grey by their Rec. 601 luma, transparency shows white.</returns>
    /// <exception cref="PictureException">The data are not a picture, are damaged, or are beyond <see cref="PictureLimits"/>.</exception>
    public static GreyPicture Read(ReadOnlySpan<byte> data, string name) => PictureReader.Device.Read(data, name);

    /// <summary>Writes a frame as an 8-bit grey PNG.</summary>
    /// <param name="stream">Where to; it stays open.</param>
    /// <param name="frame">What.</param>
    public static void WritePng(Stream stream, GreyFrame frame)
    {
        ArgumentNullException.ThrowIfNull(stream);
        PngEncoder.Encode(stream, frame);
    }

    /// <summary>Writes a frame as a binary PGM (P5) with 255 as the largest value.</summary>
    /// <param name="stream">Where to; it stays open.</param>
    /// <param name="frame">What.</param>
    public static void WritePgm(Stream stream, GreyFrame frame)
    {
        ArgumentNullException.ThrowIfNull(stream);
        PgmEncoder.Encode(stream, frame);
    }
}
