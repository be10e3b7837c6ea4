namespace EdgeNet.Training;

/// <summary>The labels of a data set that are most likely wrong.</summary>
/// <param name="Classes">The name of each class.</param>
/// <param name="Samples">Samples that were judged.</param>
/// <param name="Labels">All whose label is contradicted, the likeliest to be wrong first.</param>
public sealed record SuspectReport(IReadOnlyList<string> Classes, int Samples, IReadOnlyList<SuspectLabel> Labels)
{
    /// <summary>How many labels are most likely wrong: those that are contradicted with confidence.</summary>
    public int Confident => Labels.Count(l => l.IsConfident);
}
