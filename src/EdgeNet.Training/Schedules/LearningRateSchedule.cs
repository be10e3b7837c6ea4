using static System.FormattableString;

namespace EdgeNet.Training;

/// <summary>How the learning rate changes over training: a factor on the optimiser's rate.</summary>
public abstract record LearningRateSchedule
{
    /// <summary>A rate of zero would waste the first batch.</summary>
    private const double Coldest = 0.01;

    /// <summary>The factor at a moment.</summary>
    /// <param name="epoch">Epochs done, with the fraction of the one under way; 0 to <paramref name="epochs"/>.</param>
    /// <param name="epochs">Epochs in all.</param>
    public abstract double Factor(double epoch, int epochs);

    /// <summary>A further factor that depends on how training went.</summary>
    /// <param name="losses">The loss that is watched, of every epoch done: the validation part's, in a cross-validation the training part's.</param>
    internal virtual double Reduction(IReadOnlyList<double> losses) => 1;

    /// <exception cref="TrainingException">A number is out of its range.</exception>
    internal virtual void Check()
    {
    }

    /// <summary>From one value at progress 0 to another at progress 1, along half a cosine.</summary>
    private protected static double Cosine(double progress, double start, double end) =>
        end + (start - end) * 0.5 * (1 + Math.Cos(Math.PI * Math.Clamp(progress, 0, 1)));

    /// <summary>The factor of a linear warm-up: from almost none to 1.</summary>
    private protected static double Warm(double epoch, double warmUp) => epoch < warmUp ? Coldest + (1 - Coldest) * epoch / warmUp : 1;

    /// <exception cref="TrainingException">The condition does not hold.</exception>
    private protected static void Require(bool condition, string option, string expected, double found)
    {
        if (!condition) throw new TrainingException(Invariant($"{option} of the schedule: expected {expected}, found {found}."));
    }

    /// <exception cref="TrainingException">The warm-up is no number, or below 0.</exception>
    private protected static void RequireWarmUp(double warmUp) =>
        Require(double.IsFinite(warmUp) && warmUp >= 0, "WarmUp", "a number of 0 or more", warmUp);
}
