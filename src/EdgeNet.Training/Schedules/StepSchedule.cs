namespace EdgeNet.Training;

/// <summary>The rate falls by a factor every so many epochs, after a linear warm-up where there is one.</summary>
/// <param name="Every">Epochs from one fall to the next, 1 or more.</param>
/// <param name="Gamma">The factor of each fall, in (0, 1].</param>
/// <param name="WarmUp">Epochs of warm-up, 0 or more; fractions too.</param>
public sealed record StepSchedule(int Every, double Gamma = 0.1, double WarmUp = 0) : LearningRateSchedule
{
    /// <inheritdoc/>
    public override double Factor(double epoch, int epochs) => Warm(epoch, WarmUp) * Math.Pow(Gamma, Math.Floor(epoch / Every));

    /// <inheritdoc/>
    internal override void Check()
    {
        RequireWarmUp(WarmUp);
        Require(Every >= 1, nameof(Every), "1 or more", Every);
        Require(Gamma is > 0 and <= 1, nameof(Gamma), "above 0, at most 1", Gamma);
    }
}
