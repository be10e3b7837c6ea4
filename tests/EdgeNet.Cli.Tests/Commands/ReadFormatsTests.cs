using System.Text;
using EdgeNet.Cli.Tests.BadInput;
using EdgeNet.Imaging;
using EdgeNet.Vision.Pictures;
using SkiaSharp;

namespace EdgeNet.Cli.Tests.Commands;

/// <summary>The sample envelope in every format, as people have pictures.</summary>
public sealed class ReadFormatsTests : IDisposable
{
    private static readonly byte[] Sample = File.ReadAllBytes(Samples.Path("envelope.png"));

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AFolderOfEveryFormatIsRead()
    {
        GreyPicture grey = PictureFile.Read(Sample, "envelope.png");
        using SKBitmap bitmap = SKBitmap.Decode(Sample);
        _folder.Write("all/a.png", Sample);
        _folder.Write("all/b.JPG", Encode(bitmap, SKEncodedImageFormat.Jpeg));
        _folder.Write("all/c.webp", Encode(bitmap, SKEncodedImageFormat.Webp));
        _folder.Write("all/d.bmp", Bmp(grey));
        _folder.Write("all/e.ppm", Pnm("P6", grey, 255, level => [level, level, level]));
        _folder.Write("all/f.pgm", Pnm("P5", grey, 65535, level => [level, level]));
        _folder.Write("all/g.pnm", PlainPixmap(grey));
        _folder.Write("all/h.pbm", Bitmap(grey));
        _folder.Write("all/i.pam", Pam(grey));
        _folder.WriteText("all/.j.png", "hidden");
        CommandRun run = CommandRun.Of("read", Path.Combine(_folder.Path, "all"));
        Assert.Equal("", run.Error);
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(9, run.Lines.Length);
        Assert.All(run.Lines, line => Assert.Contains($": {Samples.EnvelopeZip} (confidence ", line));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void APictureThatACameraTurnedIsReadUpright(int orientation)
    {
        GreyPicture upright = PictureFile.Read(Sample, "envelope.png");
        GreyPicture stored = Stored(upright, orientation);
        using var png = new MemoryStream();
        PictureFile.WritePng(png, stored.Frame);
        using SKBitmap bitmap = SKBitmap.Decode(png.ToArray());
        byte[] jpeg = ExifPictures.InJpeg(Encode(bitmap, SKEncodedImageFormat.Jpeg), orientation);
        GreyPicture read = DesktopPictures.Reader.Read(ExifPictures.InPng(png.ToArray(), orientation), "x.png");
        Assert.True(upright.Pixels.SequenceEqual(read.Pixels));
        CommandRun run = CommandRun.Of("read", _folder.Write("a.jpg", jpeg), _folder.Write("b.png", ExifPictures.InPng(png.ToArray(), orientation)));
        Assert.Equal("", run.Error);
        Assert.All(run.Lines, line => Assert.Contains($": {Samples.EnvelopeZip} (confidence ", line));
    }

    [Fact]
    public void DamageThatDoesNoHarmIsALineOnTheErrorStream()
    {
        string path = _folder.Write("a.png", [.. Sample, 0]);
        CommandRun run = CommandRun.Of("read", path);
        Assert.Equal($"edgenet: {path}: PNG: expected the end of the file after IEND at byte {Sample.Length}, found 1 bytes more\n", run.Error);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains(Samples.EnvelopeZip, Assert.Single(run.Lines));
        CommandRun json = CommandRun.Of("read", "--json", path);
        Assert.Equal(run.Error, json.Error);
        Assert.Contains("\"zip\":\"02139\"", Assert.Single(json.Lines));
    }

    [Fact]
    public void AFolderSaysWhatIsPassedOver()
    {
        _folder.Write("mixed/a.png", BadPictures.Sound());
        _folder.WriteText("mixed/b.heic", "");
        _folder.WriteText("mixed/c.HEIC", "");
        _folder.WriteText("mixed/d.txt", "");
        CommandRun run = CommandRun.Of("read", Path.Combine(_folder.Path, "mixed"));
        Assert.Equal($"edgenet: {Path.Combine(_folder.Path, "mixed")}: passed over pictures of formats that are not read: 2 HEIC\n", run.Error);
        Assert.Equal(0, run.ExitCode);
        Assert.Single(run.Lines);
        _folder.WriteText("heic/b.heic", "");
        CommandRun.Of("read", Path.Combine(_folder.Path, "heic")).AssertFailed("expected a folder with JPEG, PNG, BMP, WebP, GIF, TIFF or PNM pictures, found only others in it: 1 HEIC");
    }

    [Fact]
    public void AnotherFormatIsNamed() => CommandRun.Of("read", _folder.Write("photo.heic", "\0\0\0\u0018ftypheic\0\0\0\0mif1heic"u8.ToArray()))
        .AssertFailed("photo.heic: expected a JPEG, PNG, BMP, WebP, GIF, TIFF or PNM picture, found a HEIC picture; convert it first, as with ImageMagick");

    private static byte[] Encode(SKBitmap bitmap, SKEncodedImageFormat format)
    {
        using SKData data = bitmap.Encode(format, 90);
        return data.ToArray();
    }

    private static GreyPicture Stored(GreyPicture upright, int orientation)
    {
        // A quarter turn is undone by the other one; every other orientation by itself.
        int undone = orientation switch { 6 => 8, 8 => 6, _ => orientation };
        byte[,] pixels = ExifPictures.Upright(upright.Pixels.ToArray(), upright.Width, upright.Height, undone);
        var stored = new GreyPicture(pixels.GetLength(1), pixels.GetLength(0));
        pixels.Cast<byte>().ToArray().CopyTo(stored.Pixels);
        return stored;
    }

    private static byte[] Pnm(string type, GreyPicture grey, int maximum, Func<byte, byte[]> samples) =>
        [.. Encoding.ASCII.GetBytes($"{type}\n# EdgeNet\n{grey.Width} {grey.Height}\n{maximum}\n"), .. grey.Pixels.ToArray().SelectMany(samples)];

    private static byte[] PlainPixmap(GreyPicture grey) =>
        Encoding.ASCII.GetBytes($"P3 {grey.Width} {grey.Height} 255\n" + string.Join('\n', grey.Pixels.ToArray().Select(level => $"{level} {level} {level}")));

    private static byte[] Pam(GreyPicture grey) =>
    [
        .. Encoding.ASCII.GetBytes($"P7\nWIDTH {grey.Width}\nHEIGHT {grey.Height}\nDEPTH 2\nMAXVAL 255\nTUPLTYPE GRAYSCALE_ALPHA\nENDHDR\n"),
        .. grey.Pixels.ToArray().SelectMany(level => (byte[])[level, 255]),
    ];

    private static byte[] Bitmap(GreyPicture grey)
    {
        int length = (grey.Width + 7) / 8;
        byte[] bits = new byte[length * grey.Height];
        for (int i = 0; i < grey.Pixels.Length; i++)
        {
            if (grey.Pixels[i] < 110)
                bits[i / grey.Width * length + i % grey.Width / 8] |= (byte)(0x80 >> (i % grey.Width % 8));
        }

        return [.. Encoding.ASCII.GetBytes($"P4\n{grey.Width} {grey.Height}\n"), .. bits];
    }

    /// <summary>A Windows bitmap of 8 bits over a grey palette, from the top down.</summary>
    private static byte[] Bmp(GreyPicture grey)
    {
        Assert.Equal(0, grey.Width % 4);
        byte[] palette = [.. Enumerable.Range(0, 256).SelectMany(level => (byte[])[(byte)level, (byte)level, (byte)level, 0])];
        byte[] header = [.. Little(40), .. Little(grey.Width), .. Little(-grey.Height), 1, 0, 8, 0, .. new byte[24]];
        return [.. "BM"u8, .. Little(1078 + grey.Pixels.Length), .. Little(0), .. Little(1078), .. header, .. palette, .. grey.Pixels];
    }

    private static byte[] Little(int value) => [(byte)value, (byte)(value >> 8), (byte)(value >> 16), (byte)(value >> 24)];
}
