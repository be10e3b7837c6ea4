namespace EdgeNet;

/// <summary>
/// The base of the layers that compare two tensors element by element: 1 where it holds, else 0; 0 where an element is NaN. Shapes are
/// broadcast as numpy broadcasts them. One name stands for the layer above and that one; none needs a <see cref="Value"/>. They have no
/// gradient: a network that has one cannot be trained.
/// </summary>
public abstract class CompareAttribute : LayerAttribute
{
    private protected CompareAttribute(string[] inputs) => Inputs = inputs;

    /// <summary>The names of the layers that are compared.</summary>
    public string[] Inputs { get; }

    /// <summary>A finite number in place of the second operand.</summary>
    public float Value { get; set; } = float.NaN;
}
