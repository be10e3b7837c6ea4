using EdgeNet.Onnx.Import.Model;

namespace EdgeNet.Onnx.Import;

/// <summary>What is known beyond the file.</summary>
/// <param name="Shapes">Shapes of inputs, batch axis included, where the file leaves sizes open.</param>
/// <param name="Values">Values of inputs that become constants where an operator needs constants.</param>
internal sealed record ImportSettings(IReadOnlyDictionary<string, int[]> Shapes, IReadOnlyDictionary<string, ConstantTensor> Values)
{
    /// <summary>Nothing.</summary>
    public static ImportSettings None { get; } = new(new Dictionary<string, int[]>(), new Dictionary<string, ConstantTensor>());

    /// <summary>Whether quantization between layers is passed through: <see cref="ImportOptions.PassesQuantization"/>.</summary>
    public bool PassesQuantization { get; init; }
}
