namespace EdgeNet;

/// <summary>
/// Sets elements to zero at random during training and scales the others by 1 / (1 − rate) (Srivastava et al. 2014);
/// inference code has no trace of it.
/// </summary>
/// <param name="rate">The share of elements dropped, 0 or more and less than 1.</param>
public sealed class DropoutAttribute(float rate = 0.5f) : LayerAttribute
{
    /// <summary>The share of elements dropped.</summary>
    public float Rate { get; } = rate;
}
