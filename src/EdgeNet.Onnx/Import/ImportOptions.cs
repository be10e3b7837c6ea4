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

    /// <summary>
    /// The shape of the first input without its batch, where the file leaves sizes open and <see cref="InputShapes"/> says nothing of them,
    /// such as the input of a network that takes the file's weights; sizes that the file gives stay. Null to ask for them.
    /// </summary>
    public IReadOnlyList<int>? UsualInput { get; init; }

    /// <summary>
    /// Whether QuantizeLinear and DequantizeLinear between layers are passed through, and only their weights' rounding stays: the network is
    /// then nearly the one that was quantized, to be trained further. Where the integers begin at zero, they cut off what is negative; that is
    /// a ReLU. If not, such files are refused: in float32 their answers would be others.
    /// </summary>
    public bool PassesQuantization { get; init; }
}
