namespace EdgeNet.Training.Transfer;

/// <summary>What became of a layer's weights when those of a file were taken.</summary>
public enum TransferOutcome
{
    /// <summary>They are the file's.</summary>
    Kept,

    /// <summary>
    /// A batch norm that the file has in the layer below: the identity, with the file's bias.
    /// </summary>
    Folded,

    /// <summary>They were to be new ones: random.</summary>
    Replaced,

    /// <summary>The file has none that fit: random.</summary>
    Unmatched,
}
