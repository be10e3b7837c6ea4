namespace EdgeNet.Compiler.Graph;

/// <summary>A trained parameter of a layer.</summary>
/// <param name="Role">"weight" or "bias"; with the layer's name before it and a dot, the parameter's name.</param>
/// <param name="Shape">As PyTorch lays it out.</param>
public sealed record Parameter(string Role, TensorShape Shape);
