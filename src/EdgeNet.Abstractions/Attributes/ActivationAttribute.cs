namespace EdgeNet;

/// <summary>Applies an activation function to each element.</summary>
/// <param name="function">The function.</param>
public sealed class ActivationAttribute(Activation function) : LayerAttribute
{
    /// <summary>The function.</summary>
    public Activation Function { get; } = function;

    /// <summary>The slope of <see cref="Activation.LeakyReLU"/> below zero.</summary>
    public float Alpha { get; set; } = 0.01f;
}
