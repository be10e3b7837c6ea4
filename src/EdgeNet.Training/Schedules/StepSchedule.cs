namespace EdgeNet.Training;

/// <summary>The rate falls by a factor every so many epochs.</summary>
/// <param name="Every">Epochs from one fall to the next, 1 or more.</param>
/// <param name="Gamma">The factor of each fall, in (0, 1].</param>
public sealed record StepSchedule(int Every, double Gamma = 0.1) : LearningRateSchedule
{
    /// <inheritdoc/>
    public override double Factor(double epoch, int epochs) => Math.Pow(Gamma, Math.Floor(epoch / Every));
}
