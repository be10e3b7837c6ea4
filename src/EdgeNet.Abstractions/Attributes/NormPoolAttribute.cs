namespace EdgeNet;

/// <summary>The base of the poolings by a p-norm, (Σ |x|^p)^(1/p) (ONNX's LpPool).</summary>
public abstract class NormPoolAttribute : PoolAttribute
{
    private protected NormPoolAttribute(int[] kernel) : base(kernel)
    {
    }

    /// <summary>The norm's p, 1 or more.</summary>
    public int P { get; set; } = 2;
}
