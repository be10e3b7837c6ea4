using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Compiler.Problems;

namespace EdgeNet.Compiler.Graph.Builders;

/// <summary>Conv1D, Conv2D, Conv3D, and their depthwise forms.</summary>
internal static class ConvBuilder
{
    /// <summary>The spatial axes by rank, for messages.</summary>
    internal static readonly string[] SpatialNames = ["length", "height, width", "depth, height, width"];

    public static void Build(LayerContext context, int rank)
    {
        int filters = context.Int("filters", null, 1);
        Window window = WindowReader.Read(context, rank, strideIsKernel: false);
        int groups = context.Int("groups", 1, 1);
        bool bias = context.Flag("bias", true);
        ActivationFunction activation = ActivationBuilder.Read(context);

        bool filtersFit = RequireGroups(context, "filters", filters, groups);
        if (!context.RequireRank(rank + 1, $"(channels, {SpatialNames[rank - 1]})")) return;
        bool channelsFit = RequireGroups(context, "channels", context.Input!.Value.Channels, groups);
        if (filtersFit && channelsFit && WindowReader.RequireFit(context, window, ceil: false))
            context.Add(new Conv(filters, window, groups, bias), activation);
    }

    public static void BuildDepthwise(LayerContext context, int rank)
    {
        int multiplier = context.Int("multiplier", 1, 1, 1 << 16);
        Window window = WindowReader.Read(context, rank, strideIsKernel: false);
        bool bias = context.Flag("bias", true);
        ActivationFunction activation = ActivationBuilder.Read(context);
        if (!context.RequireRank(rank + 1, $"(channels, {SpatialNames[rank - 1]})")) return;
        int channels = context.Input!.Value.Channels;
        if ((long)channels * multiplier > GraphBuilder.MaxElements) context.OutOfRange("multiplier", $"at most {GraphBuilder.MaxElements / channels}", multiplier);
        else if (WindowReader.RequireFit(context, window, ceil: false))
            context.Add(new Conv(channels * multiplier, window, channels, bias), activation);
    }

    /// <summary>Reports groups that do not divide.</summary>
    internal static bool RequireGroups(LayerContext context, string what, int count, int groups)
    {
        if (count % groups == 0) return true;
        context.Report(ProblemRegistry.GroupsDoNotDivide, "groups", context.Label, $"{count} {what}", groups);
        return false;
    }
}
