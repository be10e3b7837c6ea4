using EdgeNet.Description;

namespace EdgeNet.Compiler.Graph;

/// <summary>One layer at its place in a graph.</summary>
/// <param name="Name">Unique within the graph, and the first part of its parameters' names.</param>
/// <param name="Layer">What it computes.</param>
/// <param name="Inputs">The names of the nodes whose outputs it takes.</param>
/// <param name="Shape">The output's shape.</param>
/// <param name="Source">The layer of the description that it comes from, or −1 for a network input.</param>
public sealed record Node(string Name, Layer Layer, EquatableArray<string> Inputs, TensorShape Shape, int Source);
