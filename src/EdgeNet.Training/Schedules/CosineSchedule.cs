namespace EdgeNet.Training;

/// <summary>A linear warm-up, then half a cosine down (Loshchilov and Hutter 2017, without restarts).</summary>
/// <param name="WarmUp">Epochs of warm-up, 0 or more; fractions too.</param>
/// <param name="Final">The factor at the end.</param>
public sealed record CosineSchedule(double WarmUp = 1, double Final = 0.001) : LearningRateSchedule
{
    /// <inheritdoc/>
    public override double Factor(double epoch, int epochs)
    {
        double warmUp = Math.Min(WarmUp, epochs / 2.0);
        return epoch < warmUp ? Warm(epoch, warmUp) : Cosine((epoch - warmUp) / (epochs - warmUp), 1, Final);
    }

    /// <inheritdoc/>
    internal override void Check() => RequireWarmUp(WarmUp);
}
