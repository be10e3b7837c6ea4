namespace EdgeNet.Vision.Pictures;

/// <summary>What a file is, by its first bytes.</summary>
public enum PictureFormat
{
    /// <summary>None of the others.</summary>
    Unknown,

    /// <summary>Portable network graphics.</summary>
    Png,

    /// <summary>Portable any map, P1 to P7: PBM, PGM, PPM and PAM.</summary>
    Pnm,

    /// <summary>JPEG, baseline or progressive.</summary>
    Jpeg,

    /// <summary>Windows bitmap. Read on the desktop alone.</summary>
    Bmp,

    /// <summary>WebP. Read on the desktop alone.</summary>
    WebP,

    /// <summary>GIF; of an animation the first frame counts. Read on the desktop alone.</summary>
    Gif,

    /// <summary>HEIC or HEIF. Not read.</summary>
    Heic,

    /// <summary>AVIF. Not read.</summary>
    Avif,

    /// <summary>TIFF; of several pages the first counts. Read on the desktop alone.</summary>
    Tiff,

    /// <summary>JPEG XL. Not read.</summary>
    JpegXl,

    /// <summary>JPEG 2000. Not read.</summary>
    Jpeg2000,

    /// <summary>JPEG XR. Not read.</summary>
    JpegXr,

    /// <summary>A camera's raw data. Not read.</summary>
    CameraRaw,

    /// <summary>Photoshop. Not read.</summary>
    Psd,

    /// <summary>Scalable vector graphics. Not read.</summary>
    Svg,

    /// <summary>PDF. Not read.</summary>
    Pdf,

    /// <summary>PostScript. Not read.</summary>
    PostScript,

    /// <summary>Windows icon or cursor. Not read.</summary>
    Ico,

    /// <summary>OpenEXR. Not read.</summary>
    OpenExr,

    /// <summary>Radiance HDR. Not read.</summary>
    RadianceHdr,

    /// <summary>GIMP's own format. Not read.</summary>
    Xcf,

    /// <summary>DICOM. Not read.</summary>
    Dicom,

    /// <summary>QOI. Not read.</summary>
    Qoi,

    /// <summary>Multiple-image network graphics. Not read.</summary>
    Mng,

    /// <summary>PCX. Not read.</summary>
    Pcx,

    /// <summary>Portable float map. Not read.</summary>
    Pfm,

    /// <summary>Targa. Not read.</summary>
    Tga,

    /// <summary>DjVu. Not read.</summary>
    DjVu,

    /// <summary>Silicon Graphics' format. Not read.</summary>
    Sgi,

    /// <summary>X's pixmap or bitmap, which are C text. Not read.</summary>
    Xpm,

    /// <summary>Windows metafile. Not read.</summary>
    Metafile,

    /// <summary>A film: MP4 or QuickTime.</summary>
    Video,

    /// <summary>A ZIP archive, or a document that is one.</summary>
    Zip,

    /// <summary>A gzip file.</summary>
    Gzip,

    /// <summary>A page of the web, as a server sends where a picture is missing.</summary>
    Html,

    /// <summary>What Git LFS leaves where a file has not been fetched.</summary>
    GitLfsPointer,

    /// <summary>Text.</summary>
    Text,
}
