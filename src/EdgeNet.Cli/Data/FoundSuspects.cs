using EdgeNet.Training;

namespace EdgeNet.Cli.Data;

/// <summary>Labels that are most likely wrong, and what is known of who says so.</summary>
/// <param name="Report">The labels.</param>
/// <param name="Judge">Whether the judge has learnt the samples.</param>
/// <param name="Warning">What is to be told of it; null for nothing.</param>
internal sealed record FoundSuspects(SuspectReport Report, SuspectJudge Judge, string? Warning)
{
    /// <summary>How many labels are most likely wrong; null where the judge does not allow to say.</summary>
    public int? Confident => Judge == SuspectJudge.HasLearnt ? null : Report.Confident;
}
