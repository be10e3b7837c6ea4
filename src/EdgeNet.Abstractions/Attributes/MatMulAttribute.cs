namespace EdgeNet;

/// <summary>The matrix product of two tensors of two axes or more, as numpy.matmul: the last two axes are multiplied, the others broadcast.</summary>
/// <param name="inputs">The names of the two layers; one is the right side, with the layer above as the left.</param>
public sealed class MatMulAttribute(params string[] inputs) : LayerAttribute
{
    /// <summary>The names of the layers.</summary>
    public string[] Inputs { get; } = inputs;
}
