using static System.FormattableString;

namespace EdgeNet.Training;

/// <summary>
/// Digits as a segmenter cuts them from pages, drawn in addition to a data set's pictures of digits: neighbours, rules, stains and bad
/// cuts around them, and marks that are no digits as a class of their own, the last.
/// </summary>
public sealed record ClutterOptions
{
    /// <summary>Cluttered samples for each picture of the data set, above 0, at most 100.</summary>
    public float Share { get; init; } = 1;

    /// <summary>The share of them that are no digits, in (0, 1).</summary>
    public float NotDigits { get; init; } = 0.2f;

    /// <exception cref="TrainingException">An option is out of its range.</exception>
    internal void Check()
    {
        if (!(Share > 0 && Share <= 100))
            throw new TrainingException(Invariant($"{nameof(Share)}: expected above 0, at most 100, found {Share}."));
        if (!(NotDigits > 0 && NotDigits < 1))
            throw new TrainingException(Invariant($"{nameof(NotDigits)}: expected above 0, below 1, found {NotDigits}."));
    }
}
