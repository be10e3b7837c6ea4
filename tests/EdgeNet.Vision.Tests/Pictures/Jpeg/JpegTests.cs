using EdgeNet.Tests.Shared;
using EdgeNet.Vision.Pictures;

namespace EdgeNet.Vision.Tests.Pictures.Jpeg;

public class JpegTests
{
    // Two inverse transforms may round a level apart.
    private const int RoundingLevels = 1;

    public static TheoryData<string> WithReference => [.. SamplePictures.Jpegs];

    [Theory]
    [MemberData(nameof(WithReference))]
    public void GreyIsThatOfLibjpeg(string name)
    {
        GreyPicture picture = Read(SamplePictures.Read(name + ".jpg"));
        Assert.Null(picture.Warning);
        Assert.Equal((SamplePictures.Width, SamplePictures.Height), (picture.Width, picture.Height));
        byte[] reference = SamplePictures.Reference(name);
        for (int i = 0; i < reference.Length; i++)
            Assert.InRange(picture.Pixels[i], reference[i] - RoundingLevels, reference[i] + RoundingLevels);
    }

    [Theory]
    [InlineData("cmyk.jpg")]
    [InlineData("cmyk-progressive.jpg")]
    public void InksLetThroughTheGreyThatWasPrinted(string name)
    {
        GreyPicture picture = Read(SamplePictures.Read(name));
        for (int i = 0; i < picture.Pixels.Length; i++)
            Assert.InRange(picture.Pixels[i], SamplePictures.Luma(i) - 12, SamplePictures.Luma(i) + 12);
    }

    [Fact]
    public void BytesBetweenSegmentsAreAWarningAndBytesBehindTheEndAreNone()
    {
        byte[] file = SamplePictures.Read("progressive.jpg");
        Assert.Contains("expected a marker, found 3 other bytes", Read([.. file[..20], 1, 2, 3, .. file[20..]]).Warning);
        Assert.Null(Read([.. file, 1, 2, 3, 0xFF, 0xD8]).Warning);
    }

    [Fact]
    public void LongSegmentsOfEveryLengthArePassedOver()
    {
        // JpegLibrary miscounts those whose length ends in 0 or 1.
        byte[] file = SamplePictures.Read("4-4-4.jpg");
        byte[] pixels = Read(file).Pixels.ToArray();
        foreach (int length in new[] { 2, 255, 256, 257, 512, 65535 })
        {
            byte[] comment = [0xFF, 0xFE, (byte)(length >> 8), (byte)length, .. new byte[length - 2]];
            Assert.Equal(pixels, Read([.. file[..2], .. comment, .. file[2..]]).Pixels.ToArray());
        }
    }

    [Theory]
    [InlineData("progressive.jpg")]
    [InlineData("progressive-restart.jpg")]
    [InlineData("4-2-2.jpg")]
    [InlineData("restart.jpg")]
    [InlineData("separate.jpg")]
    [InlineData("cmyk-progressive.jpg")]
    public void EveryTruncationOfCodedDataIsAnError(string name)
    {
        byte[] file = SamplePictures.Read(name);
        for (int length = 3; length < file.Length - 2; length++)
            Refuses(file[..length], "x.jpg: ");
    }

    /// <summary>A tool may have put an end to a file that was cut off: JPEG's decoders fill up with grey.</summary>
    [Theory]
    [InlineData("4-2-2.jpg")]
    [InlineData("restart.jpg")]
    [InlineData("grey-2x2.jpg")]
    public void CodedDataThatAreTooFewAreRefused(string name)
    {
        byte[] file = SamplePictures.Read(name);
        int scan = file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xDA]) + 14;
        for (int length = scan; length < file.Length - 2; length++)
            Refuses([.. file[..length], 0xFF, 0xD9], "x.jpg: JPEG");
    }

    [Theory]
    [InlineData("progressive.jpg")]
    [InlineData("progressive-restart.jpg")]
    [InlineData("4-2-2.jpg")]
    [InlineData("restart.jpg")]
    [InlineData("cmyk.jpg")]
    public void AMissingEndIsAWarning(string name)
    {
        byte[] file = SamplePictures.Read(name);
        byte[] pixels = Read(file).Pixels.ToArray();
        foreach (int missing in new[] { 1, 2 })
        {
            GreyPicture picture = Read(file[..^missing]);
            Assert.Contains("expected an end-of-image marker, found the end of the file", picture.Warning);
            Assert.Equal(pixels, picture.Pixels.ToArray());
        }
    }

    [Theory]
    [InlineData("progressive.jpg")]
    [InlineData("4-2-2.jpg")]
    [InlineData("restart.jpg")]
    public void BytesBehindCodedDataAreAWarning(string name)
    {
        byte[] file = SamplePictures.Read(name);
        GreyPicture picture = Read([.. file[..^2], 0, 0, 0, 0xFF, 0xD9]);
        Assert.Contains("found 3 bytes more; passed over", picture.Warning);
        Assert.Equal(Read(file).Pixels.ToArray(), picture.Pixels.ToArray());
    }

    /// <summary>A scan of all coefficients may say of which it is, or anything.</summary>
    [Fact]
    public void ASequentialScanIsOfAllCoefficientsWhateverItSays()
    {
        byte[] file = SamplePictures.Read("4-4-4.jpg");
        int scan = file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xDA]);
        Assert.Equal(Read(file).Pixels.ToArray(), Read(With(file, scan + 11, 7)).Pixels.ToArray());
        // Its Huffman table for means is looked for all the same.
        Refuses(With(With(file, scan + 11, 7), scan + 6, 0x90), "expected Huffman table 9 for DC");
    }

    [Fact]
    public void RestartMarkersOutOfOrderAreRefused()
    {
        byte[] file = SamplePictures.Read("restart.jpg");
        int marker = file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xD0]);
        Refuses(With(file, marker + 1, 0xD3), "expected restart marker 0, found damage");
    }

    [Fact]
    public void KindsThatAreNotReadAreNamed()
    {
        Refuses(SamplePictures.Read("arithmetic.jpg"), "expected a baseline or progressive picture, found one in arithmetic codes");
        Refuses(WithFrame(frame => frame[-1] = 0xC3), "found a lossless one");
        Refuses(WithFrame(frame => frame[2] = 12), "expected samples of 8 bits, found 12");
    }

    [Fact]
    public void AnAbsurdHeaderAllocatesNothing()
    {
        byte[] huge = WithFrame(frame => frame[3] = frame[4] = frame[5] = frame[6] = 0xFF);
        byte[] large = WithFrame(frame => frame[3] = frame[5] = 0x1F);
        Refuses(huge, "expected at most 67108864 pixels, found 65535x65535");
        long before = GC.GetAllocatedBytesForCurrentThread();
        Refuses(huge, "found 65535x65535");
        Refuses(large, "bytes of coded data for 7957x7949 pixels, found ");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }

    [Theory]
    [InlineData(0x31, "expected sampling factors of 1, 1/2 or 1/4")]
    [InlineData(0x01, "expected sampling factors of 1, 1/2 or 1/4")]
    [InlineData(0x81, "expected sampling factors of 1, 1/2 or 1/4")]
    public void SamplingFactorsThatTheDecoderDoesNotExpectAreRefused(int factors, string reason) =>
        Refuses(WithFrame(frame => frame[9] = (byte)factors), reason);

    [Fact]
    public void ScansWithoutEndAreRefused()
    {
        byte[] file = SamplePictures.Read("grey-progressive.jpg");
        int scan = file.AsSpan().IndexOf((byte[])[0xFF, 0xDA]);
        int next = scan + 2 + file.AsSpan(scan + 2).IndexOf((byte[])[0xFF, 0xC4]);
        byte[] many = [.. file[..scan], .. Enumerable.Repeat(file[scan..next], 5000).SelectMany(s => s), .. file[next..]];
        Refuses(many, "expected at most 100 scans, found more");
        Refuses([.. file[..scan], 0xFF, 0xD9], "expected scans of all 1 components");
    }

    [Fact]
    public void TablesThatAreNoCodesAreRefused()
    {
        byte[] file = SamplePictures.Read("4-4-4.jpg");
        int table = file.AsSpan().IndexOf((byte[])[0xFF, 0xC4]) + 4;
        Refuses(With(file, table + 1, 3), "expected at most 2 codes of 1 bits, found 3");
        Refuses(With(file, table, 0x07), "expected class 0 or 1 and number 0 to 3, found 0 and 7");
        Refuses(With(file, file.AsSpan().IndexOf((byte[])[0xFF, 0xDB]) + 4, 0x20), "expected precision 0 or 1");
    }

    private static byte[] With(byte[] file, int at, byte value)
    {
        byte[] changed = [.. file];
        changed[at] = value;
        return changed;
    }

    /// <summary>A sample with another frame header, whose content begins at 2: precision, height, width, count, components.</summary>
    private static byte[] WithFrame(Action<Frame> change)
    {
        byte[] file = SamplePictures.Read("4-4-4.jpg");
        change(new Frame(file, file.AsSpan().IndexOf((byte[])[0xFF, 0xC0]) + 2));
        return file;
    }

    private static void Refuses(byte[] file, string reason)
    {
        var error = Assert.Throws<PictureException>(() => Read(file));
        Assert.StartsWith("x.jpg: ", error.Message);
        Assert.Contains(reason, error.Message);
    }

    private static GreyPicture Read(byte[] file) => PictureFile.Read(file, "x.jpg");

    private readonly struct Frame(byte[] file, int start)
    {
        public ref byte this[int index] => ref file[start + index];
    }
}
