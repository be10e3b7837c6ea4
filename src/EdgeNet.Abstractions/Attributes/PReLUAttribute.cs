namespace EdgeNet;

/// <summary>
/// x where it is 0 or more, else weight·x with a trained weight (He et al. 2015), as PyTorch's PReLU. Parameter: weight, one a channel
/// unless shared or shaped.
/// </summary>
public sealed class PReLUAttribute : LayerAttribute
{
    /// <summary>Whether all channels share one weight.</summary>
    public bool Shared { get; set; }

    /// <summary>The weight's shape where it is neither shared nor one a channel; it broadcasts to the input's.</summary>
    public int[]? SlopeShape { get; set; }
}
