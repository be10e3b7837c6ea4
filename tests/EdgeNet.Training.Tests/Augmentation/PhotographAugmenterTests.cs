namespace EdgeNet.Training.Tests.Augmentation;

public class PhotographAugmenterTests
{
    private const int Side = 8;

    [Fact]
    public void A_mirrored_picture_is_mirrored_to_the_pixel()
    {
        float[] image = Picture();
        Apply(new PictureAugmentation { Flip = 1 }, image, 1);
        float[] before = Picture();
        Assert.All(Enumerable.Range(0, image.Length), i => Assert.Equal(before[i / Side * Side + Side - 1 - i % Side], image[i]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_crop_moves_whole_pixels_and_fills_with_the_border_or_nothing(bool repeats)
    {
        var moves = new HashSet<(int, int)>();
        for (ulong key = 0; key < 200; key++)
        {
            float[] image = Picture(), before = Picture();
            Apply(new PictureAugmentation { Crop = 0.25f, RepeatBorder = repeats }, image, key);
            (int down, int right) = Enumerable.Range(-2, 5).SelectMany(d => Enumerable.Range(-2, 5).Select(r => (d, r)))
                .First(m => Enumerable.Range(0, image.Length).All(i => image[i] == Moved(before, i, m.d, m.r, repeats)));
            moves.Add((down, right));
        }

        Assert.Equal(25, moves.Count);
    }

    [Fact]
    public void Light_keeps_the_range_and_grey_stays_grey()
    {
        for (ulong key = 0; key < 50; key++)
        {
            float[] grey = [.. Enumerable.Repeat(0.5f, 3 * Side * Side)];
            Apply(new PictureAugmentation { Color = 0.4f }, grey, key, channels: 3);
            Assert.All(grey, v => Assert.Equal(grey[0], v, 1e-5f));
            Assert.InRange(grey[0], 0.299f, 0.701f);
            float[] image = [.. Picture(), .. Picture().Select(v => 1 - v), .. Picture()];
            Apply(new PictureAugmentation { Color = 1 }, image, key, channels: 3);
            Assert.All(image, v => Assert.InRange(v, 0, 1));
        }
    }

    [Fact]
    public void A_cutout_is_a_square_of_the_mean()
    {
        int largest = 0;
        for (ulong key = 0; key < 50; key++)
        {
            float[] image = Picture(), before = Picture();
            Apply(new PictureAugmentation { Cutout = 0.5f }, image, key);
            int[] changed = [.. Enumerable.Range(0, image.Length).Where(i => image[i] != before[i])];
            Assert.All(changed, i => Assert.Equal(before.Average(), image[i], 1e-5f));
            Assert.InRange(changed.Length, 1, 16);
            largest = Math.Max(largest, changed.Length);
        }

        Assert.Equal(16, largest);
    }

    [Fact]
    public void A_turned_photograph_has_no_black_corners()
    {
        float[] image = [.. Enumerable.Repeat(0.7f, Side * Side)];
        Apply(new PictureAugmentation { Rotation = 45, Scale = 0.5f, RepeatBorder = true }, image, 4);
        Assert.All(image, v => Assert.Equal(0.7f, v, 1e-4f));
    }

    private static void Apply(PictureAugmentation options, float[] image, ulong key, int channels = 1) =>
        options.Create([channels, Side, Side], arePictures: true).Apply(image, key);

    private static float[] Picture() => [.. Enumerable.Range(0, Side * Side).Select(i => (i * 37 % 64 + 1) / 65f)];

    private static float Moved(float[] image, int at, int down, int right, bool repeats)
    {
        int y = at / Side - down, x = at % Side - right;
        bool outside = y is < 0 or >= Side || x is < 0 or >= Side;
        return outside && !repeats ? 0 : image[Math.Clamp(y, 0, Side - 1) * Side + Math.Clamp(x, 0, Side - 1)];
    }
}
