using EdgeNet.Training.Data;
using static System.FormattableString;

namespace EdgeNet.Training;

/// <summary>How a network is validated while it learns.</summary>
/// <param name="Kind">The way.</param>
/// <param name="Samples">Samples that are validated on.</param>
/// <param name="Folds">Folds of a cross-validation; 0 for none.</param>
public sealed record ValidationPlan(ValidationKind Kind, int Samples, int Folds)
{
    /// <summary>The least samples of each class that are held out.</summary>
    public const int LeastOfAClass = 20;

    /// <summary>The share of the training part that is held out: one of so many.</summary>
    public const int Share = 6;

    /// <summary>More samples held out would not make the figures any surer to speak of.</summary>
    public const int MostSamples = 5000;

    /// <summary>Up to so many training samples a cross-validation is worth its time where classes are small.</summary>
    internal const int MostForFolds = 2000;

    /// <summary>The folds of a cross-validation that nobody chose.</summary>
    internal const int StandardFolds = 5;

    /// <summary>The most parameters with which all folds' weights are held in memory without being asked for.</summary>
    private const int MostParameters = 4_000_000;

    /// <summary>Fewer validation samples would choose an epoch by luck: each is half a percent and more.</summary>
    public const int LeastToChoose = 200;

    /// <summary>Whether the best epoch is kept, not the last one.</summary>
    public bool ChoosesEpoch { get; private init; }

    /// <summary>The plan in a sentence.</summary>
    public string Text => Kind switch
    {
        ValidationKind.Given => Invariant($"Validation: {Samples:N0} samples of a part of their own{Kept}."),
        ValidationKind.HeldOut => Invariant($"Validation: {Samples:N0} samples held out{Kept}."),
        _ => Invariant(
            $"Validation: {Folds}-fold cross-validation over all {Samples:N0} samples, of which too few could be held out; the last epoch's weights are kept."),
    };

    private string Kept => ChoosesEpoch ? ""
        : Samples < LeastToChoose ? ", too few to choose an epoch by; the last one's weights are kept"
        : "; the last epoch's weights are kept";

    /// <summary>Decides.</summary>
    /// <param name="data">The data set.</param>
    /// <param name="options">What was asked for.</param>
    /// <param name="parameters">Parameters of the network.</param>
    /// <exception cref="TrainingException">There are too few samples.</exception>
    internal static ValidationPlan For(Dataset data, TrainingOptions options, long parameters)
    {
        ValidationPlan plan = WayFor(data, options, parameters);
        if (plan.Kind == ValidationKind.Crossed && options.Keep == KeptEpoch.Best)
            throw new TrainingException("Keep: no epoch is the best in a cross-validation, which few samples get where no folds are given: "
                + "a choice would flatter its figure. "
                + "Keep the last, or train with 0 folds.");
        bool chooses = options.Keep switch
        {
            KeptEpoch.Best => true,
            KeptEpoch.Last => false,
            // Who stops early wants the best.
            // The epoch that is best on samples as they are is not the one that withstands attacks.
            _ when options.Adversarial is not null => false,
            _ => plan.Samples >= LeastToChoose || options.Patience > 0,
        };
        return plan with { ChoosesEpoch = chooses && plan.Kind != ValidationKind.Crossed };
    }

    private static ValidationPlan WayFor(Dataset data, TrainingOptions options, long parameters)
    {
        if (data.Validation is { } given) return new(ValidationKind.Given, given.Count, 0);
        int[] counts = [.. Stratified.Counts(data.Train.Labels, data.Classes.Count).Where(c => c > 0)];
        if (options.Folds is >= 2 and var asked) return Crossed(asked);
        if (options.ValidationSamples > 0) return new(ValidationKind.HeldOut, options.ValidationSamples, 0);
        bool isSmall = counts.Min() < LeastOfAClass * Share && data.Train.Count <= MostForFolds && parameters <= MostParameters;
        // A class of a single sample would be learnt from by no fold that it is asked of; it is by the weights that are kept.
        if (options.Folds is null && options.Clutter is null && isSmall && data.Train.Count >= 2 * StandardFolds)
            return Crossed(StandardFolds);
        int held = counts.Sum(c => Quota(c, data.Train.Count));
        return held > 0 ? new(ValidationKind.HeldOut, held, 0) : throw new TrainingException(
            $"{data.Name}: expected two training samples or more of some class, to hold one out for validation, found one of each.");

        ValidationPlan Crossed(int folds)
        {
            if (options.Clutter is not null) throw new TrainingException("Clutter needs samples held out: train without folds.");
            if (folds > data.Train.Count)
                throw new TrainingException(Invariant(
                    $"{data.Name}: expected at least {folds} training samples for {folds} folds, found {data.Train.Count}."));
            return new(ValidationKind.Crossed, data.Train.Count, folds);
        }
    }

    /// <summary>How many samples of a class are held out: a sixth, and twenty where that is no more than a third; never all.</summary>
    /// <param name="count">Samples of the class.</param>
    /// <param name="total">Samples of all classes.</param>
    internal static int Quota(int count, int total)
    {
        int quota = Math.Min(count - 1, Math.Max((count + Share - 1) / Share, Math.Min(LeastOfAClass, count / 3)));
        // Of a large set each class gives in proportion, all together the most that is of use.
        return (long)total > (long)MostSamples * Share ? Math.Max(Math.Min(LeastOfAClass, count / 3), (int)((long)count * MostSamples / total)) : quota;
    }
}
