namespace EdgeNet.Onnx;

/// <summary>How a file is imported.</summary>
public sealed record ImportOptions
{
    /// <summary>The network's class name; made from the file's name where it is null.</summary>
    public string? ClassName { get; init; }

    /// <summary>Whether the network's convolutions are computed directly (<see cref="NetworkAttribute.Exact"/>).</summary>
    public bool Exact { get; init; }

    /// <summary>
    /// The shapes of inputs by name, batch axis included, where the file leaves sizes open. The batch alone may stay open.
    /// </summary>
    public IReadOnlyDictionary<string, int[]> InputShapes { get; init; } = new Dictionary<string, int[]>();
}
