namespace EdgeNet.Training;

/// <summary>Why training ended.</summary>
public enum StopReason
{
    /// <summary>All epochs are done.</summary>
    Completed,

    /// <summary>The validation part did not get better for as long as patience allows.</summary>
    EarlyStop,

    /// <summary>It was stopped from outside.</summary>
    Cancelled,
}
