namespace EdgeNet;

/// <summary>What a compiled network is, in figures known at compile time.</summary>
/// <param name="Name">The class name.</param>
/// <param name="Fingerprint">A hash of the description's inputs and layers; weights files carry it.</param>
/// <param name="InputShape">The input without its batch axis, channels first.</param>
/// <param name="OutputShape">The output without its batch axis, channels first.</param>
/// <param name="Parameters">The trained parameters, in layer order.</param>
/// <param name="WeightsLength">Elements of the packed weights.</param>
/// <param name="WorkspaceLength">Elements of workspace that one inference needs.</param>
/// <param name="MultiplyAdds">Multiply-add operations of one inference.</param>
public sealed record NetworkInfo(
    string Name,
    string Fingerprint,
    IReadOnlyList<int> InputShape,
    IReadOnlyList<int> OutputShape,
    IReadOnlyList<ParameterInfo> Parameters,
    int WeightsLength,
    int WorkspaceLength,
    long MultiplyAdds)
{
    /// <summary>Elements of one input.</summary>
    public int InputLength { get; } = Product(InputShape);

    /// <summary>Elements of one output.</summary>
    public int OutputLength { get; } = Product(OutputShape);

    /// <summary>Trained numbers in all parameters together.</summary>
    public long ParameterCount { get; } = Parameters.Sum(p => (long)p.Length);

    private static int Product(IReadOnlyList<int> shape) => shape.Aggregate(1, (product, size) => checked(product * size));
}
