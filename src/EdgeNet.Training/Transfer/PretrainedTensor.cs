namespace EdgeNet.Training.Transfer;

/// <summary>A tensor of a file of weights. Its elements are read when they are asked for.</summary>
/// <param name="name">Its name in the file, such as "layer1.0.conv1.weight".</param>
/// <param name="shape">Its shape.</param>
/// <param name="read">Reads its elements, in the order of the shape.</param>
public sealed class PretrainedTensor(string name, IReadOnlyList<int> shape, Func<float[]> read)
{
    /// <summary>Its name in the file.</summary>
    public string Name => name;

    /// <summary>Its shape.</summary>
    public IReadOnlyList<int> Shape { get; } = [.. shape];

    /// <summary>The module that it belongs to: the name up to its last dot; empty where there is none.</summary>
    internal string Module => name.LastIndexOf('.') is > 0 and var dot ? name[..dot] : "";

    /// <summary>What it is to its module: "weight", "bias", "running_mean".</summary>
    internal string Role => name[(name.LastIndexOf('.') + 1)..];

    /// <summary>Reads its elements.</summary>
    /// <exception cref="WeightsException">The file is damaged.</exception>
    public float[] Read() => read();
}
