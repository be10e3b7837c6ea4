namespace EdgeNet;

/// <summary>
/// The base of the layers that join tensors element by element. Shapes are broadcast as numpy broadcasts them: aligned at their last
/// axes, an axis of 1 is repeated; (C, 1, 1) joins (C, H, W) channel by channel. One name stands for the layer above and that one; none
/// needs a <see cref="Value"/>.
/// </summary>
public abstract class ElementwiseAttribute : LayerAttribute
{
    private protected ElementwiseAttribute(string[] inputs) => Inputs = inputs;

    /// <summary>The names of the layers that are joined.</summary>
    public string[] Inputs { get; }

    /// <summary>A number in place of the last operand.</summary>
    public float Value { get; set; } = float.NaN;

    /// <summary>The activation that follows.</summary>
    public Activation Activation { get; set; }

    /// <summary>The activation's alpha; its own default unless given.</summary>
    public float Alpha { get; set; } = float.NaN;

    /// <summary>The activation's beta; its own default unless given.</summary>
    public float Beta { get; set; } = float.NaN;
}
