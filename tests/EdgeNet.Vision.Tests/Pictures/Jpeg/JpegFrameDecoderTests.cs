using EdgeNet.Tests.Shared;
using EdgeNet.Vision.Pictures;
using EdgeNet.Vision.Pictures.Jpeg;

namespace EdgeNet.Vision.Tests.Pictures.Jpeg;

public sealed class JpegFrameDecoderTests
{
    // Two inverse transforms may round a level apart.
    private const int RoundingLevels = 1;

    public static TheoryData<string> WithReference => [.. SamplePictures.Jpegs];

    [Theory]
    [MemberData(nameof(WithReference))]
    public void LumaIsThatOfLibjpeg(string name)
    {
        byte[] luma = Decode(new JpegFrameDecoder("camera"), SamplePictures.Read(name + ".jpg"));
        byte[] reference = SamplePictures.Reference(name);
        Assert.Equal(reference.Length, luma.Length);
        for (int i = 0; i < reference.Length; i++)
            Assert.InRange(luma[i], reference[i] - RoundingLevels, reference[i] + RoundingLevels);
    }

    [Theory]
    [InlineData("4-4-4")]
    [InlineData("4-2-2")]
    public void FramesWithoutHuffmanTablesAreReadWithTheStandards(string name)
    {
        byte[] jpeg = SamplePictures.Read(name + ".jpg");
        byte[] without = WithoutSegments(jpeg, JpegMarkers.HuffmanTables);
        Assert.True(without.Length < jpeg.Length - 400);
        Assert.Equal(Decode(new JpegFrameDecoder("camera"), jpeg), Decode(new JpegFrameDecoder("camera"), without));
    }

    [Fact]
    public void OneDecoderReadsFramesOfEveryKindOneAfterTheOther()
    {
        var decoder = new JpegFrameDecoder("camera");
        foreach (string name in SamplePictures.Jpegs.Concat(SamplePictures.Jpegs.Reverse()))
        {
            byte[] jpeg = SamplePictures.Read(name + ".jpg");
            Assert.Equal(Decode(new JpegFrameDecoder("camera"), jpeg), Decode(decoder, jpeg));
        }
    }

    [Fact]
    public void BytesBehindTheEndArePassedOver()
    {
        byte[] jpeg = SamplePictures.Read("4-2-2.jpg");
        Assert.Equal(Decode(new JpegFrameDecoder("camera"), jpeg), Decode(new JpegFrameDecoder("camera"), [.. jpeg, .. new byte[1000]]));
    }

    [Fact]
    public void EveryCutIsToldOrChangesNothing()
    {
        var decoder = new JpegFrameDecoder("camera");
        byte[] jpeg = SamplePictures.Read("restart.jpg");
        byte[] whole = Decode(decoder, jpeg);
        for (int length = 0; length < jpeg.Length - 2; length++)
        {
            try
            {
                Assert.Equal(whole, Decode(decoder, jpeg[..length]));
                // The last byte of coded data may hold filling alone.
                Assert.True(length >= jpeg.Length - 4);
            }
            catch (PictureException error)
            {
                Assert.StartsWith("camera: ", error.Message);
            }
        }
    }

    [Fact]
    public void DamagedFramesNeverDoHarm()
    {
        var random = new Random(14);
        var decoder = new JpegFrameDecoder("camera");
        foreach (string name in new[] { "4-2-2", "restart", "grey-2x2", "4-1-1" })
        {
            byte[] sound = SamplePictures.Read(name + ".jpg");
            for (int i = 0; i < 3_000; i++)
            {
                byte[] jpeg = [.. sound];
                for (int n = random.Next(1, 5); n > 0; n--)
                    jpeg[random.Next(2, jpeg.Length)] = (byte)random.Next(256);
                try
                {
                    decoder.Begin(jpeg);
                    // A size that a damaged header claims needs coded data of its size.
                    Assert.True((long)decoder.Width * decoder.Height <= jpeg.Length * 8 / 2 * 64L * 16);
                    decoder.Decode(jpeg, new byte[decoder.Width * decoder.Height]);
                }
                catch (PictureException)
                {
                }
            }
        }
    }

    [Fact]
    public void AFrameCostsNoMemory()
    {
        byte[] jpeg = SamplePictures.Read("4-2-2.jpg");
        byte[] luma = new byte[SamplePictures.Width * SamplePictures.Height];
        var decoder = new JpegFrameDecoder("camera");
        Assert.Equal(0, Allocations.Least(() =>
        {
            for (int i = 0; i < 500; i++)
            {
                decoder.Begin(jpeg);
                decoder.Decode(jpeg, luma);
            }
        }));
    }

    [Fact]
    public void AnotherLengthIsRefused()
    {
        byte[] jpeg = SamplePictures.Read("4-2-2.jpg");
        var decoder = new JpegFrameDecoder("camera");
        Assert.Throws<InvalidOperationException>(() => decoder.Decode(jpeg, []));
        decoder.Begin(jpeg);
        Assert.Throws<ArgumentException>(() => decoder.Decode(jpeg, new byte[5]));
    }

    private static byte[] Decode(JpegFrameDecoder decoder, byte[] jpeg)
    {
        decoder.Begin(jpeg);
        byte[] luma = new byte[decoder.Width * decoder.Height];
        decoder.Decode(jpeg, luma);
        return luma;
    }

    private static byte[] WithoutSegments(byte[] jpeg, byte marker)
    {
        List<byte> kept = [.. jpeg[..2]];
        int at = 2;
        while (jpeg[at + 1] != JpegMarkers.Scan)
        {
            int length = 2 + (jpeg[at + 2] << 8 | jpeg[at + 3]);
            if (jpeg[at + 1] != marker)
                kept.AddRange(jpeg[at..(at + length)]);
            at += length;
        }

        kept.AddRange(jpeg[at..]);
        return [.. kept];
    }
}
