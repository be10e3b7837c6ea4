namespace EdgeNet.Training.Transfer.PyTorch;

/// <summary>A dict of a pickle: its pairs, in the order in which they were put in.</summary>
internal sealed class PickleDictionary
{
    /// <summary>The pairs; of two with the same key the later one counts.</summary>
    public List<(object? Key, object? Value)> Pairs { get; } = [];
}
