namespace EdgeNet.Compiler.Graph.Layers;

/// <summary>
/// A batch normalisation that a layer carries out through its own weights and bias: with s = weight / √(running_var + ε) for each output
/// channel, w becomes s·w and b becomes s·(b − running_mean) + bias.
/// </summary>
/// <param name="Node">The normalisation's name, the first part of its parameters' names.</param>
/// <param name="Epsilon">What is added to the variance.</param>
public sealed record FoldedNorm(string Node, float Epsilon);
