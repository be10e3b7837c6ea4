namespace EdgeNet;

/// <summary>
/// Max pooling of series, as PyTorch's MaxPool1d: (C, L) → (C, L'). The stride is the window unless given.
/// </summary>
public sealed class MaxPool1DAttribute : PoolAttribute
{
    /// <summary>A window.</summary>
    /// <param name="kernel">Length of the window, 1 or more.</param>
    public MaxPool1DAttribute(int kernel) : base([kernel])
    {
    }
}
