using EdgeNet.Training;
using EdgeNet.Training.Data;

namespace EdgeNet.Cli.Pages;

/// <summary>Labels that may be wrong, and who says so.</summary>
/// <param name="Labels">The labels, the likeliest to be wrong first, with the samples that each is one of.</param>
/// <param name="Judges">What judged them, a sentence.</param>
/// <param name="IsJudgeFit">Whether that agrees with the labels often enough to count wrong ones by it.</param>
internal sealed record PageSuspects(IReadOnlyList<(SuspectLabel Label, ImageSet Images)> Labels, string Judges, bool IsJudgeFit);
