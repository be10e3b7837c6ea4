namespace EdgeNet.Compiler.Planning;

/// <summary>How packed weights are ordered.</summary>
public enum PackingOrder
{
    /// <summary>[output / 16][tap][output % 16]: a vector holds output channels, whatever its width.</summary>
    ChannelBlocks,

    /// <summary>[output][tap]: one weight at a time is broadcast to a vector.</summary>
    Scalars,

    /// <summary>As loops over the parameter give its elements: a tensor in another layout.</summary>
    Reordered,

    /// <summary>[product][output / 16][phase of strided rows][tap][output % 16] of filters transformed for Winograd's algorithm.</summary>
    Winograd,

    /// <summary>[product][output][tap] of filters transformed for Winograd's algorithm: one weight at a time is broadcast to a vector.</summary>
    WinogradScalars,

    /// <summary>[output / 16][product][channel][output % 16] of half the outputs and channels, for Strassen's algorithm; then a scale for each output and channel of the second half.</summary>
    Strassen,
}
