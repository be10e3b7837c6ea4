namespace EdgeNet;

/// <summary>The base of the average poolings.</summary>
public abstract class AveragingPoolAttribute : PoolAttribute
{
    private protected AveragingPoolAttribute(int[] kernel) : base(kernel)
    {
    }

    /// <summary>Whether padded zeros count in the average's divisor, as in PyTorch. (ONNX's default is that they do not.)</summary>
    public bool CountIncludePad { get; set; } = true;
}
