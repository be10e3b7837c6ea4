namespace EdgeNet.Cli.Data;

/// <summary>Whether the weights that judge labels have learnt the judged samples, which they then answer as they are labelled.</summary>
internal enum SuspectJudge
{
    /// <summary>They have not: each sample is judged by weights that learnt without it, from the beginning.</summary>
    HasNotLearnt,

    /// <summary>Nothing tells.</summary>
    Unknown,

    /// <summary>The weights say that they were learnt from data of this name.</summary>
    HasLearnt,
}
