namespace EdgeNet;

/// <summary>How channels are dealt out to pixels, as ONNX's DepthToSpace mode.</summary>
public enum DepthToSpaceMode
{
    /// <summary>Channels are (row in block, column in block, channel): depth, column, row.</summary>
    DCR,

    /// <summary>Channels are (channel, row in block, column in block): column, row, depth; PyTorch's PixelShuffle.</summary>
    CRD,
}
