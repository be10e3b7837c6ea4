namespace EdgeNet.Onnx.Import;

/// <summary>What the first axis of a graph's values is.</summary>
internal enum BatchMode
{
    /// <summary>It counts samples, which no operator mixes: the network computes one of them.</summary>
    Samples,

    /// <summary>It is an axis like the others: the network computes everything at once.</summary>
    Whole,
}
