namespace EdgeNet.Training;

/// <summary>The rate falls by a factor each time the loss has not become lower for so many epochs, after a linear warm-up where there is one.</summary>
/// <param name="Patience">Epochs without a lower loss, 1 or more.</param>
/// <param name="Gamma">The factor of each fall, in (0, 1).</param>
/// <param name="Final">The least factor, in [0, 1].</param>
/// <param name="WarmUp">Epochs of warm-up, 0 or more; fractions too.</param>
public sealed record PlateauSchedule(int Patience = 5, double Gamma = 0.3, double Final = 0.001, double WarmUp = 0) : LearningRateSchedule
{
    /// <summary>A loss that is lower by less is not lower.</summary>
    private const double Threshold = 1e-4;

    /// <inheritdoc/>
    public override double Factor(double epoch, int epochs) => Warm(epoch, WarmUp);

    /// <inheritdoc/>
    internal override double Reduction(IReadOnlyList<double> losses)
    {
        double lowest = double.PositiveInfinity, factor = 1;
        int waited = 0;
        foreach (double loss in losses)
        {
            if (loss < lowest * (1 - Threshold))
            {
                (lowest, waited) = (loss, 0);
                continue;
            }

            if (++waited < Patience) continue;
            waited = 0;
            factor = Math.Max(Final, factor * Gamma);
        }

        return factor;
    }

    /// <inheritdoc/>
    internal override void Check()
    {
        RequireWarmUp(WarmUp);
        Require(Patience >= 1, nameof(Patience), "1 or more", Patience);
        Require(Gamma is > 0 and < 1, nameof(Gamma), "above 0, below 1", Gamma);
        Require(Final is >= 0 and <= 1, nameof(Final), "0 to 1", Final);
    }
}
