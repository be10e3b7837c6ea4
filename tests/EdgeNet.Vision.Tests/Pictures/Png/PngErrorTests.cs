using System.Buffers.Binary;
using EdgeNet.Vision.Pictures;

namespace EdgeNet.Vision.Tests.Pictures.Png;

public class PngErrorTests
{
    private static readonly TestPng Grey = new() { Width = 4, Height = 3, Samples = [.. Enumerable.Range(0, 12)] };

    private static byte[] End => TestPng.Chunk("IEND", []);

    private static byte[] Pixels => Grey.Data(TestPng.Compress(Grey.Rows()));

    [Fact]
    public void EveryTruncationOfThePixelsIsAnError()
    {
        byte[] file = TestPng.Random(new Random(1), 9, 9, 3, 4, interlaced: true, transparency: true).Encode();
        for (int length = 0; length < file.Length - 12; length++)
            Refuses(file[..length], "x.png: ");
    }

    /// <summary>Of the file's chunks (IHDR, tEXt, tRNS, IDAT, IEND) the two that the pixels do not need lose themselves alone; the end may be missing.</summary>
    [Fact]
    public void EveryFlippedBitIsAnErrorOrAWarning()
    {
        var png = new TestPng { Width = 5, Height = 5, ColorType = 2, Samples = [.. Enumerable.Range(0, 75)], Transparency = [0, 3, 0, 4, 0, 5] };
        byte[] opaque = new TestPng { Width = 5, Height = 5, ColorType = 2, Samples = png.Samples }.Expected();
        byte[] file = png.Encode();
        int text = 33, clear = text + 12 + 12, pixels = clear + 12 + 6;
        for (int bit = 0; bit < file.Length * 8; bit++)
        {
            int at = bit / 8;
            file[at] ^= (byte)(1 << (bit % 8));
            bool optional = (at >= text && at < pixels) || at >= file.Length - 12;
            try
            {
                GreyPicture picture = PictureFile.Read(file, "x.png");
                Assert.True(optional, $"byte {at}");
                Assert.StartsWith("x.png: PNG", picture.Warning);
                Assert.Equal(at >= clear && at < pixels ? opaque : png.Expected(), picture.Pixels.ToArray());
            }
            catch (PictureException error)
            {
                // A length, a type that is no letters, or the bit that makes a chunk a critical one.
                Assert.True(!optional || at >= pixels || (at < clear ? at - text : at - clear) < 8, $"byte {at}: {error.Message}");
                Assert.StartsWith("x.png: ", error.Message);
            }

            file[at] ^= (byte)(1 << (bit % 8));
        }
    }

    [Fact]
    public void NamesTheChunkWithABadCrc()
    {
        byte[] file = Grey.Encode();
        file[20] ^= 1;
        Refuses(file, "PNG chunk IHDR at byte 8: expected CRC 0x");
    }

    [Fact]
    public void AnAbsurdHeaderAllocatesNothing()
    {
        byte[] huge = [.. TestPng.Signature, .. Header(100_000, 100_000, 8, 0), .. Pixels, .. End];
        byte[] wide = [.. TestPng.Signature, .. Header(65_535, 65_535, 8, 0), .. Pixels, .. End];
        byte[] thin = [.. TestPng.Signature, .. Header(8000, 8000, 16, 6), .. Pixels, .. End];
        Refuses(huge, "expected sides of at most 65535 pixels, found 100000x100000");
        long before = GC.GetAllocatedBytesForCurrentThread();
        Refuses(huge, "found 100000x100000");
        Refuses(wide, "expected at most 67108864 pixels, found 65535x65535");
        Refuses(thin, "expected compressed data for 512008000 bytes of 8000x8000 pixels");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }

    [Theory]
    [InlineData(0, 1, 8, 0, "at least 1, found 0x1")]
    [InlineData(-1, 1, 8, 0, "found 4294967295x1")]
    [InlineData(1, 1, 3, 0, "bit depth 1, 2, 4, 8 or 16 for colour type 0, found 3")]
    [InlineData(1, 1, 16, 3, "bit depth 1, 2, 4 or 8 for colour type 3, found 16")]
    [InlineData(1, 1, 4, 6, "bit depth 8 or 16 for colour type 6, found 4")]
    [InlineData(1, 1, 8, 1, "colour type 0, 2, 3, 4 or 6, found 1")]
    public void RefusesBadHeaders(int width, int height, int depth, int color, string reason) =>
        Refuses([.. TestPng.Signature, .. Header(width, height, depth, color), .. Pixels, .. End], reason);

    [Theory]
    [InlineData(10, "compression method 0, found 2")]
    [InlineData(11, "filter method 0, found 2")]
    [InlineData(12, "interlace method 0 or 1, found 2")]
    public void RefusesUnknownMethods(int index, string reason)
    {
        byte[] header = [0, 0, 0, 4, 0, 0, 0, 3, 8, 0, 0, 0, 0];
        header[index] = 2;
        Refuses([.. TestPng.Signature, .. TestPng.Chunk("IHDR", header), .. Pixels, .. End], reason);
    }

    [Fact]
    public void RefusesChunksOutOfOrder()
    {
        byte[] header = Grey.Header();
        byte[] text = TestPng.Chunk("tEXt", []);
        byte[] palette = TestPng.Chunk("PLTE", [1, 2, 3]);
        byte[] indexed = Header(4, 3, 1, 3);
        Refuses([.. TestPng.Signature, .. text, .. header, .. Pixels, .. End], "expected IHDR first, found tEXt");
        Refuses([.. TestPng.Signature, .. header, .. header, .. Pixels, .. End], "IHDR at byte 33: expected only one");
        Refuses([.. TestPng.Signature, .. header, .. End], "expected an IDAT chunk before IEND, found none");
        Refuses([.. TestPng.Signature, .. header, .. Pixels, .. text, .. Pixels, .. End], "expected all IDAT chunks in a row");
        Refuses([.. TestPng.Signature, .. indexed, .. Pixels, .. End], "expected a PLTE chunk for colour type 3, found none");
        Refuses([.. TestPng.Signature, .. indexed, .. palette, .. palette, .. Pixels, .. End], "expected only one, found a second");
        Refuses([.. TestPng.Signature, .. indexed, .. TestPng.Chunk("PLTE", new byte[9]), .. Pixels, .. End], "expected 1 to 2 entries of 3 bytes, found 9");
        Refuses([.. TestPng.Signature, .. indexed, .. TestPng.Chunk("PLTE", new byte[4]), .. Pixels, .. End], "found 4 bytes");
        Refuses([.. TestPng.Signature, .. header, .. TestPng.Chunk("ABCD", []), .. Pixels, .. End], "found an unknown critical one");
        Refuses([.. TestPng.Signature, .. header, .. TestPng.Chunk("A1CD", []), .. Pixels, .. End], "expected a type of four letters");
        Refuses([.. TestPng.Signature, .. header], "expected at least 12 bytes, found 0");
    }

    [Fact]
    public void RefusesChunkLengthsPastTheEnd()
    {
        byte[] file = Grey.Encode();
        BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(33), uint.MaxValue);
        Refuses(file, "PNG chunk tEXt at byte 33: expected 4294967295 bytes of data");
    }

    [Fact]
    public void RefusesPixelsThatDoNotFit()
    {
        byte[] rows = Grey.Rows();
        Refuses(With(TestPng.Compress(rows[..^1])), "row 2: expected 5 bytes, found 4");
        rows[5] = 5;
        Refuses(With(TestPng.Compress(rows)), "row 1: expected filter 0 to 4, found 5");
        byte[] damaged = TestPng.Compress(Grey.Rows());
        damaged[^1] ^= 1;
        Refuses(With(damaged), "found damage");
        Refuses(With([1, 2, 3, 4]), "found damage");
    }

    [Fact]
    public void RefusesIndexesPastThePalette()
    {
        var png = new TestPng { Width = 3, Height = 1, ColorType = 3, Depth = 2, Samples = [0, 1, 2], Palette = new byte[6] };
        Refuses(png.Encode(), "row 0: expected a palette index below 2, found 2");
    }

    private static byte[] With(byte[] compressed) => [.. TestPng.Signature, .. Grey.Header(), .. TestPng.Chunk("IDAT", compressed), .. End];

    private static byte[] Header(int width, int height, int depth, int color) => TestPng.Chunk(
        "IHDR", [.. TestPng.BigEndian32(width), .. TestPng.BigEndian32(height), (byte)depth, (byte)color, 0, 0, 0]);

    private static void Refuses(byte[] file, string reason)
    {
        var error = Assert.Throws<PictureException>(() => PictureFile.Read(file, "x.png"));
        Assert.StartsWith("x.png: ", error.Message);
        Assert.Contains(reason, error.Message);
    }
}
