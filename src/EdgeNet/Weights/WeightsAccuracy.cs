namespace EdgeNet;

/// <summary>How often a network with its weights was right.</summary>
/// <param name="Part">What it was measured on: "test", "validation" or "cross-validation".</param>
/// <param name="Correct">Samples that were answered rightly.</param>
/// <param name="Samples">Samples in all, 1 or more.</param>
public sealed record WeightsAccuracy(string Part, int Correct, int Samples)
{
    /// <summary>The share that was right, in [0, 1].</summary>
    public double Share => (double)Correct / Samples;
}
