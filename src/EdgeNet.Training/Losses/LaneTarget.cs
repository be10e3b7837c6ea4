namespace EdgeNet.Training.Losses;

/// <summary>What is right of the sample in a lane: one class, or two in parts.</summary>
/// <param name="Label">Its own class.</param>
/// <param name="Other">The class that the rest belongs to.</param>
/// <param name="Share">The share of its own class, in [0, 1].</param>
internal readonly record struct LaneTarget(int Label, int Other, float Share)
{
    /// <summary>One class.</summary>
    public static implicit operator LaneTarget(int label) => new(label, label, 1);
}
