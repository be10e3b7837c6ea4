namespace EdgeNet.Compiler.Graph;

/// <summary>A trained parameter of a layer.</summary>
/// <param name="Role">"weight", "bias", "running_mean"; with the layer's name before it and a dot, the parameter's name.</param>
/// <param name="Shape">As PyTorch lays it out.</param>
/// <param name="IsTrained">Whether gradients change it; running statistics are recorded instead.</param>
public sealed record Parameter(string Role, TensorShape Shape, bool IsTrained = true);
