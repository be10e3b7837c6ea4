using EdgeNet.Vision.Pictures;

namespace EdgeNet.Vision.Tests.Pictures.Png;

/// <summary>What libpng warns of and reads: damage to chunks that the pixels do not need, and bytes behind them.</summary>
public class PngWarningTests
{
    private static readonly TestPng Grey = new() { Width = 4, Height = 3, Samples = [.. Enumerable.Range(0, 12)] };

    private static byte[] End => TestPng.Chunk("IEND", []);

    private static byte[] Pixels => Grey.Data(TestPng.Compress(Grey.Rows()));

    [Fact]
    public void ASoundFileHasNoWarning() => Assert.Null(PictureFile.Read(Grey.Encode(), "x.png").Warning);

    [Fact]
    public void AWrongCrcOfTextIsAWarning()
    {
        byte[] text = TestPng.Chunk("tEXt", "Comment\0x"u8.ToArray());
        text[^1] ^= 1;
        Warns([.. TestPng.Signature, .. Grey.Header(), .. text, .. Pixels, .. End], "x.png: PNG chunk tEXt at byte 33: expected CRC 0x");
        Warns([.. TestPng.Signature, .. Grey.Header(), .. Pixels, .. text, .. End], "x.png: PNG chunk tEXt at byte ");
    }

    [Theory]
    [InlineData(4)]
    [InlineData(6)]
    public void TransparencyBesideAlphaIsAWarning(int colorType)
    {
        var png = new TestPng { Width = 2, Height = 1, ColorType = colorType, Samples = [.. Enumerable.Range(100, 8)], Transparency = [0, 1] };
        GreyPicture picture = PictureFile.Read(png.Encode(), "x.png");
        Assert.Contains($"tRNS at byte 57: expected none for colour type {colorType}, found one; passed over", picture.Warning);
        Assert.Equal(png.Expected(), picture.Pixels.ToArray());
    }

    [Fact]
    public void OptionalChunksOutOfPlaceAreWarnings()
    {
        byte[] header = Grey.Header();
        byte[] clear = TestPng.Chunk("tRNS", [0, 100]);
        byte[] palette = TestPng.Chunk("PLTE", [1, 2, 3]);
        Warns([.. TestPng.Signature, .. header, .. Pixels, .. clear, .. End], "expected it before IDAT, found it after");
        Warns([.. TestPng.Signature, .. header, .. clear, .. clear, .. Pixels, .. End], "tRNS at byte 47: expected only one, found a second");
        Warns([.. TestPng.Signature, .. header, .. TestPng.Chunk("tRNS", [1]), .. Pixels, .. End], "expected 2 bytes for colour type 0, found 1");
        Warns([.. TestPng.Signature, .. header, .. palette, .. Pixels, .. End], "PLTE at byte 33: expected none for colour type 0, found one");
        Warns([.. TestPng.Signature, .. header, .. Pixels, .. TestPng.Chunk("IEND", [1])], $"IEND at byte {33 + Pixels.Length}: expected 0 bytes, found 1");
    }

    [Fact]
    public void APaletteThatColoursDoNotNeedMayBeDamaged()
    {
        var rgb = new TestPng { Width = 1, Height = 1, ColorType = 2, Samples = [10, 20, 30] };
        byte[] data = rgb.Data(TestPng.Compress(rgb.Rows()));
        byte[] palette = TestPng.Chunk("PLTE", [1, 2, 3]);
        byte[] damaged = TestPng.Chunk("PLTE", [1, 2, 3]);
        damaged[^1] ^= 1;
        foreach ((byte[] chunks, string warning) in new (byte[], string)[]
        {
            (damaged, "PLTE at byte 33: expected CRC"),
            ([.. palette, .. palette], "PLTE at byte 48: expected only one"),
            ([.. TestPng.Chunk("tRNS", new byte[6]), .. palette], "expected PLTE before tRNS"),
            (TestPng.Chunk("PLTE", [1]), "expected 1 to 256 entries"),
        })
        {
            GreyPicture picture = PictureFile.Read([.. TestPng.Signature, .. rgb.Header(), .. chunks, .. data, .. End], "x.png");
            Assert.Contains(warning, picture.Warning);
            Assert.Equal(rgb.Expected(), picture.Pixels.ToArray());
        }
    }

    [Fact]
    public void TransparencyThatDoesNotFitItsPaletteIsPassedOver()
    {
        var png = new TestPng { Width = 2, Height = 1, ColorType = 3, Depth = 1, Samples = [0, 1], Palette = [0, 0, 0, 90, 90, 90] };
        byte[] data = png.Data(TestPng.Compress(png.Rows()));
        byte[] palette = TestPng.Chunk("PLTE", png.Palette);
        foreach ((byte[] chunks, string warning) in new (byte[], string)[]
        {
            ([.. TestPng.Chunk("tRNS", [0]), .. palette], "expected PLTE before it, found none"),
            ([.. palette, .. TestPng.Chunk("tRNS", [0, 0, 0])], "expected 1 to 2 bytes, as PLTE has entries, found 3"),
        })
        {
            GreyPicture picture = PictureFile.Read([.. TestPng.Signature, .. png.Header(), .. chunks, .. data, .. End], "x.png");
            Assert.Contains(warning, picture.Warning);
            Assert.Equal([0, 90], picture.Pixels.ToArray());
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(5000)]
    public void BytesBehindThePixelsAreAWarning(int count)
    {
        byte[] more = TestPng.Compress([.. Grey.Rows(), .. new byte[count]]);
        Warns(With(more), "PNG pixels: expected 15 bytes, found more, which were passed over");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(300)]
    [InlineData(100_000)]
    public void BytesBehindTheCompressedDataAreAWarning(int count) =>
        Warns(With([.. TestPng.Compress(Grey.Rows()), .. new byte[count]]), "expected the end of IDAT after the compressed data, found more bytes");

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void AMissingChecksumIsAWarning(int count) =>
        Warns(With(TestPng.Compress(Grey.Rows())[..^count]), "expected a checksum at the end of the compressed data, found none");

    [Fact]
    public void AFileThatEndsBehindThePixelsIsAWarning()
    {
        byte[] file = Grey.Encode();
        for (int cut = 1; cut <= 12; cut++)
            Warns(file[..^cut], $"PNG: expected another chunk at byte {file.Length - 12}, found {12 - cut} bytes before the end of the file");
    }

    [Fact]
    public void BytesBehindTheFileAreAWarning() =>
        Warns([.. Grey.Encode(), 0, 0], $"PNG: expected the end of the file after IEND at byte {Grey.Encode().Length}, found 2 bytes more");

    [Fact]
    public void ManyWarningsAreOneLine()
    {
        byte[] text = TestPng.Chunk("tEXt", [1]);
        text[^1] ^= 1;
        Warns([.. TestPng.Signature, .. Grey.Header(), .. text, .. text, .. text, .. Pixels, .. End], "; passed over; and 2 more");
    }

    private static byte[] With(byte[] compressed) => [.. TestPng.Signature, .. Grey.Header(), .. TestPng.Chunk("IDAT", compressed), .. End];

    private static void Warns(byte[] file, string warning)
    {
        GreyPicture picture = PictureFile.Read(file, "x.png");
        Assert.Contains(warning, picture.Warning);
        Assert.DoesNotContain("\n", picture.Warning);
        Assert.Equal(Grey.Expected(), picture.Pixels.ToArray());
    }
}
