namespace EdgeNet;

/// <summary>Channels dealt out to pixels (Shi et al. 2016), as ONNX's DepthToSpace: (C·b², H, W) → (C, b·H, b·W).</summary>
/// <param name="blockSize">b, 1 or more.</param>
public sealed class DepthToSpaceAttribute(int blockSize) : LayerAttribute
{
    /// <summary>Rows and columns that a pixel becomes.</summary>
    public int BlockSize { get; } = blockSize;

    /// <summary>The order of the channels.</summary>
    public DepthToSpaceMode Mode { get; set; }
}
