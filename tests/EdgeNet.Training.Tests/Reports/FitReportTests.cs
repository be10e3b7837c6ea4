namespace EdgeNet.Training.Tests.Reports;

public sealed class FitReportTests
{
    [Fact]
    public void Ranges_hold_what_they_say()
    {
        Assert.Equal(0, ErrorRange.Of(0, 50).Low);
        Assert.Equal(1 - Math.Pow(0.0005, 1 / 50.0), ErrorRange.Of(0, 50).High, 1e-9);
        Assert.Equal(Math.Pow(0.0005, 1 / 50.0), ErrorRange.Of(50, 50).Low, 1e-9);
        Assert.Equal(1, ErrorRange.Of(50, 50).High);
        Assert.Equal("4.0 to 12.5 %", new ErrorRange(0.04, 0.125).ToString());
        Assert.InRange(ErrorRange.Of(5000, 10_000).High, 0.516, 0.517);
        // Of 20,000 draws, no more than a few lie outside.
        var random = new Random(1);
        foreach (double share in new[] { 0.02, 0.1, 0.34, 0.7 })
        {
            foreach (int samples in new[] { 19, 60, 300 })
            {
                int outside = 0;
                for (int i = 0; i < 5000; i++)
                {
                    ErrorRange range = ErrorRange.Of(Draw(random, share, samples), samples);
                    if (share < range.Low || share > range.High) outside++;
                }

                Assert.InRange(outside, 0, 15);
            }
        }
    }

    [Theory]
    [InlineData(3.5, true, 2.0, 1.0, 1.2)]
    [InlineData(1.9, false, 2.0, 1.0, 1.2)]
    [InlineData(2.1, false, 2.0, 1.6, 1.8)]
    [InlineData(9, false)]
    public void A_training_loss_that_has_risen_above_its_first_is_diverging(double loss, bool diverges, params double[] earlier)
    {
        FitReport before = FitReport.Compare(Result(1, 100), Result(1, 100), 1), report = before.OrDiverging(loss, earlier);
        if (diverges)
        {
            Assert.Equal((FitVerdict.Diverging, before.Gap), (report.Verdict, report.Gap));
            Assert.StartsWith("diverging: the training loss has risen from 1.000 to 3.500; train with a lower rate", report.Text,
                StringComparison.Ordinal);
        }
        else
        {
            Assert.Same(before, report);
        }
    }

    /// <summary>Whatever few samples say, no verdict contradicts what many would.</summary>
    [Fact]
    public void Verdicts_of_few_samples_are_sure_or_none()
    {
        var random = new Random(2);
        int wrong = 0, given = 0;
        foreach (double error in new[] { 0.0, 0.03, 0.08, 0.15, 0.34, 0.6 })
        {
            foreach (double trained in new[] { 0.0, 0.05, 0.12, 0.5 })
            {
                for (int i = 0; i < 1000; i++)
                {
                    int samples = random.Next(19, 300);
                    EvaluationResult train = Result(Draw(random, trained, samples), samples);
                    FitReport report = FitReport.Compare(train, Result(Draw(random, error, samples), samples), 1);
                    bool isWrong = report.Verdict switch
                    {
                        FitVerdict.Good => error - trained >= 0.05 || error >= 0.15,
                        FitVerdict.Overfitting or FitVerdict.SlightOverfitting => error <= trained,
                        FitVerdict.Underfitting => trained <= 0.1 || error <= 0.1,
                        _ => false,
                    };
                    if (isWrong) wrong++;
                    if (report.Verdict != FitVerdict.Undecided) given++;
                }
            }
        }

        Assert.InRange(wrong, 0, 24);
        Assert.True(given > 5000, $"{given} verdicts");
    }

    [Theory]
    [InlineData(0, 500, 2, 500, FitVerdict.Good)]
    [InlineData(0, 60, 20, 60, FitVerdict.Overfitting)]
    [InlineData(0, 5000, 60, 5000, FitVerdict.SlightOverfitting)]
    [InlineData(200, 500, 210, 500, FitVerdict.Underfitting)]
    [InlineData(0, 19, 1, 19, FitVerdict.Undecided)]
    [InlineData(2, 19, 4, 19, FitVerdict.Undecided)]
    public void Verdicts(int trainErrors, int train, int heldErrors, int held, FitVerdict verdict) =>
        Assert.Equal(verdict, FitReport.Compare(Result(trainErrors, train), Result(heldErrors, held), 1).Verdict);

    [Fact]
    public void Where_layers_are_frozen_a_larger_network_is_no_advice()
    {
        FitReport free = FitReport.Compare(Result(200, 500), Result(210, 500), 1), frozen = free.WithFrozenLayers();
        Assert.EndsWith("; train longer, with a higher rate or a larger network", free.Text, StringComparison.Ordinal);
        Assert.EndsWith("; freeze fewer layers, or let them learn after some epochs; train longer or with a higher rate", frozen.Text,
            StringComparison.Ordinal);
        Assert.Equal((free.Verdict, free.Gap), (frozen.Verdict, frozen.Gap));
        FitReport good = FitReport.Compare(Result(0, 500), Result(2, 500), 1);
        Assert.Same(good, good.WithFrozenLayers());
    }

    private static EvaluationResult Result(int errors, int samples) =>
        new(new[,] { { samples - errors, errors }, { 0, 0 } }, [samples - errors, errors], 1);

    private static int Draw(Random random, double share, int samples)
    {
        int errors = 0;
        for (int i = 0; i < samples; i++) if (random.NextDouble() < share) errors++;
        return errors;
    }
}
