namespace EdgeNet.Training.Tests.Evaluation;

public class ReadingScoresTests
{
    private static readonly ReadingScore[] Mixed =
    [
        new(0.9, true, true), new(0.95, true, true), new(0.8, true, false), new(0.7, true, true), new(0.7, true, false), new(0.3, true, true),
        new(0, false, false), new(0.99, true, false, HasField: false), new(0.1, true, false, HasField: false),
    ];

    [Fact]
    public void PicturesAreRightWrongOrRejected()
    {
        var scores = new ReadingScores(Mixed);
        Assert.Equal((9, 7), (scores.Pictures, scores.Fields));
        RejectPoint half = scores.At(0.5);
        Assert.Equal((3, 3), (half.Right, half.Wrong));
        Assert.Equal(0.5, half.Error);
        Assert.Equal(3 / 7.0, scores.ReadRate(half));
        Assert.Equal((4, 4), (scores.At(0).Right, scores.At(0).Wrong));
        Assert.Equal(0, scores.At(1).Error);
    }

    [Fact]
    public void TheCurveHasAPointForEachConfidence()
    {
        var scores = new ReadingScores(Mixed);
        Assert.Equal([0.99, 0.95, 0.9, 0.8, 0.7, 0.3, 0.1], scores.Curve().Select(p => p.Threshold));
        Assert.All(scores.Curve(), point => Assert.Equal(scores.At(point.Threshold), point));
    }

    [Fact]
    public void TheBestThresholdKeepsTheErrorAndReadsTheMost()
    {
        var scores = new ReadingScores([.. Enumerable.Range(0, 200).Select(i => new ReadingScore(1 - i / 1000.0, true, i != 120 && i < 180))]);
        RejectPoint best = scores.Best(0.01);
        Assert.Equal((179, 1), (best.Right, best.Wrong));
        Assert.Equal(1 - 179 / 1000.0, best.Threshold);
        Assert.Equal(120, scores.Best(0).Right);
        RejectPoint none = new ReadingScores([new(0.9, true, false)]).Best(0.01);
        Assert.Equal(0, none.Right);
        Assert.True(none.Threshold > 1);
    }

    [Fact]
    public void TheCalibrationErrorIsTheMeanDistanceOfConfidenceFromTruth()
    {
        // Nine of ten right at 0.9 in each group of ten.
        var honest = new ReadingScores([.. Enumerable.Range(0, 100).Select(i => new ReadingScore(0.9, true, i % 10 != 0))]);
        Assert.Equal(0, honest.CalibrationError(0.5), 1e-12);
        var boasting = new ReadingScores([.. Enumerable.Range(0, 100).Select(i => new ReadingScore(1, true, i % 4 != 0))]);
        Assert.Equal(0.25, boasting.CalibrationError(0.5), 0.051);
        Assert.Equal(0.1, new ReadingScores([new(0.9, true, true)]).CalibrationError(0.5), 1e-12);
        Assert.True(double.IsNaN(new ReadingScores([]).CalibrationError(0)));
        Assert.True(double.IsNaN(new ReadingScores([]).ReadRate(default)));
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void ConfidencesAreProbabilities(double confidence) =>
        Assert.Throws<ArgumentException>(() => new ReadingScores([new(confidence, true, true)]));
}
