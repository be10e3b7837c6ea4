namespace EdgeNet.Training;

/// <summary>From a low rate up to the full one and down to almost none, along two half cosines (Smith and Topin 2018).</summary>
/// <param name="Peak">Where in training the full rate is reached, in (0, 1).</param>
/// <param name="Initial">The factor at the start.</param>
/// <param name="Final">The factor at the end.</param>
public sealed record OneCycleSchedule(double Peak = 0.3, double Initial = 0.04, double Final = 0.0001) : LearningRateSchedule
{
    /// <inheritdoc/>
    public override double Factor(double epoch, int epochs)
    {
        double progress = epoch / epochs;
        return progress < Peak ? Cosine(progress / Peak, Initial, 1) : Cosine((progress - Peak) / (1 - Peak), 1, Final);
    }

    /// <inheritdoc/>
    internal override void Check() => Require(Peak is > 0 and < 1, nameof(Peak), "above 0, below 1", Peak);
}
