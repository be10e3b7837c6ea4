using EdgeNet.Vision.Pictures;

namespace EdgeNet.Vision.Tests.Pictures.Png;

public class PngDecoderTests
{
    public static TheoryData<int, int, bool, bool> Forms
    {
        get
        {
            var forms = new TheoryData<int, int, bool, bool>();
            foreach ((int color, int[] depths) in new[] { (0, new[] { 1, 2, 4, 8, 16 }), (2, [8, 16]), (3, [1, 2, 4, 8]), (4, [8, 16]), (6, [8, 16]) })
            {
                foreach (int depth in depths)
                {
                    foreach (bool interlaced in new[] { false, true })
                    {
                        forms.Add(color, depth, interlaced, false);
                        if (color is 0 or 2 or 3)
                            forms.Add(color, depth, interlaced, true);
                    }
                }
            }

            return forms;
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void DecodesEveryForm(int color, int depth, bool interlaced, bool transparency)
    {
        var random = new Random(color * 100 + depth);
        foreach ((int width, int height) in new[] { (1, 1), (2, 1), (1, 3), (3, 2), (4, 5), (5, 4), (7, 7), (8, 8), (9, 1), (1, 9), (17, 13), (33, 40) })
        {
            TestPng png = TestPng.Random(random, width, height, color, depth, interlaced, transparency);
            GreyPicture picture = PictureFile.Read(png.Encode(), "x.png");
            Assert.Equal((width, height), (picture.Width, picture.Height));
            Assert.Equal(png.Expected(), picture.Pixels.ToArray());
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void UndoesEachFilter(int filter)
    {
        TestPng some = TestPng.Random(new Random(filter), 50, 20, 2, 8, interlaced: false, transparency: false);
        var png = new TestPng { Width = 50, Height = 20, ColorType = 2, Samples = some.Samples, Filter = _ => filter };
        Assert.Equal(png.Expected(), PictureFile.Read(png.Encode(), "x.png").Pixels.ToArray());
    }

    [Fact]
    public void SixteenBitGreyRoundsToTheNearestLevel()
    {
        int[] samples = [.. Enumerable.Range(0, 65536)];
        var png = new TestPng { Width = 256, Height = 256, Depth = 16, Samples = samples };
        byte[] nearest = [.. samples.Select(v => (byte)Math.Floor(v * 255m / 65535 + 0.5m))];
        Assert.Equal(nearest, PictureFile.Read(png.Encode(), "x.png").Pixels.ToArray());
    }

    [Fact]
    public void TransparencyShowsWhite()
    {
        var png = new TestPng { Width = 3, ColorType = 6, Samples = [0, 0, 0, 0, 0, 0, 0, 255, 0, 0, 0, 128] };
        Assert.Equal([255, 0, 127], PictureFile.Read(png.Encode(), "x.png").Pixels.ToArray());
    }

    [Fact]
    public void ColoursBecomeTheirLuma()
    {
        var png = new TestPng { Width = 4, ColorType = 2, Samples = [255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255] };
        Assert.Equal([76, 150, 29, 255], PictureFile.Read(png.Encode(), "x.png").Pixels.ToArray());
    }

    [Fact]
    public void EmptyPixelChunksAndTrailingBytesAreAllowed()
    {
        var png = new TestPng { Width = 2, Samples = [7, 9] };
        byte[] data = TestPng.Compress(png.Rows());
        byte[] file = [.. TestPng.Signature, .. png.Header(), .. TestPng.Chunk("IDAT", []), .. png.Data(data), .. TestPng.Chunk("IDAT", []), .. TestPng.Chunk("IEND", []), 1, 2, 3];
        Assert.Equal([7, 9], PictureFile.Read(file, "x.png").Pixels.ToArray());
    }
}
