namespace EdgeNet;

/// <summary>
/// Average pooling of series, as PyTorch's AvgPool1d: (C, L) → (C, L'). The stride is the window unless given.
/// </summary>
public sealed class AvgPool1DAttribute : AveragingPoolAttribute
{
    /// <summary>A window.</summary>
    /// <param name="kernel">Length of the window, 1 or more.</param>
    public AvgPool1DAttribute(int kernel) : base([kernel])
    {
    }
}
