using EdgeNet.Training.Augmentation;

namespace EdgeNet.Training.Tests.Augmentation;

public class AugmentationPolicyTests
{
    [Theory]
    [InlineData("series", 96)]
    [InlineData("series", 9, 128)]
    [InlineData("handwriting", 1, 28, 28)]
    [InlineData("photograph", 3, 32, 32)]
    [InlineData("volume", 1, 8, 8, 8)]
    public void Every_shape_has_a_policy_that_takes_it(string name, params int[] shape)
    {
        Assert.Equal(name, AugmentationPolicy.NameFor(shape));
        AugmentationPolicy policy = AugmentationPolicy.Named(name);
        policy.Check();
        Augmenter augmenter = policy.Create(shape, arePictures: shape.Length == 3);
        float[] sample = Sample(shape), before = [.. sample];
        augmenter.Apply(sample, 3);
        Assert.NotEqual(before, sample);
        Assert.All(sample, value => Assert.True(float.IsFinite(value)));
    }

    [Theory]
    [InlineData("series", 9, 128)]
    [InlineData("handwriting", 1, 28, 28)]
    [InlineData("robust", 1, 28, 28)]
    [InlineData("robust", 3, 28, 28)]
    [InlineData("photograph", 3, 32, 32)]
    [InlineData("volume", 2, 8, 8, 8)]
    public void The_key_alone_decides_and_nothing_is_allocated(string name, params int[] shape)
    {
        AugmentationPolicy policy = AugmentationPolicy.Named(name);
        Augmenter one = policy.Create(shape, shape.Length == 3), other = policy.Create(shape, shape.Length == 3);
        float[] first = Sample(shape), second = Sample(shape), third = Sample(shape);
        other.Apply(Sample(shape), 1);
        one.Apply(first, 42);
        other.Apply(second, 42);
        one.Apply(third, 43);
        Assert.Equal(first, second);
        Assert.NotEqual(first, third);
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        for (ulong key = 0; key < 20; key++) one.Apply(third, key);
        Assert.Equal(allocated, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Without_anything_switched_on_nothing_changes()
    {
        foreach (string name in AugmentationPolicy.Names)
        {
            int[] shape = name switch { "series" => [2, 20], "volume" => [1, 4, 5, 6], _ => [1, 8, 8] };
            float[] sample = Sample(shape), before = [.. sample];
            AugmentationPolicy.Named(name).None().Create(shape, shape.Length == 3).Apply(sample, 5);
            Assert.Equal(before, sample);
        }
    }

    [Fact]
    public void Samples_of_another_kind_are_refused()
    {
        Assert.Equal("Distortion expects series of (channels, length), found 1×28×28. Train without it.", Message(SeriesAugmentation.Standard, true, 1, 28, 28));
        Assert.Contains("found numbers of 9×128", Message(PictureAugmentation.Photograph, false, 9, 128), StringComparison.Ordinal);
        Assert.Contains("volumes of (channels, depth, height, width)", Message(VolumeAugmentation.Standard, false, 9, 128), StringComparison.Ordinal);

        static string Message(AugmentationPolicy policy, bool arePictures, params int[] shape) =>
            Assert.Throws<TrainingException>(() => policy.Create(shape, arePictures)).Message;
    }

    [Fact]
    public void Wrong_names_and_numbers_are_named()
    {
        Assert.Contains("found 'music'", Assert.Throws<TrainingException>(() => AugmentationPolicy.Named("music")).Message, StringComparison.Ordinal);
        Assert.Equal("Warp: expected 0 to 0.1, found 0.5.", Message(new SeriesAugmentation { Warp = 0.5f }));
        Assert.Equal("Mixup: expected 0, or 0.05 to 1, found 0.01.", Message(new VolumeAugmentation { Mixup = 0.01f }));
        Assert.Equal("CutMix: expected 0, or 0.05 to 1, found NaN.", Message(new PictureAugmentation { CutMix = float.NaN }));
        Assert.Equal("Flip: expected 0 to 1, found -1.", Message(new PictureAugmentation { Flip = -1 }));

        static string Message(AugmentationPolicy policy) => Assert.Throws<TrainingException>(policy.Check).Message;
    }

    private static float[] Sample(int[] shape)
    {
        var random = new SampleRandom(11);
        float[] sample = new float[shape.Aggregate(1, (product, size) => product * size)];
        foreach (ref float value in sample.AsSpan()) value = random.NextSingle();
        return sample;
    }
}
