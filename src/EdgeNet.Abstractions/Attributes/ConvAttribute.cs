namespace EdgeNet;

/// <summary>The base of the convolutions.</summary>
public abstract class ConvAttribute : WindowAttribute
{
    private protected ConvAttribute(int[] kernel) : base(kernel) => Stride = 1;

    /// <summary>Whether a bias is added.</summary>
    public bool Bias { get; set; } = true;

    /// <summary>The activation that follows.</summary>
    public Activation Activation { get; set; }

    /// <summary>The activation's alpha; its own default unless given.</summary>
    public float Alpha { get; set; } = float.NaN;

    /// <summary>The activation's beta; its own default unless given.</summary>
    public float Beta { get; set; } = float.NaN;
}
