namespace EdgeNet.Compiler.Planning;

/// <summary>What a batch normalisation makes of a parameter before it is packed.</summary>
/// <param name="Node">The normalisation, the first part of its parameters' names.</param>
/// <param name="Epsilon">What is added to the variance.</param>
/// <param name="Part">Which part of it.</param>
public sealed record PackedNorm(string Node, float Epsilon, NormPart Part);
