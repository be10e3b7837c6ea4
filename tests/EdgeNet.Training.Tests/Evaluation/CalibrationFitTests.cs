using EdgeNet.Vision.Reading;

namespace EdgeNet.Training.Tests.Evaluation;

public class CalibrationFitTests
{
    [Fact]
    public void BiasAndWeightsAreFound()
    {
        (List<float[]> scores, List<bool> right) = Draw(20_000, bias: -1, 0.7, 2);
        ConfidenceCalibration fit = CalibrationFit.Fit(scores, right);
        Assert.Equal(-1, fit.Bias, 0.1);
        Assert.Equal(0.7, fit.Weights[0], 0.1);
        Assert.Equal(2, fit.Weights[1], 0.1);
    }

    [Fact]
    public void ItIsTheMostLikelyOfAllAround()
    {
        (List<float[]> scores, List<bool> right) = Draw(300, bias: 0.5, 1.5, 0.2);
        ConfidenceCalibration fit = CalibrationFit.Fit(scores, right);
        double best = Loss(fit);
        foreach (float step in new[] { -0.02f, 0.02f })
        {
            Assert.True(best < Loss(new ConfidenceCalibration(fit.Bias + step, fit.Weights)));
            Assert.True(best < Loss(new ConfidenceCalibration(fit.Bias, fit.Weights[0] + step, fit.Weights[1])));
            Assert.True(best < Loss(new ConfidenceCalibration(fit.Bias, fit.Weights[0], fit.Weights[1] + step)));
        }

        double Loss(ConfidenceCalibration calibration)
        {
            int positive = right.Count(r => r);
            double sum = 0;
            for (int i = 0; i < scores.Count; i++)
            {
                double target = right[i] ? (positive + 1.0) / (positive + 2) : 1.0 / (right.Count - positive + 2);
                double p = calibration.Apply(scores[i]);
                sum -= target * Math.Log(p) + (1 - target) * Math.Log(1 - p);
            }

            return sum + 0.5e-4 * (calibration.Weights[0] * calibration.Weights[0] + calibration.Weights[1] * calibration.Weights[1]);
        }
    }

    [Fact]
    public void AScoreThatMisleadsGetsNoWeight()
    {
        (List<float[]> scores, List<bool> right) = Draw(3000, bias: 0, 1, -1);
        ConfidenceCalibration fit = CalibrationFit.Fit(scores, right);
        Assert.Equal(0, fit.Weights[1]);
        Assert.True(fit.Weights[0] > 0.5);
    }

    [Fact]
    public void ReadingsThatAreAllRightAreNotSure()
    {
        ConfidenceCalibration fit = CalibrationFit.Fit([.. Enumerable.Range(0, 98).Select(i => new float[] { i % 7 })], [.. Enumerable.Repeat(true, 98)]);
        Assert.InRange(fit.Apply(3), 0.97f, 0.995f);
    }

    [Fact]
    public void WhatDoesNotFitIsRefused()
    {
        Assert.Throws<ArgumentException>(() => CalibrationFit.Fit([], []));
        Assert.Throws<ArgumentException>(() => CalibrationFit.Fit([[1]], [true, false]));
        Assert.Throws<ArgumentException>(() => CalibrationFit.Fit([[1], [1, 2]], [true, false]));
        Assert.Throws<ArgumentException>(() => CalibrationFit.Fit([[float.NaN]], [true]));
        Assert.Throws<ArgumentException>(() => new ConfidenceCalibration(0, -1));
        Assert.Throws<ArgumentException>(() => new ConfidenceCalibration(float.NaN));
        Assert.Throws<ArgumentException>(() => new ConfidenceCalibration(0, 1).Apply(1, 2));
    }

    [Fact]
    public void LogitsOfProbabilitiesAreBounded()
    {
        Assert.Equal(0, ConfidenceCalibration.Logit(0.5));
        Assert.Equal(-16, ConfidenceCalibration.Logit(0));
        Assert.Equal(16, ConfidenceCalibration.Logit(1));
        Assert.Equal(0.9, new ConfidenceCalibration(0, 1).Apply(ConfidenceCalibration.Logit(0.9)), 1e-6);
    }

    private static (List<float[]> Scores, List<bool> Right) Draw(int count, double bias, double first, double second)
    {
        var random = new Random(5);
        var scores = new List<float[]>();
        var right = new List<bool>();
        for (int i = 0; i < count; i++)
        {
            float[] score = [(float)(4 * random.NextDouble() - 1), (float)(2 * random.NextDouble())];
            scores.Add(score);
            right.Add(random.NextDouble() < 1 / (1 + Math.Exp(-(bias + first * score[0] + second * score[1]))));
        }

        return (scores, right);
    }
}
