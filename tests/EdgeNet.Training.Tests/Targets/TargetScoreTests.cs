using EdgeNet.Training.Data;
using EdgeNet.Training.Evaluation;

namespace EdgeNet.Training.Tests.Targets;

public sealed class TargetScoreTests
{
    [Fact]
    public void Numbers_have_the_errors_of_their_definitions()
    {
        NumberScore score = NumberScore.Of([1, 2, 3, 6], [1.5f, 2, 2, 6]);
        Assert.Equal(Math.Sqrt((0.25 + 1) / 4), score.RootMeanSquaredError, 1e-9);
        Assert.Equal(1.5 / 4, score.MeanAbsoluteError, 1e-9);
        // The squared distances from the mean of 3 are 4, 1, 0 and 9.
        Assert.Equal(1 - 1.25 / 14, score.R2, 1e-9);
        Assert.True(double.IsNaN(NumberScore.Of([2, 2], [1, 3]).R2));
    }

    [Fact]
    public void Two_measurements_together_are_one_of_all()
    {
        float[] right = [1, 2, 3, 6, -4, 0.5f, 8], answers = [0, 2, 4, 5, -3, 1, 7];
        NumberScore all = NumberScore.Of(right, answers), parts = NumberScore.Of(right[..3], answers[..3]).And(NumberScore.Of(right[3..], answers[3..]));
        Assert.Equal(all.Samples, parts.Samples);
        Assert.Equal(all.R2, parts.R2, 1e-9);
        Assert.Equal(all.RootMeanSquaredError, parts.RootMeanSquaredError, 1e-9);
    }

    [Fact]
    public void Labels_have_precision_recall_and_average_precision()
    {
        LabelScore score = LabelScore.Of([1, 0, 1, 1, 0], [0.9f, 0.8f, 0.7f, 0.2f, 0.1f]);
        Assert.Equal((2, 1, 1), (score.Hits, score.FalseAlarms, score.Misses));
        Assert.Equal(2 / 3.0, score.Precision, 1e-9);
        Assert.Equal(2 / 3.0, score.Recall, 1e-9);
        Assert.Equal(2 / 3.0, score.F1, 1e-9);
        // Precisions 1, 2/3 and 3/4 at the three that have it.
        Assert.Equal((1 + 2 / 3.0 + 3 / 4.0) / 3, score.AveragePrecision, 1e-9);
        // Equal answers share a threshold: all are said to have it at once.
        Assert.Equal(0.5, LabelScore.Of([1, 0, 1, 0], [0.5f, 0.5f, 0.5f, 0.5f]).AveragePrecision, 1e-9);
        Assert.True(double.IsNaN(LabelScore.Of([0, 0], [0.1f, 0.9f]).AveragePrecision));
    }

    [Fact]
    public void A_sample_is_right_where_all_its_classes_are()
    {
        var tally = new TargetTally(new TargetSet(TargetKind.Labels, ["a", "b"], [1, 0, 1, 1, 0, 0]), logits: true);
        tally.Add(0, [3, -3]);
        tally.Add(1, [3, -1]);
        tally.Add(2, [-2, -2]);
        EvaluationResult result = tally.Result();
        Assert.Equal((3, 2), (result.Samples, result.Correct));
        Assert.Equal(2, result.Labels.Count);
        double expected = 2 * Math.Log(1 + Math.Exp(-3)) + Math.Log(1 + Math.Exp(-3)) + Math.Log(1 + Math.Exp(1)) + 2 * Math.Log(1 + Math.Exp(-2));
        Assert.Equal(expected / 3, result.Loss, 1e-5);
    }

    /// <summary>A wrong logit costs what it is, also where its probability is 1 in float.</summary>
    [Theory]
    [InlineData(16f)]
    [InlineData(17f)]
    [InlineData(90f)]
    public void A_sure_mistake_costs_its_logit(float logit)
    {
        var tally = new TargetTally(new TargetSet(TargetKind.Labels, ["a"], [0]), logits: true);
        tally.Add(0, [logit]);
        Assert.Equal(logit, tally.Result().Loss, 1e-5);
    }
}
