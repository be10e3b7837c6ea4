namespace EdgeNet.Training;

/// <summary>The labels of a data set that are most likely wrong.</summary>
/// <param name="Classes">The name of each class.</param>
/// <param name="Samples">Samples that were judged.</param>
/// <param name="Correct">How many of them the judge answers as they are labelled.</param>
/// <param name="Labels">All whose label is contradicted, the likeliest to be wrong first.</param>
public sealed record SuspectReport(
    IReadOnlyList<string> Classes, int Samples, int Correct, IReadOnlyList<SuspectLabel> Labels)
{
    /// <summary>
    /// A judge that contradicts more labels than this share is itself wrong more often than labels are: of ten well-known data sets,
    /// 0.15 to 10 % are (Northcutt, Athalye and Mueller 2021).
    /// </summary>
    private const double MostContradicted = 0.2;

    /// <summary>The share of samples that the judge answers as they are labelled, 0 to 1.</summary>
    public double Agreement => Samples == 0 ? 0 : (double)Correct / Samples;

    /// <summary>Whether the judge agrees with the labels often enough to count wrong ones by it.</summary>
    public bool IsJudgeFit => IsFit(Correct, Samples);

    /// <summary>
    /// How many labels are most likely wrong, those that are contradicted with confidence; null where the judge is too poor to count by:
    /// <see cref="IsJudgeFit"/>.
    /// </summary>
    public int? Confident => IsJudgeFit ? Labels.Count(l => l.IsConfident) : null;

    /// <summary>Whether a judge agrees with labels often enough to count wrong ones by it.</summary>
    /// <param name="correct">Samples that it answers as they are labelled.</param>
    /// <param name="samples">All that it answers.</param>
    public static bool IsFit(int correct, int samples) => correct >= (1 - MostContradicted) * samples;
}
