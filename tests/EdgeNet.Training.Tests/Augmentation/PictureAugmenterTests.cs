using EdgeNet.Training.Augmentation;

namespace EdgeNet.Training.Tests.Augmentation;

public class PictureAugmenterTests
{
    private const int Side = 32;

    [Fact]
    public void Nothing_changes_at_strength_zero()
    {
        float[] image = Digit(3);
        float[] before = [.. image];
        new PictureAugmenter(new PictureAugmentation { Recentre = true }, 1, Side, Side).Apply(image, 5);
        Assert.Equal(before, image);
    }

    [Fact]
    public void The_key_alone_decides_what_happens()
    {
        var options = new PictureAugmentation
        {
            Shift = 2, Rotation = 15, Scale = 0.2f, Shear = 0.2f, Elastic = 1,
            Thickness = 0.5f, Blur = 0.8f, Contrast = 0.3f, Gamma = 0.3f, Noise = 0.05f,
        };
        PictureAugmenter one = new(options, 1, Side, Side), other = new(options, 1, Side, Side);
        float[] first = Digit(8), second = Digit(8), third = Digit(8);
        other.Apply(Digit(2), 1);
        one.Apply(first, 42);
        other.Apply(second, 42);
        one.Apply(third, 43);
        Assert.Equal(first, second);
        Assert.NotEqual(first, third);
        Assert.All(first, value => Assert.InRange(value, 0, 1));
        Assert.NotEqual(Digit(8), first);
    }

    [Fact]
    public void A_shift_moves_the_centre_of_mass_and_keeps_the_mass()
    {
        var augmenter = new PictureAugmenter(new PictureAugmentation { Shift = 2 }, 1, Side, Side);
        double largest = 0;
        for (ulong key = 0; key < 50; key++)
        {
            float[] image = Digit((int)(key % 10));
            (double x, double y) before = Centre(image);
            double mass = image.Sum();
            augmenter.Apply(image, key);
            (double x, double y) after = Centre(image);
            Assert.InRange(Math.Abs(after.x - before.x), 0, 2.01);
            Assert.InRange(Math.Abs(after.y - before.y), 0, 2.01);
            Assert.Equal(mass, image.Sum(), 1e-2 * mass);
            largest = Math.Max(largest, Math.Abs(after.x - before.x));
        }

        Assert.InRange(largest, 1.5, 2.01);
    }

    [Fact]
    public void Recentring_puts_the_mass_back()
    {
        var options = new PictureAugmentation { Shift = 3, Rotation = 20, Scale = 0.2f, Elastic = 1, Recentre = true };
        var augmenter = new PictureAugmenter(options, 1, Side, Side);
        for (ulong key = 0; key < 30; key++)
        {
            float[] image = Digit((int)(key % 10));
            (double x, double y) before = Centre(image);
            augmenter.Apply(image, key);
            (double x, double y) after = Centre(image);
            Assert.InRange(Math.Abs(after.x - before.x), 0, 0.6);
            Assert.InRange(Math.Abs(after.y - before.y), 0, 0.6);
        }
    }

    [Fact]
    public void A_rotation_turns_a_bar_by_the_angle_drawn()
    {
        var augmenter = new PictureAugmenter(new PictureAugmentation { Rotation = 30 }, 1, Side, Side);
        var angles = new List<double>();
        for (ulong key = 0; key < 60; key++)
        {
            float[] image = new float[Side * Side];
            for (int y = 6; y < 26; y++)
                image[y * Side + 15] = image[y * Side + 16] = 1;
            augmenter.Apply(image, key);
            angles.Add(Axis(image));
        }

        Assert.InRange(angles.Max(), 24, 30.5);
        Assert.InRange(angles.Min(), -30.5, -24);
    }

    [Theory]
    [InlineData(0.5f, true)]
    [InlineData(1.5f, true)]
    [InlineData(-0.5f, false)]
    public void Thickness_adds_or_takes_ink(float pixels, bool more)
    {
        float[] image = Digit(0);
        float before = image.Sum();
        StrokeThickness.Change(image, new float[image.Length], Side, pixels);
        Assert.Equal(more, image.Sum() > before);
        Assert.All(image, value => Assert.InRange(value, 0, 1));
    }

    [Fact]
    public void A_blur_keeps_the_mass_and_lowers_the_peak()
    {
        float[] image = new float[Side * Side];
        image[16 * Side + 16] = 1;
        GaussianBlur.Apply(image, new float[image.Length], Side, 0.8f);
        Assert.Equal(1, image.Sum(), 1e-5);
        Assert.InRange(image[16 * Side + 16], 0.2f, 0.3f);
        Assert.Equal(image[16 * Side + 15], image[15 * Side + 16], 1e-6f);
    }

    [Fact]
    public void Tone_follows_its_formula()
    {
        float[] plane = [0, 0.25f, 1];
        var random = new SampleRandom(1);
        Tone.Apply(plane, contrast: 0.8f, gamma: 0.5f, noise: 0, ref random);
        Assert.Equal([0, 0.4f, 0.8f], plane);
        float[] grey = [.. Enumerable.Repeat(0.5f, 10_000)];
        Tone.Apply(grey, 1, 1, 0.1f, ref random);
        Assert.Equal(0.5, grey.Average(), 0.005);
        Assert.Equal(0.1, Math.Sqrt(grey.Average(v => (v - 0.5) * (v - 0.5))), 0.005);
    }

    [Fact]
    public void Elastic_fields_are_as_strong_as_asked_and_smooth()
    {
        var field = new ElasticField(Side, Side, 4);
        float[] horizontal = new float[Side * Side], vertical = new float[Side * Side];
        var random = new SampleRandom(9);
        double square = 0, step = 0;
        for (int i = 0; i < 40; i++)
        {
            field.Draw(ref random, 1.5f, horizontal, vertical);
            square += horizontal.Concat(vertical).Average(v => (double)v * v) / 40;
            step += Enumerable.Range(1, Side - 1).Average(x => Math.Abs(horizontal[5 * Side + x] - horizontal[5 * Side + x - 1])) / 40;
        }

        Assert.InRange(Math.Sqrt(square), 1.2, 1.8);
        Assert.InRange(step, 0, 0.5);
    }

    [Fact]
    public void Options_out_of_range_are_named()
    {
        string message = Assert.Throws<TrainingException>(() => new PictureAugmentation { Noise = -1 }.Check()).Message;
        Assert.Equal("Noise: expected 0 to 1, found -1.", message);
        Assert.Throws<TrainingException>(() => new PictureAugmentation { Rotation = float.NaN }.Check());
    }

    private static float[] Digit(int digit)
    {
        float[] image = new float[Side * Side];
        SyntheticDigitsImage.Read(digit, 7, image);
        return image;
    }

    private static (double X, double Y) Centre(float[] image)
    {
        double mass = image.Sum();
        return (image.Select((v, i) => v * (i % Side)).Sum() / mass, image.Select((v, i) => v * (i / Side)).Sum() / mass);
    }

    /// <summary>The angle of the principal axis against the vertical, in degrees.</summary>
    private static double Axis(float[] image)
    {
        (double x, double y) = Centre(image);
        double xx = image.Select((v, i) => v * (i % Side - x) * (i % Side - x)).Sum();
        double yy = image.Select((v, i) => v * (i / Side - y) * (i / Side - y)).Sum();
        double xy = image.Select((v, i) => v * (i % Side - x) * (i / Side - y)).Sum();
        return 0.5 * Math.Atan2(2 * xy, yy - xx) * 180 / Math.PI;
    }
}
