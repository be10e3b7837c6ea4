namespace EdgeNet.Training.Data;

/// <summary>What a data set looks like before it is read for a network.</summary>
/// <param name="Shape">
/// The shape of its samples, channels first; of series the longest one's. Null where samples are brought to any network's shape, as
/// pictures are.
/// </param>
/// <param name="Classes">Its classes.</param>
/// <param name="AreSeries">Whether its samples are series, whose length is their own.</param>
public sealed record DataForm(IReadOnlyList<int>? Shape, int Classes, bool AreSeries)
{
    /// <summary>What is to be learnt; then <see cref="Classes"/> are as many numbers or labels.</summary>
    public TargetKind Outputs { get; init; }
}
