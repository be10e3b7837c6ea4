namespace EdgeNet.Training.SelfOrganization;

/// <summary>How a neocognitron learns.</summary>
public sealed record NeocognitronOptions
{
    /// <summary>
    /// How much a seed cell's weights are stronger than its feature (Fukushima's q, after many presentations), above 0: then the 1 in its
    /// formula counts little, and it answers to the feature's form rather than to its contrast.
    /// </summary>
    public float Amplification { get; init; } = 100;

    /// <summary>Where less than this inhibits, there is nothing to learn from: paper, or the edge of a stroke. 0 or more.</summary>
    public float LeastInhibition { get; init; } = 0.15f;

    /// <summary>Seeds that a picture gives a stage at most, 1 or more: the planes of a stage come from many pictures.</summary>
    public int SeedsOfPicture { get; init; } = 2;

    /// <summary>How often the last stage, which is told the classes, goes through all pictures; 1 or more.</summary>
    public int Passes { get; init; } = 3;

    /// <summary>Chooses the order of the pictures.</summary>
    public int Seed { get; init; } = 1;
}
