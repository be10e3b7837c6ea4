namespace EdgeNet;

/// <summary>
/// Pooling of series by a norm, as ONNX's LpPool: (C, L) → (C, L'), (Σ |x|^p)^(1/p) over the window. The stride is the window
/// unless given.
/// </summary>
public sealed class LpPool1DAttribute : NormPoolAttribute
{
    /// <summary>A window.</summary>
    /// <param name="kernel">Length of the window, 1 or more.</param>
    public LpPool1DAttribute(int kernel) : base([kernel])
    {
    }
}
