namespace EdgeNet.Vision.Candidates;

/// <summary>What became of a row.</summary>
public enum CandidateFate
{
    /// <summary>It is a candidate, unless a better one took its place later.</summary>
    Kept,

    /// <summary>A better one covers the same digits.</summary>
    Duplicate,

    /// <summary>There were enough candidates that score more.</summary>
    BelowOthers,

    /// <summary>Its score was not among the best of its plane.</summary>
    NotFitted,
}
