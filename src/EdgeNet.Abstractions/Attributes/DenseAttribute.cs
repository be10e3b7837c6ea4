namespace EdgeNet;

/// <summary>
/// A fully connected layer, as PyTorch's Linear: (features) → (units). Parameters: weight (units, features) and bias (units).
/// </summary>
/// <param name="units">Outputs, 1 or more.</param>
public sealed class DenseAttribute(int units) : LayerAttribute
{
    /// <summary>Outputs.</summary>
    public int Units { get; } = units;

    /// <summary>Whether a bias is added.</summary>
    public bool Bias { get; set; } = true;

    /// <summary>The activation that follows.</summary>
    public Activation Activation { get; set; }

    /// <summary>The activation's alpha; its own default unless given.</summary>
    public float Alpha { get; set; } = float.NaN;

    /// <summary>The activation's beta; its own default unless given.</summary>
    public float Beta { get; set; } = float.NaN;
}
