namespace EdgeNet.Vision.Candidates;

/// <summary>Two marks that may stand side by side in a row.</summary>
/// <param name="First">The one on the left.</param>
/// <param name="Second">The other.</param>
/// <param name="Cost">How far apart and how unlike in size they are.</param>
internal readonly record struct MarkPair(int First, int Second, float Cost) : IComparable<MarkPair>
{
    /// <summary>The order of cost, then of marks, so that it is total.</summary>
    public int CompareTo(MarkPair other)
    {
        int order = Cost.CompareTo(other.Cost);
        if (order == 0)
            order = First.CompareTo(other.First);
        return order == 0 ? Second.CompareTo(other.Second) : order;
    }
}
