using System.Globalization;
using System.Security.Cryptography;
using EdgeNet.Training.Data;
using EdgeNet.Training.Robustness;
using EdgeNet.Training.Robustness.Corruptions;
using EdgeNet.Training.Synthetic;

namespace EdgeNet.Training.Tests.Robustness;

public sealed class CorruptionTests
{
    private const int Samples = 6;

    private static readonly Corruption[] All = [.. CorruptionSuite.For(arePictures: true), .. CorruptionSuite.For(arePictures: false)];

    public static TheoryData<int> Pictures => [.. Enumerable.Range(0, CorruptionSuite.For(arePictures: true).Count)];

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, CorruptionSuite.For(arePictures: false).Count)];

    [Theory]
    [MemberData(nameof(Pictures))]
    public void A_corruption_changes_pictures_and_the_seed_decides_how(int index)
    {
        Corruption corruption = CorruptionSuite.For(arePictures: true)[index];
        foreach (ImageSet images in (ImageSet[])[Digits(28), Digits(32), Photographs(28, 31), Photographs(64, 48)])
        {
            byte[] once = Pixels(Corrupt(images, corruption, seed: 1));
            Assert.Equal(once, Pixels(Corrupt(images, corruption, seed: 1)));
            Assert.NotEqual(Pixels(images), once);
            // A part is corrupted as it is in the whole.
            ImageSet part = CorruptionEvaluator.Corrupt(images, 2, 3, corruption, seed: 1);
            Assert.Equal(once[(2 * images.ImageLength)..(5 * images.ImageLength)], Pixels(part));
        }
    }

    [Fact]
    public void What_is_drawn_follows_the_seed()
    {
        Corruption[] still =
        [
            .. All.Where(c => c is ScaleCorruption or GainCorruption or ContrastCorruption or BlurCorruption or InversionCorruption
                or ShrinkCorruption or RotationCorruption { Degrees: 180, IsFixed: true } or BrightnessCorruption or StripeCorruption
                or CannyEdgesCorruption),
        ];
        foreach (Corruption corruption in CorruptionSuite.For(arePictures: true))
        {
            byte[] one = Pixels(Corrupt(Digits(28), corruption, seed: 1)), other = Pixels(Corrupt(Digits(28), corruption, seed: 2));
            bool isSame = one.AsSpan().SequenceEqual(other);
            Assert.True(isSame == still.Contains(corruption), $"{corruption}");
        }
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_corruption_changes_numbers(int index)
    {
        Corruption corruption = CorruptionSuite.For(arePictures: false)[index];
        foreach (int[] shape in (int[][])[[40], [2, 30], [1, 12, 12, 12]])
        {
            var random = new SampleRandom(5);
            float[] values = new float[shape.Aggregate(Samples, (a, b) => a * b)];
            foreach (ref float value in values.AsSpan()) value = random.NextGaussian();
            var numbers = new ImageSet(shape, values, new int[Samples]);
            float[] once = Values(Corrupt(numbers, corruption, seed: 1));
            Assert.Equal(once, Values(Corrupt(numbers, corruption, seed: 1)));
            Assert.NotEqual(values, once);
        }
    }

    /// <summary>Whoever changes what a corruption does changes published figures: then the sums are written anew.</summary>
    [Fact]
    public void Corruptions_are_what_they_were()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        // Without those whose sums of many roundings may differ between processors.
        Corruption[] exact = [new StripeCorruption(), new InversionCorruption(), new BrightnessCorruption(), new ImpulseNoiseCorruption()];
        foreach (Corruption corruption in exact)
            hash.AppendData(Pixels(Corrupt(Bars(), corruption, seed: 1)));
        Assert.Equal("f370b6bbc317a65b", Convert.ToHexStringLower(hash.GetHashAndReset(), 0, 8));
    }

    [Fact]
    public void Stripes_and_brightness_are_those_of_the_definition()
    {
        ImageSet bars = Bars();
        byte[] clean = Pixels(bars), striped = Pixels(Corrupt(bars, new StripeCorruption(), 1));
        byte[] bright = Pixels(Corrupt(bars, new BrightnessCorruption(), 1));
        for (int i = 0; i < clean.Length; i++)
        {
            bool isInverted = i % 28 is < 7 or >= 21;
            Assert.Equal(isInverted ? 255 - clean[i] : clean[i], striped[i]);
            Assert.InRange(bright[i], Math.Min(255, clean[i] + 127), Math.Min(255, clean[i] + 128));
        }
    }

    [Fact]
    public void Noise_has_the_deviation_and_the_share_that_it_says()
    {
        var grey = new ImageSet([1, 100, 100], [.. Enumerable.Repeat((byte)128, 10_000)], [0]);
        double[] noisy = [.. Pixels(Corrupt(grey, new NoiseCorruption(0.1f), 1)).Select(p => p / 255.0)];
        Assert.InRange(Math.Sqrt(noisy.Average(v => Math.Pow(v - noisy.Average(), 2))), 0.097, 0.103);
        byte[] salted = Pixels(Corrupt(grey, new ImpulseNoiseCorruption(), 1));
        Assert.InRange(salted.Count(p => p != 128), 1600, 1800);
        Assert.InRange(salted.Count(p => p == 255), 780, 920);
        double[] shot = [.. Pixels(Corrupt(grey, new ShotNoiseCorruption(), 1)).Select(p => p / 255.0)];
        Assert.Equal([0, 1 / 3.0, 2 / 3.0, 1], shot.Distinct().Order().Select(v => Math.Round(v * 3) / 3));
        // A count of none is as likely as e^-1.5.
        Assert.InRange(shot.Count(v => v == 0) / 10_000.0, 0.21, 0.236);
    }

    [Fact]
    public void Light_falls_off_to_what_it_says()
    {
        var paper = new ImageSet([1, 40, 40], new byte[1600], [0]);
        byte[] lit = Pixels(Corrupt(paper, new LightingCorruption(0.4f), 1));
        Assert.Equal(0, lit.Min());
        Assert.Equal(102, lit.Max());
    }

    [Fact]
    public void Motion_smears_forward_and_keeps_what_there_is()
    {
        byte[] dot = new byte[41 * 41];
        dot[20 * 41 + 30] = 255;
        byte[] smeared = Pixels(Corrupt(new ImageSet([1, 41, 41], dot, [0]), new MotionBlurCorruption(), 1));
        Assert.InRange(smeared.Sum(p => p), 245, 265);
        Assert.DoesNotContain(Enumerable.Range(0, 41 * 41), i => i % 41 > 30 && smeared[i] > 0);
    }

    [Fact]
    public void Edges_of_a_square_are_its_outline()
    {
        byte[] square = new byte[28 * 28];
        for (int y = 8; y < 20; y++) square.AsSpan(y * 28 + 8, 12).Fill(255);
        byte[] edges = Pixels(Corrupt(new ImageSet([1, 28, 28], square, [0]), new CannyEdgesCorruption(), 1));
        Assert.All(edges, p => Assert.True(p is 0 or 255));
        int[] found = [.. Enumerable.Range(0, edges.Length).Where(i => edges[i] == 255)];
        Assert.InRange(found.Length, 36, 100);
        Assert.All(found, i => Assert.InRange(Math.Max(Math.Abs(i % 28 - 13.5), Math.Abs(i / 28 - 13.5)), 4.5, 7.5));
    }

    [Fact]
    public void Names_are_told_apart()
    {
        Assert.Equal(15, CorruptionSuite.MnistC.Count);
        string[] names = [.. CorruptionSuite.For(arePictures: true).Select(c => $"{c.Family}, {c.Text}")];
        Assert.Equal(names.Length, names.Distinct().Count());
        Assert.Contains("rotation", CorruptionSuite.NotApplicable(arePictures: false));
        Assert.Empty(CorruptionSuite.NotApplicable(arePictures: true));
        CultureInfo culture = CultureInfo.CurrentCulture, comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        comma.NumberFormat.NumberDecimalSeparator = ",";
        CultureInfo.CurrentCulture = comma;
        Assert.Equal("Gaussian, σ 0.1", new NoiseCorruption(0.1f).Text);
        CultureInfo.CurrentCulture = culture;
    }

    private static ImageSet Corrupt(ImageSet images, Corruption corruption, int seed) =>
        CorruptionEvaluator.Corrupt(images, 0, images.Count, corruption, seed);

    private static ImageSet Digits(int side) => SyntheticDigits.Create([1, side, side], Samples, 1).Train;

    /// <summary>A bar for each sample, which no generator decides.</summary>
    private static ImageSet Bars()
    {
        byte[] pixels = new byte[Samples * 784];
        for (int i = 0; i < Samples; i++) pixels.AsSpan(i * 784 + (5 + 3 * i) * 28 + 4, 20).Fill((byte)(100 + 20 * i));
        return new ImageSet([1, 28, 28], pixels, new int[Samples]);
    }

    private static ImageSet Photographs(int height, int width)
    {
        byte[] pixels = new byte[Samples * 3 * height * width];
        for (int i = 0; i < pixels.Length; i++) pixels[i] = (byte)(128 + 100 * Math.Sin(i * 0.013) * Math.Cos(i / width * 0.2));
        return new ImageSet([3, height, width], pixels, new int[Samples]);
    }

    private static byte[] Pixels(ImageSet images) => [.. Enumerable.Range(0, images.Count).SelectMany(i => images.Pixels(i).ToArray())];

    private static float[] Values(ImageSet images)
    {
        float[] values = new float[images.Count * images.ImageLength];
        for (int i = 0; i < images.Count; i++) images.Read(i, values.AsSpan(i * images.ImageLength, images.ImageLength));
        return values;
    }
}
