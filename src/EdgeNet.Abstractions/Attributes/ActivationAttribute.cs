namespace EdgeNet;

/// <summary>Applies an activation function to each element.</summary>
/// <param name="function">The function.</param>
public sealed class ActivationAttribute(Activation function) : LayerAttribute
{
    /// <summary>The function.</summary>
    public Activation Function { get; } = function;

    /// <summary>The function's alpha; its own default unless given.</summary>
    public float Alpha { get; set; } = float.NaN;

    /// <summary>The function's beta; its own default unless given.</summary>
    public float Beta { get; set; } = float.NaN;
}
