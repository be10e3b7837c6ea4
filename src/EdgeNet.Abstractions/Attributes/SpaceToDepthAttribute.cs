namespace EdgeNet;

/// <summary>Blocks of pixels stacked into channels, as ONNX's SpaceToDepth: (C, b·H, b·W) → (b²·C, H, W).</summary>
/// <param name="blockSize">b, 1 or more.</param>
public sealed class SpaceToDepthAttribute(int blockSize) : LayerAttribute
{
    /// <summary>Rows and columns that become a pixel.</summary>
    public int BlockSize { get; } = blockSize;
}
