namespace EdgeNet.Cli.Evaluation.Reading;

/// <summary>What came of a picture, the worst first.</summary>
internal enum PictureVerdict
{
    /// <summary>An answer was accepted that is not the truth.</summary>
    Wrong,

    /// <summary>There is something to read, and no answer was accepted.</summary>
    Rejected,

    /// <summary>The truth was read.</summary>
    Right,

    /// <summary>There is nothing to read, and nothing was.</summary>
    Empty,
}
