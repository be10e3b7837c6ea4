using System.Text;
using EdgeNet.Vision.Pictures;

namespace EdgeNet.Vision.Tests.Pictures.Pnm;

/// <summary>Bitmaps, pixmaps and arbitrary maps; <see cref="PgmTests"/> has the grey maps.</summary>
public class PnmTests
{
    [Theory]
    [InlineData("P1\n# bits\n3 2\n1 0 1\n0#c\n10")]
    [InlineData("P1 3 2 101010")]
    [InlineData("P1#c\n3\t2\n101\n010\n")]
    [InlineData("P4 3 2\n\u00a0\u0040")]
    [InlineData("P4#c\n3 2 \u00bf\u005f")]
    public void OneIsBlackInABitmap(string text) => Gives(3, 2, [0, 255, 0, 255, 0, 255], text);

    [Fact]
    public void RowsOfABitmapBeginAtBytes() => Gives(9, 2, [.. new byte[8], 255, .. Enumerable.Repeat((byte)255, 8), 0], "P4 9 2\n\u00ff\u007f\u0000\u0080");

    [Theory]
    [InlineData("P3 4 1 255 255 0 0 0 255 0 0 0 255 255 255 255")]
    [InlineData("P3 # colours\n4 1\n1\n1 0 0 0 1 0 0 0 1 1 1 1")]
    [InlineData("P3 4 1 65535 65535 0 0 0 65535 0 0 0 65535 65535 65535 65535")]
    [InlineData("P6 4 1 255\n\u00ff\0\0\0\u00ff\0\0\0\u00ff\u00ff\u00ff\u00ff")]
    [InlineData("P6 4 1 1\n\u0001\0\0\0\u0001\0\0\0\u0001\u0001\u0001\u0001")]
    [InlineData("P6 4 1 256\n\u0001\0\0\0\0\0\0\0\u0001\0\0\0\0\0\0\0\u0001\0\u0001\0\u0001\0\u0001\0")]
    [InlineData("P7\nWIDTH 4\nHEIGHT 1\nDEPTH 3\nMAXVAL 255\nTUPLTYPE RGB\nENDHDR\n\u00ff\0\0\0\u00ff\0\0\0\u00ff\u00ff\u00ff\u00ff")]
    [InlineData("P7\n# first\nMAXVAL 255\nDEPTH 3\n\nHEIGHT 1\nWIDTH 4\nENDHDR\n\u00ff\0\0\0\u00ff\0\0\0\u00ff\u00ff\u00ff\u00ff")]
    public void ColoursBecomeTheirLuma(string text) => Gives(4, 1, [76, 150, 29, 255], text);

    [Fact]
    public void EveryColourHasItsNearestLevel()
    {
        var random = new Random(3);
        foreach (int maximum in new[] { 3, 100, 255, 256, 4095, 65_535 })
        {
            var text = new StringBuilder($"P3 20 20 {maximum}\n");
            var file = new List<byte>(Encoding.ASCII.GetBytes($"P6 20 20 {maximum}\n"));
            byte[] expected = new byte[400];
            for (int i = 0; i < expected.Length; i++)
            {
                int[] rgb = [random.Next(maximum + 1), random.Next(maximum + 1), random.Next(maximum + 1)];
                text.AppendJoin(' ', rgb).Append('\n');
                file.AddRange(rgb.SelectMany(v => maximum > 255 ? [(byte)(v >> 8), (byte)v] : (byte[])[(byte)v]));
                decimal luma = (rgb[0] * 19595m + rgb[1] * 38470m + rgb[2] * 7471m) / 65536;
                expected[i] = (byte)Math.Floor(luma * 255 / maximum + 0.5m);
            }

            Gives(20, 20, expected, text.ToString());
            Assert.Equal(expected, PictureFile.Read([.. file], "x.ppm").Pixels.ToArray());
        }
    }

    [Theory]
    [InlineData("BLACKANDWHITE", 1, 1, "\0\u0001", 0, 255)]
    [InlineData("GRAYSCALE", 1, 255, "\u0007\u00c8", 7, 200)]
    [InlineData("GRAYSCALE", 1, 65535, "\u0080\u0080\u00ff\u00ff", 128, 255)]
    [InlineData("BLACKANDWHITE_ALPHA", 2, 1, "\0\0\0\u0001", 255, 0)]
    [InlineData("GRAYSCALE_ALPHA", 2, 255, "\0\u0080\u0032\u00ff", 127, 50)]
    [InlineData("RGB_ALPHA", 4, 255, "\0\0\0\u0080\u00ff\0\0\u00ff", 127, 76)]
    public void AnArbitraryMapIsWhatItsTuplesAre(string tuple, int depth, int maximum, string pixels, int first, int second)
    {
        foreach (string type in new[] { $"TUPLTYPE {tuple}\n", "" })
            Gives(2, 1, [(byte)first, (byte)second], $"P7\nWIDTH 2\nHEIGHT 1\nDEPTH {depth}\nMAXVAL {maximum}\n{type}ENDHDR\n{pixels}");
    }

    [Theory]
    [InlineData("P1 2 1 1", "PBM pixel at byte 8: expected 0 or 1, found the end of the file")]
    [InlineData("P1 2 1 12", "PBM pixel at byte 8: expected 0 or 1, found byte 0x32")]
    [InlineData("P1 3 1 1 1 ", "PBM pixel at byte 11: expected 0 or 1, found the end of the file")]
    [InlineData("P4 9 2\nabc", "PBM pixels at byte 7: expected at least 4 bytes for 9x2 pixels, found 3")]
    [InlineData("P6 1 1 255\nab", "PPM pixels at byte 11: expected at least 3 bytes for 1x1 pixels, found 2")]
    [InlineData("P3 1 1 9 1 1 10", "PPM pixel (0, 0) at byte 12: expected at most 9, found 10")]
    [InlineData("P6 1 1 9\n\u0001\u0001\u000a", "PPM pixel (0, 0) at byte 11: expected at most 9, found 10")]
    [InlineData("P6 1 1 70000\nabc", "PPM header: expected a largest colour value of 1 to 65535, found 70000")]
    [InlineData("P6 60000 60000 255\nabc", "at most 67108864 pixels, found 60000x60000")]
    [InlineData("P7\nWIDTH 1\nHEIGHT 1\nMAXVAL 1\nENDHDR\na", "PAM header: expected DEPTH before ENDHDR, found none")]
    [InlineData("P7\nWIDTH 1\nHEIGHT 1\nMAXVAL 1\nDEPTH 5\nENDHDR\na", "expected DEPTH 1 to 4, found 5")]
    [InlineData("P7\nWIDTH 1\nHEIGHT 1\nMAXVAL 1\nDEPTH 1\nTUPLTYPE RGB\nENDHDR\na", "expected DEPTH 3 for TUPLTYPE RGB, found 1")]
    [InlineData("P7\nWIDTH 1\nHEIGHT 1\nMAXVAL 1\nDEPTH 1\nTUPLTYPE CMYK\nENDHDR\na", "found another")]
    [InlineData("P7\nWIDTH 1\nDEEP 1\nENDHDR\na", "expected WIDTH, HEIGHT, DEPTH, MAXVAL, TUPLTYPE or ENDHDR, found 0x44454550")]
    [InlineData("P7\nWIDTH 1\n", "PAM header at byte 11: expected a word, found the end of the file")]
    public void RefusesWithAReason(string text, string reason)
    {
        var error = Assert.Throws<PictureException>(() => Read(text));
        Assert.StartsWith("x.pnm: ", error.Message);
        Assert.Contains(reason, error.Message);
    }

    private static void Gives(int width, int height, byte[] expected, string text)
    {
        GreyPicture picture = Read(text);
        Assert.Equal((width, height), (picture.Width, picture.Height));
        Assert.Equal(expected, picture.Pixels.ToArray());
    }

    private static GreyPicture Read(string text) => PictureFile.Read(Encoding.Latin1.GetBytes(text), "x.pnm");
}
