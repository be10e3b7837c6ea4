using EdgeNet.Vision.Pictures;
using EdgeNet.Vision.Preparation;

namespace EdgeNet.Vision.Tests.Preparation;

public sealed class PicturePreparerTests
{
    [Fact]
    public void Small_grey_pictures_are_centred_and_large_ones_averaged()
    {
        Assert.Equal([0, 0, 0, 0, 0, 1, 2, 0, 0, 3, 4, 0, 0, 0, 0, 0], Bytes(Grey(4, 4), [1, 2, 3, 4], 2));
        Assert.Equal([100, 50, 0, 0], Bytes(Grey(2, 2), [0, 100, 40, 60, 100, 200, 50, 50], 4));
    }

    [Fact]
    public void Fit_enlarges_until_two_borders_are_touched()
    {
        // 2×1 becomes 4×2, a line of 0 above and below; between two pixels lie mixtures of both.
        byte[] fitted = Bytes(Grey(4, 4) with { Fit = PictureFit.Fit }, [0, 200], 2);
        Assert.Equal([0, 0, 0, 0, 0, 50, 150, 200, 0, 50, 150, 200, 0, 0, 0, 0], fitted);
    }

    [Fact]
    public void Fill_cuts_off_and_stretch_does_not()
    {
        byte[] wide = [10, 20, 30, 40, 10, 20, 30, 40];
        Assert.Equal([20, 30, 20, 30], Bytes(Grey(2, 2) with { Fit = PictureFit.Fill }, wide, 4));
        Assert.Equal([15, 35, 15, 35], Bytes(Grey(2, 2) with { Fit = PictureFit.Stretch }, wide, 4));
        // One row of three: a pixel and a half of the middle would be seen at its own size.
        Assert.Equal([90], Bytes(Grey(1, 1) with { Fit = PictureFit.Fill }, [0, 90, 180], 3));
    }

    [Fact]
    public void Every_fit_of_every_size_keeps_a_flat_picture_flat()
    {
        var random = new Random(3);
        foreach (PictureFit fit in Enum.GetValues<PictureFit>())
        {
            for (int i = 0; i < 200; i++)
            {
                int width = random.Next(1, 40), height = random.Next(1, 40);
                InputPreparation preparation = Grey(random.Next(1, 20), random.Next(1, 20)) with { Fit = fit };
                byte[] bytes = Bytes(preparation, [.. Enumerable.Repeat((byte)77, width * height)], width);
                Assert.All(bytes, b => Assert.True(b is 0 or 77, $"{b} of {width}×{height} to {string.Join("×", preparation.Shape)} by {fit}"));
                Assert.Contains((byte)77, bytes);
                if (fit is PictureFit.Fill or PictureFit.Stretch) Assert.DoesNotContain((byte)0, bytes);
            }
        }
    }

    [Fact]
    public void Colours_are_planes_in_the_order_that_is_asked_for()
    {
        byte[] rgb = [255, 0, 51, 0, 255, 102];
        float[] input = new float[6];
        var preparation = new InputPreparation(InputKind.Picture, [3, 1, 2]);
        new PicturePreparer(preparation).Prepare(new ColorFrame(rgb, 2, 1), input);
        AssertNear([1, 0, 0, 1, 51 / 255f, 102 / 255f], input);
        new PicturePreparer(preparation with { Color = PictureColor.Bgr }).Prepare(new ColorFrame(rgb, 2, 1), input);
        AssertNear([51 / 255f, 102 / 255f, 0, 1, 1, 0], input);
        new PicturePreparer(preparation).Prepare(new GreyFrame([255, 0], 2, 1), input);
        Assert.Equal([1, 0, 1, 0, 1, 0], input);
        float[] luma = new float[1];
        new PicturePreparer(Grey(1, 1)).Prepare(new ColorFrame([100, 200, 50], 1, 1), luma);
        Assert.Equal(153 / 255f, luma[0], 1e-6f);
    }

    [Fact]
    public void Mean_and_deviation_are_those_of_each_channel()
    {
        float[] input = new float[3];
        var preparation = new InputPreparation(InputKind.Picture, [3, 1, 1]) { Mean = [0.5f, 0, 1], Deviation = [0.5f, 2, 1] };
        new PicturePreparer(preparation).Prepare(new ColorFrame([255, 255, 0], 1, 1), input);
        AssertNear([1, 0.5f, -1], input);
    }

    [Fact]
    public void Bright_paper_alone_is_inverted_and_what_lies_around_stays_paper()
    {
        InputPreparation preparation = Grey(3, 3) with { Inversion = PictureInversion.BrightPaper };
        byte[] dark = Bytes(preparation, [.. Enumerable.Repeat((byte)250, 4), 0, .. Enumerable.Repeat((byte)250, 4)], 3);
        Assert.Equal([5, 5, 5, 5, 255, 5, 5, 5, 5], dark);
        Assert.Equal([0, 0, 0, 0, 200, 0, 0, 0, 0], Bytes(preparation, [0, 0, 0, 0, 200, 0, 0, 0, 0], 3));
        Assert.Equal([0, 0, 0, 0, 155, 0, 0, 0, 0], Bytes(preparation with { Inversion = PictureInversion.Always }, [100], 1));
    }

    [Fact]
    public void Strides_are_passed_over_and_nothing_is_allocated()
    {
        byte[] padded = [10, 20, 99, 30, 40, 99];
        float[] input = new float[4], tight = new float[4];
        var preparer = new PicturePreparer(Grey(2, 2));
        preparer.Prepare(new GreyFrame(padded, 2, 2, 3), input);
        preparer.Prepare(new GreyFrame([10, 20, 30, 40], 2, 2), tight);
        Assert.Equal(tight, input);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++) preparer.Prepare(new GreyFrame(padded, 2, 2, 3), input);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void What_cannot_be_prepared_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new PicturePreparer(new InputPreparation(InputKind.Values, [3, 4])));
        Assert.Throws<ArgumentException>(() => new PicturePreparer(Grey(2, 2) with { Deviation = [0] }));
        Assert.Throws<ArgumentException>(() => new PicturePreparer(Grey(2, 2)).Prepare(new GreyFrame([1], 1, 1), new float[3]));
        Assert.Throws<ArgumentException>(() => new InputPreparation(InputKind.Picture, [2, 3, 3]));
        Assert.Throws<ArgumentException>(() => new ColorFrame(new byte[5], 2, 1).Width);
    }

    private static void AssertNear(float[] expected, float[] found)
    {
        Assert.Equal(expected.Length, found.Length);
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], found[i], 1e-6f);
    }

    private static InputPreparation Grey(int height, int width) => new(InputKind.Picture, [1, height, width]);

    private static byte[] Bytes(InputPreparation preparation, byte[] picture, int width)
    {
        byte[] bytes = new byte[preparation.Length];
        new PicturePreparer(preparation).PrepareBytes(new PixelPlanes(picture, width, picture.Length / width), bytes);
        return bytes;
    }
}
