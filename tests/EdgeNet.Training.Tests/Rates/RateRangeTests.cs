using EdgeNet.Training.Data;
using EdgeNet.Training.Synthetic;
using Xunit.Abstractions;

namespace EdgeNet.Training.Tests.Rates;

public class RateRangeTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_rate_that_is_found_learns_and_one_far_from_it_does_not(bool adam)
    {
        Dataset data = SyntheticDigits.Create(TinyNetwork.InputShape, 600, 200);
        var options = new TrainingOptions
        {
            Epochs = 4, ValidationSamples = 100, WeightAverage = 0, Optimizer = adam ? new AdamOptions() : new SgdOptions(),
        };
        RateRange range = new Trainer(TinyNetwork.Graph(), options).FindRate(data);
        output.WriteLine(range.Text);
        Assert.Equal(range.Points, new Trainer(TinyNetwork.Graph(), options with { Threads = 1 }).FindRate(data).Points);
        Assert.Equal(range.Points.Select(p => p.Rate), range.Points.Select(p => p.Rate).Order());
        Assert.Contains(FormattableString.Invariant($"{range.Chosen:0.0e+0}"), range.Text, StringComparison.Ordinal);
        Assert.InRange(Accuracy(range.Chosen), Accuracy(range.Chosen / 100) + 0.1, 1);

        double Accuracy(float rate) =>
            new Trainer(TinyNetwork.Graph(), options with { Optimizer = options.Optimizer with { LearningRate = rate } }).Run(data).Best!.Test!.Accuracy;
    }

    [Fact]
    public void A_loss_that_no_rate_lowers_is_named()
    {
        RatePoint[] flat = [.. Enumerable.Range(0, 10).Select(i => new RatePoint(1e-6f * (i + 1), 2.3))];
        Assert.Contains("'Net': no learning rate lowers the loss in 10 steps", Message(flat), StringComparison.Ordinal);
        Assert.Contains("in 0 steps", Message([]), StringComparison.Ordinal);

        static string Message(RatePoint[] points) => Assert.Throws<TrainingException>(() => RateRangeTest.Choose(points, "Net")).Message;
    }

    [Fact]
    public void A_tenth_of_the_rate_with_the_lowest_loss_is_chosen() =>
        Assert.Equal(0.01f, RateRangeTest.Choose([new(0.001f, 2), new(0.01f, 1.5), new(0.1f, 1), new(1, 3)], "Net").Chosen, 1e-6f);
}
