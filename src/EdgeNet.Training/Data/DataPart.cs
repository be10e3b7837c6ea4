namespace EdgeNet.Training.Data;

/// <summary>A part of a data set.</summary>
internal enum DataPart
{
    /// <summary>What is learnt from.</summary>
    Train,

    /// <summary>What decides which epoch is best.</summary>
    Validation,

    /// <summary>What only measures.</summary>
    Test,
}
