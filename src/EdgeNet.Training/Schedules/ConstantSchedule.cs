namespace EdgeNet.Training;

/// <summary>The same rate throughout.</summary>
public sealed record ConstantSchedule : LearningRateSchedule
{
    /// <inheritdoc/>
    public override double Factor(double epoch, int epochs) => 1;
}
