namespace EdgeNet.Training.Gradients;

/// <summary>What a mixed sample's label is besides its own class.</summary>
/// <param name="Other">The class of the sample that it was mixed with.</param>
/// <param name="Share">The share of its own class, in [0, 1]; the rest is the other's.</param>
internal readonly record struct LabelMix(int Other, float Share);
