namespace EdgeNet.Onnx.Import;

/// <summary>An operator needs graph inputs to be constants, and their values are known: the import starts again with them.</summary>
/// <param name="inputs">The inputs.</param>
internal sealed class NeedsConstantException(IReadOnlyList<string> inputs) : Exception("These inputs need to be constants: " + string.Join(", ", inputs))
{
    /// <summary>The inputs.</summary>
    public IReadOnlyList<string> Inputs { get; } = inputs;
}
