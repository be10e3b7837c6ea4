using EdgeNet.Description;
using EdgeNet.Training.Sequences;
using EdgeNet.Training.Synthetic;

namespace EdgeNet.Training.Tests.Sequences;

public sealed class SequenceTrainerTests
{
    [Fact]
    public void Training_lowers_the_loss_and_is_the_same_on_any_number_of_threads()
    {
        (double First, double Last, float[] Weights) one = Run(threads: 1), two = Run(threads: 2);
        Assert.True(one.Last < 0.9 * one.First, $"{one.First} to {one.Last}");
        Assert.Equal(one.Weights, two.Weights);
    }

    [Fact]
    public void A_network_of_another_shape_is_refused()
    {
        NetworkDescription narrow = StripNetwork.Description with { Inputs = new[] { new InputDescription("input", new[] { 1, 32, 128 }) } };
        Assert.Contains("strips are 1×32×256", Assert.Throws<TrainingException>(() => new SequenceTrainer(narrow, new TrainingOptions())).Message);
    }

    private static (double First, double Last, float[] Weights) Run(int threads)
    {
        var options = new TrainingOptions { Epochs = 3, BatchSize = 16, Threads = threads, WeightAverage = 0, Optimizer = new AdamOptions(3e-2f) };
        var losses = new List<double>();
        IParameterSource weights = new SequenceTrainer(StripNetwork.Description, options, width: 64).Run(
            new SequenceData(SyntheticDigits.Create([1, 28, 28], train: 100, test: 1).Train, Validation: null, Samples: 64), onEpoch: e => losses.Add(e.TrainingLoss));
        return (losses[0], losses[^1], weights.GetParameter("output.weight").ToArray());
    }
}
