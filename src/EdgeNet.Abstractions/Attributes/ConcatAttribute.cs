namespace EdgeNet;

/// <summary>Tensors joined along an axis; their other axes are equal.</summary>
/// <param name="inputs">The names of the layers; one is joined with the layer above.</param>
public sealed class ConcatAttribute(params string[] inputs) : LayerAttribute
{
    /// <summary>The names of the layers.</summary>
    public string[] Inputs { get; } = inputs;

    /// <summary>The axis of the sample, negative from the end.</summary>
    public int Axis { get; set; }
}
