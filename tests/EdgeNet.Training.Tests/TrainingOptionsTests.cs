using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Training.Data;
using static EdgeNet.Tests.Shared.TestGraphs;

namespace EdgeNet.Training.Tests;

public class TrainingOptionsTests
{
    [Theory]
    [InlineData(10, 0, 40, 10)]
    [InlineData(10, 600, 40, 200)]
    [InlineData(10, 600, 41, 200)]
    [InlineData(10, 600, 49, 150)]
    [InlineData(10, 600, 5000, 10)]
    [InlineData(1, 1, 5, 1)]
    public void Few_samples_get_more_epochs(int epochs, int steps, int samples, int expected) =>
        Assert.Equal(expected, new TrainingOptions { Epochs = epochs, LeastSteps = steps, BatchSize = 16 }.EpochsFor(samples));

    [Fact]
    public void A_training_is_as_long_as_it_says()
    {
        float[] values = [.. Enumerable.Range(0, 40 * 8).Select(i => i / 8 % 2 + i % 8 * 0.1f)];
        var trainer = new Trainer(
            Single(new Dense(2, true), 8),
            TrainingOptions.Series with { Epochs = 2, LeastSteps = 12, BatchSize = 10, ValidationSamples = 10, Augmentation = null });
        var one = new Dataset("d", ["a", "b"], new ImageSet([8], values, [.. Enumerable.Range(0, 40).Select(i => i % 2)]));
        Assert.Equal(4, trainer.EpochsFor(one));
        TrainingResult result = trainer.Run(one);
        Assert.Equal((4, 4), (result.Epochs.Count, result.Epochs[0].Epochs));
    }

    [Fact]
    public void Series_have_a_recipe_of_their_own()
    {
        Assert.Same(TrainingOptions.Series, TrainingOptions.For([9, 128]));
        Assert.Equal(new TrainingOptions(), TrainingOptions.For([1, 28, 28]));
        Assert.Equal(new TrainingOptions(), TrainingOptions.For([784]));
        TrainingOptions.Series.Check();
    }

    [Theory]
    [InlineData(0f, true, 4)]
    [InlineData(1f, false, 4)]
    [InlineData(float.NaN, false, 4)]
    [InlineData(0.2f, true, 2)]
    public void A_scale_has_neighbors_and_a_share_for_them(float share, bool isCircle, int classes) =>
        Assert.Contains("Scale smoothing", Assert.Throws<TrainingException>(() => new Trainer(
            Graph([3], ("dense", new Dense(classes, true), ["input"]), ("softmax", new Softmax(), ["dense"])),
            new TrainingOptions { ScaleSmoothing = new ScaleSmoothing(share, isCircle) })).Message, StringComparison.Ordinal);
}
