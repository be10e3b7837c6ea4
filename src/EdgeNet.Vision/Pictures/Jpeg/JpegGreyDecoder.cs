using JpegLibrary;

namespace EdgeNet.Vision.Pictures.Jpeg;

/// <summary>
/// Decodes JPEG pictures, baseline and progressive, to 8-bit grey and drop-out, and to colours where they are asked for: of the usual ones the grey is the luma as it is stored.
/// JpegLibrary decodes what <see cref="JpegLayout"/> has checked, so that it meets no size, table or scan that it does not expect.
/// </summary>
internal static class JpegGreyDecoder
{
    internal static GreyPicture Decode(ReadOnlySpan<byte> file, string name, bool withColors)
    {
        var warnings = new PictureWarnings(name);
        JpegLayout layout = JpegLayout.Parse(file, name, warnings);
        ReadOnlyMemory<byte> stream = JpegStream.Write(file, layout, name, out JpegColor color);
        var picture = new GreyPicture(layout.Frame.Width, layout.Frame.Height, hasDropout: false, withColors && color != JpegColor.Luma);
        var planes = new JpegPlanes(picture, color);
        try
        {
            var decoder = new JpegDecoder { MemoryPool = new ExactMemoryPool() };
            decoder.SetInput(stream);
            decoder.SetOutputWriter(planes);
            decoder.Decode();
        }
        catch (Exception error) when (error is not (OutOfMemoryException or PictureException))
        {
            // The library documents no exceptions: damaged data end in several, of the framework's too.
            throw PictureException.In(name, $"JPEG pixels: expected Huffman-coded data, found damage", error);
        }

        planes.Combine();
        picture.Warning = warnings.Text;
        return PictureOrientation.Apply(picture, layout.Orientation);
    }
}
