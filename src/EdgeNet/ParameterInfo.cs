namespace EdgeNet;

/// <summary>A trained parameter of a network.</summary>
/// <param name="Name">Layer and role: "c1.weight", "c1.bias".</param>
/// <param name="Shape">As PyTorch lays it out: (out, in / groups, kernel…) for a weight.</param>
public sealed record ParameterInfo(string Name, IReadOnlyList<int> Shape)
{
    /// <summary>Elements.</summary>
    public int Length { get; } = Shape.Aggregate(1, (product, size) => checked(product * size));
}
