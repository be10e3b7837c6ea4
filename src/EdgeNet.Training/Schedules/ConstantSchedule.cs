namespace EdgeNet.Training;

/// <summary>The same rate throughout, after a linear warm-up where there is one.</summary>
/// <param name="WarmUp">Epochs of warm-up, 0 or more; fractions too.</param>
public sealed record ConstantSchedule(double WarmUp = 0) : LearningRateSchedule
{
    /// <inheritdoc/>
    public override double Factor(double epoch, int epochs) => Warm(epoch, WarmUp);

    /// <inheritdoc/>
    internal override void Check() => RequireWarmUp(WarmUp);
}
