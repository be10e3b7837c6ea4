namespace EdgeNet.Vision.Pictures;

/// <summary>Names and file extensions of <see cref="PictureFormat"/>, and recognition by a file's first bytes.</summary>
public static class PictureFormats
{
    /// <summary>How many of a file's first bytes <see cref="Recognise"/> looks at, at most.</summary>
    public const int BytesToRecognise = 1024;

    private static readonly (PictureFormat Format, string[] Extensions)[] Known =
    [
        (PictureFormat.Jpeg, [".jpg", ".jpeg", ".jpe", ".jfif"]),
        (PictureFormat.Png, [".png"]),
        (PictureFormat.Bmp, [".bmp"]),
        (PictureFormat.WebP, [".webp"]),
        (PictureFormat.Gif, [".gif"]),
        (PictureFormat.Pnm, [".pbm", ".pgm", ".ppm", ".pnm", ".pam"]),
        (PictureFormat.Heic, [".heic", ".heif", ".hif"]),
        (PictureFormat.Avif, [".avif"]),
        (PictureFormat.Tiff, [".tif", ".tiff"]),
        (PictureFormat.JpegXl, [".jxl"]),
        (PictureFormat.Jpeg2000, [".jp2", ".j2k", ".j2c", ".jpf", ".jpx"]),
        (PictureFormat.JpegXr, [".jxr", ".wdp", ".hdp"]),
        (PictureFormat.CameraRaw, [".dng", ".cr2", ".cr3", ".crw", ".nef", ".arw", ".orf", ".rw2", ".raf", ".pef", ".srw", ".x3f"]),
        (PictureFormat.Psd, [".psd", ".psb"]),
        (PictureFormat.Svg, [".svg", ".svgz"]),
        (PictureFormat.Pdf, [".pdf"]),
        (PictureFormat.PostScript, [".eps", ".ps"]),
        (PictureFormat.Ico, [".ico", ".cur"]),
        (PictureFormat.OpenExr, [".exr"]),
        (PictureFormat.RadianceHdr, [".hdr"]),
        (PictureFormat.Xcf, [".xcf"]),
        (PictureFormat.Dicom, [".dcm"]),
        (PictureFormat.Qoi, [".qoi"]),
        (PictureFormat.Mng, [".mng", ".jng"]),
        (PictureFormat.Pcx, [".pcx"]),
        (PictureFormat.Pfm, [".pfm"]),
        (PictureFormat.Tga, [".tga"]),
        (PictureFormat.DjVu, [".djvu", ".djv"]),
        (PictureFormat.Sgi, [".sgi"]),
        (PictureFormat.Xpm, [".xpm", ".xbm"]),
        (PictureFormat.Metafile, [".wmf", ".emf"]),
    ];

    /// <summary>The format's name, as in "a HEIC picture".</summary>
    /// <param name="format">The format.</param>
    public static string NameOf(PictureFormat format) => format switch
    {
        PictureFormat.Png => "PNG",
        PictureFormat.Pnm => "PNM",
        PictureFormat.Jpeg => "JPEG",
        PictureFormat.Bmp => "BMP",
        PictureFormat.WebP => "WebP",
        PictureFormat.Gif => "GIF",
        PictureFormat.Heic => "HEIC",
        PictureFormat.Avif => "AVIF",
        PictureFormat.Tiff => "TIFF",
        PictureFormat.JpegXl => "JPEG XL",
        PictureFormat.Jpeg2000 => "JPEG 2000",
        PictureFormat.JpegXr => "JPEG XR",
        PictureFormat.CameraRaw => "camera raw",
        PictureFormat.Psd => "Photoshop (PSD)",
        PictureFormat.Svg => "SVG",
        PictureFormat.Pdf => "PDF",
        PictureFormat.PostScript => "PostScript",
        PictureFormat.Ico => "Windows icon (ICO)",
        PictureFormat.OpenExr => "OpenEXR",
        PictureFormat.RadianceHdr => "Radiance HDR",
        PictureFormat.Xcf => "GIMP (XCF)",
        PictureFormat.Dicom => "DICOM",
        PictureFormat.Qoi => "QOI",
        PictureFormat.Mng => "MNG",
        PictureFormat.Pcx => "PCX",
        PictureFormat.Pfm => "PFM",
        PictureFormat.Tga => "Targa (TGA)",
        PictureFormat.DjVu => "DjVu",
        PictureFormat.Sgi => "SGI",
        PictureFormat.Xpm => "XPM or XBM",
        PictureFormat.Metafile => "Windows metafile (WMF, EMF)",
        PictureFormat.Video => "MP4 or QuickTime",
        PictureFormat.Zip => "ZIP",
        PictureFormat.Gzip => "gzip",
        PictureFormat.Html => "HTML",
        PictureFormat.GitLfsPointer => "Git LFS",
        PictureFormat.Text => "text",
        _ => "unknown",
    };

    /// <summary>The format that a file's extension, in any case, stands for; <see cref="PictureFormat.Unknown"/> for others.</summary>
    /// <param name="path">The file's path.</param>
    public static PictureFormat OfExtension(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        ReadOnlySpan<char> extension = Path.GetExtension(path.AsSpan());
        foreach ((PictureFormat format, string[] extensions) in Known)
        {
            foreach (string known in extensions)
            {
                if (extension.Equals(known, StringComparison.OrdinalIgnoreCase))
                    return format;
            }
        }

        return PictureFormat.Unknown;
    }

    /// <summary>The format that a file's content shows.</summary>
    /// <param name="data">The file's first bytes; more than <see cref="BytesToRecognise"/> of them tell nothing more.</param>
    public static PictureFormat Recognise(ReadOnlySpan<byte> data) => PictureSignatures.Recognise(data[..Math.Min(data.Length, BytesToRecognise)]);

    /// <summary>What a file is, for "found …": a HEIC picture, an HTML page, a file that begins with 0x….</summary>
    internal static string Describe(ReadOnlySpan<byte> data, string name)
    {
        PictureFormat format = Recognise(data);
        // Most cameras' raw files are TIFF files, and only the extension tells.
        if (format == PictureFormat.Tiff && OfExtension(name) == PictureFormat.CameraRaw)
            format = PictureFormat.CameraRaw;
        // Targa has no signature.
        if (format == PictureFormat.Unknown && OfExtension(name) == PictureFormat.Tga)
            format = PictureFormat.Tga;
        return format switch
        {
            PictureFormat.Unknown => "a file that begins with 0x" + Convert.ToHexString(data[..Math.Min(data.Length, 8)]),
            PictureFormat.Html => "an HTML page",
            PictureFormat.GitLfsPointer => "a pointer of Git LFS, whose file has not been fetched ('git lfs pull' fetches it)",
            PictureFormat.Text => "text",
            PictureFormat.Video => "a film (MP4 or QuickTime)",
            PictureFormat.Zip => "a ZIP archive",
            PictureFormat.Gzip => "a gzip file",
            PictureFormat.Pdf => "a PDF document" + Advice,
            PictureFormat.PostScript => "a PostScript document" + Advice,
            PictureFormat.Avif or PictureFormat.Svg or PictureFormat.OpenExr or PictureFormat.Mng or PictureFormat.Sgi or PictureFormat.Xpm =>
                $"an {NameOf(format)} picture{Advice}",
            _ => $"a {NameOf(format)} picture{Advice}",
        };
    }

    private const string Advice = "; convert it first, as with ImageMagick: magick IN OUT.png";
}
