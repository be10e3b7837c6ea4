using EdgeNet.Compiler.Graph;
using EdgeNet.Training.Augmentation;
using EdgeNet.Training.Data;
using EdgeNet.Training.Gradients;
using EdgeNet.Training.Synthetic;

namespace EdgeNet.Training.Tests.Augmentation;

public class MixedSamplesTests
{
    private static readonly int[] Learnt = [0, 2, 4, 6, 8];

    [Theory]
    [InlineData(0.2f)]
    [InlineData(1f)]
    public void A_blend_is_of_two_samples_that_are_learnt_from_and_so_is_its_label(float mixup)
    {
        MixedSamples samples = Samples(new SeriesAugmentation { Mixup = mixup });
        var partners = new HashSet<int>();
        double sum = 0;
        for (ulong key = 0; key < 400; key++)
        {
            float[] input = new float[6];
            samples.Read(4, key, 0, input);
            LabelMix mix = samples.Mix(4);
            Assert.InRange(mix.Share, 0.5f, 1);
            Assert.All(input, v => Assert.Equal(mix.Share * 4 + (1 - mix.Share) * mix.Other, v, 1e-4f));
            partners.Add(mix.Other);
            sum += mix.Share / 400;
        }

        Assert.Equal(Learnt, partners.Order());
        // The larger of the two of Beta(1, 1) is 3/4 in the mean; with a small parameter nearly all is one sample's.
        Assert.InRange(sum, mixup == 1 ? 0.72 : 0.85, mixup == 1 ? 0.78 : 0.95);
    }

    [Fact]
    public void A_cut_is_a_box_and_its_label_goes_by_its_cells()
    {
        int[] shape = [2, 4, 3];
        var images = new ImageSet(shape, [.. Enumerable.Range(0, 10).SelectMany(i => Enumerable.Repeat((float)i, 24))], [.. Enumerable.Range(0, 10)]);
        var data = new Dataset("d", [.. Enumerable.Range(0, 10).Select(c => $"{c}")], images);
        var policy = new PictureAugmentation { CutMix = 1 };
        var samples = new MixedSamples(new TrainingSamples(data, null, 1), 10, shape, Learnt, policy, 1);
        for (ulong key = 0; key < 200; key++)
        {
            float[] input = new float[24];
            samples.Read(4, key, 0, input);
            LabelMix mix = samples.Mix(4);
            Assert.Equal(input[..12], input[12..]);
            if (mix.Other == 4) continue;
            int[] cut = [.. Enumerable.Range(0, 12).Where(i => input[i] == mix.Other)];
            Assert.All(input, v => Assert.True(v == 4 || v == mix.Other));
            Assert.Equal(1 - cut.Length / 12f, mix.Share, 1e-6f);
            if (cut.Length > 0)
                Assert.Equal(cut.Length, (cut.Max(i => i / 3) - cut.Min(i => i / 3) + 1) * (cut.Max(i => i % 3) - cut.Min(i => i % 3) + 1));
        }
    }

    [Fact]
    public void Mixed_training_learns_and_does_not_depend_on_threads()
    {
        NetworkGraph graph = TinyNetwork.Graph();
        Dataset data = SyntheticDigits.Create(TinyNetwork.InputShape, 400, 100);
        var options = new TrainingOptions
        {
            Epochs = 4, Optimizer = new AdamOptions(3e-3f), WeightAverage = 0, ValidationSamples = 50,
            Augmentation = PictureAugmentation.Handwriting with { Mixup = 0.2f, CutMix = 1 },
        };
        TrainingResult one = new Trainer(graph, options with { Threads = 1 }).Run(data);
        TrainingResult two = new Trainer(graph, options with { Threads = 2 }).Run(data);
        Assert.Equal(one.Weights.GetParameter("hidden.weight").ToArray(), two.Weights.GetParameter("hidden.weight").ToArray());
        Assert.InRange(one.Best!.Test!.Accuracy, 0.3, 1);
    }

    /// <summary>Ten series, each of its own number throughout.</summary>
    private static MixedSamples Samples(AugmentationPolicy policy)
    {
        var images = new ImageSet([1, 6], [.. Enumerable.Range(0, 10).SelectMany(i => Enumerable.Repeat((float)i, 6))], [.. Enumerable.Range(0, 10)]);
        var data = new Dataset("d", [.. Enumerable.Range(0, 10).Select(c => $"{c}")], images);
        return new MixedSamples(new TrainingSamples(data, null, 1), 10, [1, 6], Learnt, policy, 1);
    }
}
