namespace EdgeNet.Training;

/// <summary>How the learning rate changes over training: a factor on the optimiser's rate.</summary>
public abstract record LearningRateSchedule
{
    /// <summary>The factor at a moment.</summary>
    /// <param name="epoch">Epochs done, with the fraction of the one under way; 0 to <paramref name="epochs"/>.</param>
    /// <param name="epochs">Epochs in all.</param>
    public abstract double Factor(double epoch, int epochs);

    /// <summary>From one value at progress 0 to another at progress 1, along half a cosine.</summary>
    private protected static double Cosine(double progress, double start, double end) =>
        end + (start - end) * 0.5 * (1 + Math.Cos(Math.PI * Math.Clamp(progress, 0, 1)));
}
