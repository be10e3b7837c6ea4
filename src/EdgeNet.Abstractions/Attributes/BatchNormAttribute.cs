namespace EdgeNet;

/// <summary>
/// Batch normalisation (Ioffe and Szegedy 2015), as PyTorch's BatchNorm1d, 2d and 3d: each channel normalised by the mean and variance of
/// the batch in training, and by running ones in inference, where it becomes a part of the convolution before it.
/// Parameters: weight, bias, running_mean and running_var (C).
/// </summary>
public sealed class BatchNormAttribute : LayerAttribute
{
    /// <summary>What is added to the variance, above 0.</summary>
    public float Epsilon { get; set; } = 1e-5f;

    /// <summary>The share of a batch in the running statistics, in [0, 1].</summary>
    public float Momentum { get; set; } = 0.1f;

    /// <summary>The activation that follows.</summary>
    public Activation Activation { get; set; }

    /// <summary>The activation's alpha; its own default unless given.</summary>
    public float Alpha { get; set; } = float.NaN;

    /// <summary>The activation's beta; its own default unless given.</summary>
    public float Beta { get; set; } = float.NaN;
}
