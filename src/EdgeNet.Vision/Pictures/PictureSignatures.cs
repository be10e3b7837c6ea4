using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;
using EdgeNet.Vision.Pictures.Png;
using EdgeNet.Vision.Pictures.Pnm;

namespace EdgeNet.Vision.Pictures;

/// <summary>The first bytes by which formats are known.</summary>
internal static class PictureSignatures
{
    private const int BmpHeaderSize = 14;

    /// <summary>Tells a file's format.</summary>
    /// <param name="data">The first bytes.</param>
    internal static PictureFormat Recognise(ReadOnlySpan<byte> data)
    {
        if (PngDecoder.Recognises(data))
            return PictureFormat.Png;
        if (PnmDecoder.Recognises(data))
            return PictureFormat.Pnm;
        if (Hex(data) is var fixedBytes && fixedBytes != PictureFormat.Unknown)
            return fixedBytes;
        if (Letters(data) is var letters && letters != PictureFormat.Unknown)
            return letters;
        if (data.Length >= 12 && data[4..].StartsWith("ftyp"u8))
            return Container(data);
        return Written(data);
    }

    private static PictureFormat Hex(ReadOnlySpan<byte> data) => data switch
    {
        [0xFF, 0xD8, 0xFF, ..] => PictureFormat.Jpeg,
        [0xFF, 0x0A, ..] => PictureFormat.JpegXl,
        [0, 0, 0, 0x0C, (byte)'J', (byte)'X', (byte)'L', (byte)' ', ..] => PictureFormat.JpegXl,
        [0, 0, 0, 0x0C, (byte)'j', (byte)'P', (byte)' ' or 0x1A, ..] => PictureFormat.Jpeg2000,
        [0xFF, 0x4F, 0xFF, 0x51, ..] => PictureFormat.Jpeg2000,
        [(byte)'I', (byte)'I', 0xBC, ..] => PictureFormat.JpegXr,
        [(byte)'I', (byte)'I', 42 or 43, 0, _, _, _, _, (byte)'C', (byte)'R', ..] => PictureFormat.CameraRaw,
        [(byte)'I', (byte)'I', 42 or 43, 0, ..] or [(byte)'M', (byte)'M', 0, 42 or 43, ..] => PictureFormat.Tiff,
        [(byte)'I', (byte)'I', (byte)'U', 0, ..] => PictureFormat.CameraRaw,
        [(byte)'I', (byte)'I', (byte)'R', (byte)'O' or (byte)'S', ..] => PictureFormat.CameraRaw,
        [(byte)'M', (byte)'M', (byte)'O', (byte)'R', ..] => PictureFormat.CameraRaw,
        [0, (byte)'M', (byte)'R', (byte)'M', ..] => PictureFormat.CameraRaw,
        [0, 0, 1 or 2, 0, > 0, 0, ..] => PictureFormat.Ico,
        [0x76, 0x2F, 0x31, 0x01, ..] => PictureFormat.OpenExr,
        [0x8A, (byte)'M', (byte)'N', (byte)'G', ..] or [0x8B, (byte)'J', (byte)'N', (byte)'G', ..] => PictureFormat.Mng,
        [0x0A, <= 5, 1, 1 or 2 or 4 or 8, ..] => PictureFormat.Pcx,
        [0x01, 0xDA, 0 or 1, 1 or 2, 0, 1 or 2 or 3, ..] => PictureFormat.Sgi,
        [0xD7, 0xCD, 0xC6, 0x9A, ..] => PictureFormat.Metafile,
        [(byte)'P', (byte)'F' or (byte)'f', (byte)'\n', ..] => PictureFormat.Pfm,
        [(byte)'P', (byte)'K', 3, 4, ..] => PictureFormat.Zip,
        [0x1F, 0x8B, 8, ..] => PictureFormat.Gzip,
        _ => PictureFormat.Unknown,
    };

    private static PictureFormat Letters(ReadOnlySpan<byte> data)
    {
        if (data.StartsWith("GIF87a"u8) || data.StartsWith("GIF89a"u8))
            return PictureFormat.Gif;
        // "BM" begins words too; the size of the header behind it does not.
        if (data.StartsWith("BM"u8) && data.Length >= BmpHeaderSize + 4
            && BinaryPrimitives.ReadUInt32LittleEndian(data[BmpHeaderSize..]) is >= 12 and <= 124)
            return PictureFormat.Bmp;
        if (data.Length >= 12 && data.StartsWith("RIFF"u8) && data[8..].StartsWith("WEBP"u8))
            return PictureFormat.WebP;
        if (data.StartsWith("8BPS"u8))
            return PictureFormat.Psd;
        if (data.StartsWith("%PDF-"u8))
            return PictureFormat.Pdf;
        if (data.StartsWith("%!PS"u8))
            return PictureFormat.PostScript;
        if (data.StartsWith("#?RADIANCE"u8) || data.StartsWith("#?RGBE"u8))
            return PictureFormat.RadianceHdr;
        if (data.StartsWith("gimp xcf"u8))
            return PictureFormat.Xcf;
        if (data.Length >= 44 && data[40..].StartsWith(" EMF"u8))
            return PictureFormat.Metafile;
        if (data.StartsWith("AT&TFORM"u8))
            return PictureFormat.DjVu;
        if (data.StartsWith("/* XPM */"u8) || (data.StartsWith("#define "u8) && data.IndexOf("_width "u8) > 0))
            return PictureFormat.Xpm;
        if (data.StartsWith("qoif"u8))
            return PictureFormat.Qoi;
        if (data.StartsWith("FUJIFILMCCD-RAW"u8) || data.StartsWith("FOVb"u8) || (data.Length >= 14 && data[6..].StartsWith("HEAPCCDR"u8)))
            return PictureFormat.CameraRaw;
        return data.Length >= 132 && data[128..].StartsWith("DICM"u8) ? PictureFormat.Dicom : PictureFormat.Unknown;
    }

    /// <summary>
    /// A file of the ISO base media kind: its first box lists brands, of which a general one may stand before the telling one.
    /// </summary>
    private static PictureFormat Container(ReadOnlySpan<byte> data)
    {
        int end = (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(data), (uint)data.Length);
        var found = PictureFormat.Video;
        for (int at = 8; at + 4 <= end; at += 4)
        {
            ReadOnlySpan<byte> brand = data.Slice(at, 4);
            if (brand.SequenceEqual("avif"u8) || brand.SequenceEqual("avis"u8))
                return PictureFormat.Avif;
            if (brand.SequenceEqual("crx "u8))
                return PictureFormat.CameraRaw;
            if (brand.StartsWith("hei"u8) || brand.StartsWith("hev"u8) || brand.SequenceEqual("mif1"u8) || brand.SequenceEqual("msf1"u8))
                found = PictureFormat.Heic;
        }

        return found;
    }

    private static PictureFormat Written(ReadOnlySpan<byte> data)
    {
        if (data.StartsWith("version https://git-lfs"u8))
            return PictureFormat.GitLfsPointer;
        // The last character may be cut, so up to three bytes of it are left out.
        bool isText = false;
        for (int cut = 0; cut < 4 && cut < data.Length && !isText; cut++)
            isText = Utf8.IsValid(data[..^cut]);
        if (!isText || data.ContainsAnyInRange((byte)0, (byte)8) || data.ContainsAnyInRange((byte)14, (byte)31))
            return PictureFormat.Unknown;
        string text = Encoding.UTF8.GetString(data);
        if (text.Contains("<svg", StringComparison.OrdinalIgnoreCase))
            return PictureFormat.Svg;
        foreach (string tag in (ReadOnlySpan<string>)["<!doctype html", "<html", "<head", "<body", "<title"])
        {
            if (text.Contains(tag, StringComparison.OrdinalIgnoreCase))
                return PictureFormat.Html;
        }

        return PictureFormat.Text;
    }
}
