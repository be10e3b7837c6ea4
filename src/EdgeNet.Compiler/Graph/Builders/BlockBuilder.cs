using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Compiler.Graph.Builders;

/// <summary>DepthToSpace and SpaceToDepth.</summary>
internal static class BlockBuilder
{
    private const int MaxBlockSize = 1 << 12;

    public static void DepthToSpace(LayerContext context)
    {
        int block = context.Int("blockSize", null, 1, MaxBlockSize);
        var mode = context.Member<DepthToSpaceMode>("mode", DepthToSpaceMode.DCR);
        if (!context.RequireRank(3, "(channels, height, width)") || context.Failed) return;
        int channels = context.Input!.Value.Channels;
        if (channels % (block * block) == 0) context.Add(new DepthToSpace(block, mode));
        else context.OutOfRange("blockSize", $"such that its square divides the {channels} channels", block);
    }

    public static void SpaceToDepth(LayerContext context)
    {
        int block = context.Int("blockSize", null, 1, MaxBlockSize);
        if (!context.RequireRank(3, "(channels, height, width)") || context.Failed) return;
        TensorShape input = context.Input!.Value;
        if (input[1] % block == 0 && input[2] % block == 0) context.Add(new SpaceToDepth(block));
        else context.OutOfRange("blockSize", $"such that it divides height and width of {input}", block);
    }
}
