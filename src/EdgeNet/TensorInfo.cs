namespace EdgeNet;

/// <summary>An input or output of a network.</summary>
/// <param name="Name">Its name: the layer's, or for the first input "input" unless the network gives it another.</param>
/// <param name="Shape">Its shape without the batch axis, channels first.</param>
public sealed record TensorInfo(string Name, IReadOnlyList<int> Shape)
{
    /// <summary>Elements.</summary>
    public int Length { get; } = Shape.Aggregate(1, (product, size) => checked(product * size));
}
