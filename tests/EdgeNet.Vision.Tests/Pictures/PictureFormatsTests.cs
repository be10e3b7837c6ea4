using System.Text;
using EdgeNet.Tests.Shared;
using EdgeNet.Vision.Pictures;

namespace EdgeNet.Vision.Tests.Pictures;

public sealed class PictureFormatsTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("\0\0\0\u0018ftypheic\0\0\0\0mif1heic", "a HEIC picture")]
    [InlineData("\0\0\0\u0018ftypmif1\0\0\0\0mif1heic", "a HEIC picture")]
    [InlineData("\0\0\0\u001cftypmif1\0\0\0\0mif1miafavif", "an AVIF picture")]
    [InlineData("\0\0\0\u0018ftypavif\0\0\0\0avifmif1", "an AVIF picture")]
    [InlineData("\0\0\0\u0018ftypcrx \0\0\0\u0001crx isom", "a camera raw picture")]
    [InlineData("\0\0\0\u0018ftypisom\0\0\0\0isommp42", "a film (MP4 or QuickTime)")]
    [InlineData("II*\0\u0008\0\0\0", "a TIFF picture")]
    [InlineData("MM\0*\0\0\0\u0008", "a TIFF picture")]
    [InlineData("II*\0\u0010\0\0\0CR\u0002\0", "a camera raw picture")]
    [InlineData("FUJIFILMCCD-RAW 0201", "a camera raw picture")]
    [InlineData("\u00ff\u000a\u00fa\u001f", "a JPEG XL picture")]
    [InlineData("\0\0\0\u000cJXL \u000d\u000a\u0087\u000a", "a JPEG XL picture")]
    [InlineData("\0\0\0\u000cjP  \u000d\u000a\u0087\u000a", "a JPEG 2000 picture")]
    [InlineData("\u00ff\u004f\u00ff\u0051", "a JPEG 2000 picture")]
    [InlineData("8BPS\0\u0001", "a Photoshop (PSD) picture")]
    [InlineData("%PDF-1.7\n", "a PDF document")]
    [InlineData("%!PS-Adobe-3.0 EPSF-3.0\n", "a PostScript document")]
    [InlineData("\0\0\u0001\0\u0001\0\u0010\u0010", "a Windows icon (ICO) picture")]
    [InlineData("\u0076\u002f\u0031\u0001\u0002", "an OpenEXR picture")]
    [InlineData("#?RADIANCE\n", "a Radiance HDR picture")]
    [InlineData("gimp xcf v011", "a GIMP (XCF) picture")]
    [InlineData("qoif\0\0", "a QOI picture")]
    [InlineData("\u000a\u0005\u0001\u0008\0\0", "a PCX picture")]
    [InlineData("\u0001\u00da\u0001\u0001\0\u0003", "an SGI picture")]
    [InlineData("PF\n21 13\n-1.0\n", "a PFM picture")]
    [InlineData("AT&TFORM\0\0\0\u0001DJVU", "a DjVu picture")]
    [InlineData("/* XPM */\nstatic char *x[] = {", "an XPM or XBM picture")]
    [InlineData("#define x_width 21\n#define x_height 13\n", "an XPM or XBM picture")]
    [InlineData("\u00d7\u00cd\u00c6\u009a\0\0", "a Windows metafile (WMF, EMF) picture")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'/>", "an SVG picture")]
    [InlineData("<?xml version='1.0'?>\n<!-- drawn -->\n<svg/>", "an SVG picture")]
    [InlineData("RIFF\u0020\0\0\0WEBPVP8 ", "a WebP picture")]
    [InlineData("GIF89a\u0001\0", "a GIF picture")]
    [InlineData("BM\u0046\0\0\0\0\0\0\0\u0036\0\0\0\u0028\0\0\0", "a BMP picture")]
    public void AnotherFormatIsNamedWithHowToConvertIt(string content, string what)
    {
        string message = Message(content);
        Assert.StartsWith($"photo.jpg: expected a JPEG, PNG or PNM picture, found {what}", message);
        if (!what.Contains("film", StringComparison.Ordinal))
            Assert.EndsWith("; convert it first, as with ImageMagick: magick IN OUT.png", message);
    }

    [Theory]
    [InlineData("<!DOCTYPE html>\n<html><body>Not found</body></html>", "an HTML page")]
    [InlineData("\u00ef\u00bb\u00bf\n  <HTML lang='en'>", "an HTML page")]
    [InlineData("Not found: caf\u00c3\u00a9", "text")]
    [InlineData("version https://git-lfs.github.com/spec/v1\noid sha256:1\n", "a pointer of Git LFS, whose file has not been fetched ('git lfs pull' fetches it)")]
    [InlineData("PK\u0003\u0004", "a ZIP archive")]
    [InlineData("\u001f\u008b\u0008\0", "a gzip file")]
    [InlineData("\0\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008", "a file that begins with 0x0001020304050607")]
    [InlineData("BMX is no bitmap\u0001", "a file that begins with 0x424D58206973206E")]
    public void WhatIsNoPictureIsNamed(string content, string what) =>
        Assert.Equal($"photo.jpg: expected a JPEG, PNG or PNM picture, found {what}", Message(content));

    [Fact]
    public void ACamerasTiffIsToldByItsExtension() =>
        Assert.Contains("found a camera raw picture", Assert.Throws<PictureException>(() => PictureFile.Read("II*\0\b\0\0\0"u8, "photo.NEF")).Message);

    [Fact]
    public void TargaIsToldByItsExtension() =>
        Assert.Contains("found a Targa (TGA) picture", Assert.Throws<PictureException>(() => PictureFile.Read("\0\0\u0002\0\0"u8, "scan.tga")).Message);

    [Fact]
    public void CutTextIsTextWhereverItIsCut()
    {
        byte[] text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("Größe €", 200)));
        for (int skip = 0; skip < 8; skip++)
            Assert.Equal(PictureFormat.Text, PictureFormats.Recognise([.. new byte[skip].Select(_ => (byte)' '), .. text]));
    }

    [Fact]
    public void AFolderIsListedWithWhatIsPassedOver()
    {
        foreach (string name in new[] { "b.JPG", "a.png", "c.PaM", "d.webp", "e.heic", "f.HEIC", "notes.txt", ".hidden.png", "Thumbs.db", "sub/z.png" })
            _folder.WriteText(name, "");
        PictureListing listing = PictureReader.Device.List(_folder.Path);
        Assert.Equal(["a.png", "b.JPG", "c.PaM"], listing.Pictures.Select(p => Path.GetFileName(p)));
        Assert.Equal(3, listing.PassedOver.Total);
        Assert.Equal("1 WebP, 2 HEIC", listing.PassedOver.ToString());
    }

    private static string Message(string content) =>
        Assert.Throws<PictureException>(() => PictureFile.Read(Encoding.Latin1.GetBytes(content), "photo.jpg")).Message;
}
