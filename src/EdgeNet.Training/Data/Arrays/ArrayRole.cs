namespace EdgeNet.Training.Data.Arrays;

/// <summary>What a file holds.</summary>
internal enum ArrayRole
{
    /// <summary>Samples.</summary>
    Samples,

    /// <summary>Their classes.</summary>
    Labels,
}
