using static System.FormattableString;

namespace EdgeNet.Training;

/// <summary>What a range test of the learning rate came to.</summary>
/// <param name="Points">Every step, rates growing.</param>
/// <param name="Chosen">The rate that is chosen: a tenth of that with the lowest loss.</param>
public sealed record RateRange(IReadOnlyList<RatePoint> Points, float Chosen)
{
    /// <summary>The choice in a sentence.</summary>
    public string Text => Invariant(
        $"Rate: {Chosen:0.0e+0}, a tenth of that with the lowest loss in a range test of {Points.Count} steps from {Points[0].Rate:0.0e+0} to {Points[^1].Rate:0.0e+0}.");
}
