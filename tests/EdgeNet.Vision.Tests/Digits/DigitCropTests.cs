using EdgeNet.Tests.Shared;
using EdgeNet.Vision.Digits;
using EdgeNet.Vision.Pictures;

namespace EdgeNet.Vision.Tests.Digits;

/// <summary>Rough crops in, digits of MNIST's form out: drawn on uneven paper, with neighbours, rules and dots that are to vanish.</summary>
public class DigitCropTests
{
    private const int Side = DigitCrop.Side;

    /// <summary>A 7 of about 24 rows.</summary>
    private static readonly (float X1, float Y1, float X2, float Y2)[] Seven = [(20, 8, 34, 8), (34, 8, 25, 32)];

    [Fact]
    public void The_digit_has_MNISTs_form()
    {
        float[] input = Clean(Draw(54, 40, Seven), 54, 40);
        (float left, float top, float right, float bottom, float x, float y) = Measure(input);
        Assert.InRange(bottom - top + 1, 19, 22);
        Assert.InRange(right - left + 1, 10, 18);
        Assert.InRange(x, 15.5f, 16.5f);
        Assert.InRange(y, 15.5f, 16.5f);
    }

    [Theory]
    [InlineData(60, 10)]
    [InlineData(200, 15)]
    [InlineData(250, 200)]
    public void Paper_and_contrast_do_not_matter(int paper, int contrast)
    {
        float[] expected = Clean(Draw(54, 40, Seven), 54, 40);
        float[] actual = Clean(Draw(54, 40, Seven, paper: paper, contrast: contrast, fall: contrast / 3), 54, 40);
        Assert.InRange(Difference(expected, actual), 0, 0.12f);
    }

    /// <summary>Neighbours cut by the sides, a dot beside the foot, a rule below, a box's edge.</summary>
    [Theory]
    [InlineData(0, 6, 7, 34)]
    [InlineData(53, 6, 48, 34)]
    [InlineData(41, 33, 42, 33)]
    [InlineData(0, 38, 53, 38)]
    [InlineData(2, 0, 2, 39)]
    public void What_stands_apart_is_erased(float x1, float y1, float x2, float y2)
    {
        float[] expected = Clean(Draw(54, 40, Seven), 54, 40);
        float[] actual = Clean(Draw(54, 40, [.. Seven, (x1, y1, x2, y2)]), 54, 40);
        Assert.InRange(Difference(expected, actual), 0, 0.06f);
    }

    [Fact]
    public void The_detached_bar_of_a_5_stays()
    {
        (float, float, float, float)[] body = [(24, 10, 22, 20), (22, 20, 31, 22), (31, 22, 30, 31), (30, 31, 21, 33)];
        float[] without = Clean(Draw(54, 40, body), 54, 40), with = Clean(Draw(54, 40, [.. body, (27, 7, 35, 6)]), 54, 40);
        Assert.True(Difference(without, with) > 0.1f);
        Assert.True(Measure(with).Right > 18);
    }

    [Fact]
    public void The_stem_of_an_open_4_stays()
    {
        (float, float, float, float)[] stem = [(32, 6, 29, 34)];
        float[] without = Clean(Draw(54, 40, stem), 54, 40), with = Clean(Draw(54, 40, [(22, 10, 19, 23), (19, 23, 25, 23), .. stem]), 54, 40);
        (float left, _, float right, _, _, _) = Measure(without);
        Assert.InRange(right - left, 0, 7);
        (left, _, right, _, _, _) = Measure(with);
        Assert.InRange(right - left, 9, 18);
    }

    /// <summary>A photograph's digit of 200 rows is the same as one of 24.</summary>
    [Fact]
    public void Large_crops_are_shrunk()
    {
        float[] expected = Clean(Draw(54, 40, Seven), 54, 40);
        (float, float, float, float)[] large = [.. Seven.Select(s => (8 * s.X1 + 3.5f, 8 * s.Y1 + 3.5f, 8 * s.X2 + 3.5f, 8 * s.Y2 + 3.5f))];
        Assert.InRange(Difference(expected, Clean(Draw(432, 320, large, radius: 10.4f), 432, 320)), 0, 0.2f);
    }

    [Fact]
    public void Slant_is_taken_out_as_far_as_asked()
    {
        (float, float, float, float)[] one = [(34, 8, 20, 32)];
        var crop = new DigitCrop();
        float[] upright = new float[Side * Side], leaning = new float[Side * Side];
        Assert.True(crop.Clean(new GreyFrame(Draw(54, 40, one), 54, 40)));
        Assert.True(crop.Draw(0, leaning));
        Assert.True(crop.Draw(1, upright));
        (float left, _, float right, _, _, _) = Measure(leaning);
        Assert.InRange(right - left, 11, 16);
        (left, _, right, _, _, _) = Measure(upright);
        Assert.InRange(right - left, 2, 8);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 200)]
    [InlineData(54, 40)]
    public void Empty_paper_is_empty(int width, int height)
    {
        var crop = new DigitCrop();
        float[] input = new float[Side * Side];
        Assert.False(crop.Clean(new GreyFrame(Draw(width, height, [], fall: 40), width, height)));
        Assert.False(crop.Draw(0, input));
        Assert.All(input, value => Assert.Equal(0, value));
    }

    /// <summary>Whatever the bytes and the size, values lie in 0 to 1 and nothing is thrown.</summary>
    [Fact]
    public void Noise_does_no_harm()
    {
        var random = new Random(1);
        var crop = new DigitCrop();
        float[] input = new float[Side * Side];
        for (int i = 0; i < 2000; i++)
        {
            int width = 1 + random.Next(i % 10 == 0 ? 150 : 40), height = 1 + random.Next(i % 10 == 0 ? 150 : 40);
            byte[] pixels = new byte[width * height];
            random.NextBytes(pixels);
            if (i % 3 == 0)
            {
                foreach (ref byte pixel in pixels.AsSpan())
                    pixel = (byte)(pixel < 60 ? 0 : 255);
            }

            crop.Clean(new GreyFrame(pixels, width, height));
            crop.Draw(i % 2 * 0.6f, input);
            Assert.All(input, value => Assert.InRange(value, 0, 1));
        }
    }

    [Fact]
    public void Arguments_are_checked()
    {
        var crop = new DigitCrop();
        Assert.Throws<ArgumentException>(() => crop.Draw(0, new float[10]));
        Assert.Throws<ArgumentOutOfRangeException>(() => crop.Draw(1.5f, new float[Side * Side]));
        Assert.Throws<ArgumentOutOfRangeException>(() => crop.Draw(float.NaN, new float[Side * Side]));
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        var crop = new DigitCrop();
        byte[] pixels = Draw(54, 40, Seven);
        float[] input = new float[Side * Side];
        Assert.Equal(0, Allocations.Least(() =>
        {
            for (int i = 0; i < 20; i++)
            {
                crop.Clean(new GreyFrame(pixels, 54, 40));
                crop.Draw(0.3f, input);
            }
        }));
    }

    private static float[] Clean(byte[] pixels, int width, int height)
    {
        var crop = new DigitCrop();
        float[] input = new float[Side * Side];
        Assert.True(crop.Clean(new GreyFrame(pixels, width, height)));
        Assert.True(crop.Draw(0, input));
        return input;
    }

    /// <summary>Draws straight strokes with a round pen; the paper darkens to the right by <paramref name="fall"/>.</summary>
    private static byte[] Draw(
        int width, int height, (float X1, float Y1, float X2, float Y2)[] strokes, float radius = 1.3f, int paper = 220, int contrast = 170, int fall = 0)
    {
        byte[] pixels = new byte[width * height];
        for (int i = 0; i < pixels.Length; i++)
        {
            float x = i % width, y = i / width, ink = 0;
            foreach ((float x1, float y1, float x2, float y2) in strokes)
            {
                float dx = x2 - x1, dy = y2 - y1;
                float along = Math.Clamp(((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy), 0, 1);
                float distance = MathF.Sqrt(MathF.Pow(x - x1 - along * dx, 2) + MathF.Pow(y - y1 - along * dy, 2));
                ink = Math.Max(ink, Math.Clamp(radius + 0.5f - distance, 0, 1));
            }

            pixels[i] = (byte)Math.Clamp(MathF.Round(paper - fall * x / width - contrast * ink), 0, 255);
        }

        return pixels;
    }

    private static float Difference(float[] a, float[] b) => a.Zip(b, (p, q) => MathF.Abs(p - q)).Sum() / a.Sum();

    private static (float Left, float Top, float Right, float Bottom, float X, float Y) Measure(float[] input)
    {
        int[] inked = [.. Enumerable.Range(0, input.Length).Where(i => input[i] > 0.4f)];
        float mass = input.Sum();
        return (inked.Min(i => i % Side), inked.Min(i => i / Side), inked.Max(i => i % Side), inked.Max(i => i / Side),
            input.Select((v, i) => v * (i % Side)).Sum() / mass, input.Select((v, i) => v * (i / Side)).Sum() / mass);
    }
}
