using System.Text;
using EdgeNet.Vision.Pictures;

namespace EdgeNet.Vision.Tests.Pictures.Pnm;

public class PgmTests
{
    [Fact]
    public void ReadsPlainWithComments()
    {
        GreyPicture picture = Read("P2#no space\n# a comment\n3 # width\n 2\n#\n15\n0 15 7\n# between rows\n1\t2 14");
        Assert.Equal((3, 2), (picture.Width, picture.Height));
        Assert.Equal([0, 255, 119, 17, 34, 238], picture.Pixels.ToArray());
    }

    [Fact]
    public void ReadsBytesAfterOneSpaceOnly()
    {
        // The first pixel is a line feed: only one white space belongs to the header.
        GreyPicture picture = PictureFile.Read([.. "P5 2 1 255\n"u8, 10, 32], "x.pgm");
        Assert.Equal([10, 32], picture.Pixels.ToArray());
    }

    [Fact]
    public void ReadsACommentBeforeThePixels()
    {
        GreyPicture picture = PictureFile.Read([.. "P5 2 1 255#c\n"u8, 10, 32], "x.pgm");
        Assert.Equal([10, 32], picture.Pixels.ToArray());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(100)]
    [InlineData(254)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(1000)]
    [InlineData(65_535)]
    public void ScalesEveryValueToTheNearestLevel(int maximum)
    {
        var binary = new List<byte>(Encoding.ASCII.GetBytes($"P5 {maximum + 1} 1 {maximum} "));
        if (maximum == 65_535)
            binary = [.. Encoding.ASCII.GetBytes("P5 32768 2 65535 ")];
        var plain = new StringBuilder(Encoding.ASCII.GetString([.. binary])).Replace("P5", "P2");
        for (int value = 0; value <= maximum; value++)
        {
            if (maximum > 255)
                binary.Add((byte)(value >> 8));
            binary.Add((byte)value);
            plain.Append(value).Append(' ');
        }

        byte[] expected = [.. Enumerable.Range(0, maximum + 1).Select(v => (byte)Math.Floor(v * 255m / maximum + 0.5m))];
        Assert.Equal(expected, PictureFile.Read([.. binary], "x.pgm").Pixels.ToArray());
        Assert.Equal(expected, Read(plain.ToString()).Pixels.ToArray());
    }

    [Theory]
    [InlineData("P5", "expected a JPEG, PNG or PNM picture, found text")]
    [InlineData("P8 1 1 255 abc", "expected a JPEG, PNG or PNM picture, found text")]
    [InlineData("P5 ", "width at byte 3: expected a number, found the end")]
    [InlineData("P5 1", "height at byte 4")]
    [InlineData("P5 -1 1 255 a", "width at byte 3: expected a decimal number, found byte 0x2D")]
    [InlineData("P5 0 1 255 a", "at least 1, found 0x1")]
    [InlineData("P5 99999999999999999999 1 255 a", "more than 9 digits")]
    [InlineData("P5 100000 100000 255\nabc", "at most 65535 pixels, found 100000x100000")]
    [InlineData("P5 60000 60000 255\nabc", "at most 67108864 pixels, found 60000x60000")]
    [InlineData("P5 8000 8000 255\nabc", "expected at least 64000000 bytes for 8000x8000 pixels, found 3")]
    [InlineData("P5 2 2 65535\nabcdefg", "expected at least 8 bytes for 2x2 pixels, found 7")]
    [InlineData("P5 1 1 0\na", "1 to 65535, found 0")]
    [InlineData("P5 1 1 65536\naa", "1 to 65535, found 65536")]
    [InlineData("P5 1 1 255", "white space before the pixels, found the end")]
    [InlineData("P5 1 1 255a", "white space before the pixels, found byte 0x61")]
    [InlineData("P5 2 1 10\n\a\v", "pixel (1, 0) at byte 11: expected at most 10, found 11")]
    [InlineData("P5 1 2 300\n\u0001\u0001\u0001\u007f", "pixel (0, 1) at byte 13: expected at most 300, found 383")]
    [InlineData("P2 2 2 9 1 2 3 ", "pixel at byte 15: expected a number, found the end")]
    [InlineData("P2 2 1 9 1 10", "pixel (1, 0) at byte 10: expected at most 9, found 10")]
    [InlineData("P2 2 1 9 1 x", "found byte 0x78")]
    [InlineData("P2 8000 8000 9 1 2", "expected at least 127999999 bytes")]
    public void RefusesWithAReason(string text, string reason)
    {
        var error = Assert.Throws<PictureException>(() => Read(text));
        Assert.StartsWith("bad.pgm: ", error.Message);
        Assert.Contains(reason, error.Message);
    }

    [Fact]
    public void WritesWhatItReads()
    {
        byte[] pixels = [.. Enumerable.Range(0, 12).Select(i => (byte)(i * 20))];
        using var stream = new MemoryStream();
        PictureFile.WritePgm(stream, new GreyFrame(pixels, width: 3, height: 3, stride: 4));
        GreyPicture picture = PictureFile.Read(stream.ToArray(), "x.pgm");
        Assert.Equal((3, 3), (picture.Width, picture.Height));
        Assert.Equal([0, 20, 40, 80, 100, 120, 160, 180, 200], picture.Pixels.ToArray());
    }

    private static GreyPicture Read(string text) => PictureFile.Read(Encoding.Latin1.GetBytes(text), "bad.pgm");
}
