using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Compiler.Problems;

namespace EdgeNet.Compiler.Graph.Builders;

/// <summary>Conv1D, Conv2D, Conv3D.</summary>
internal static class ConvBuilder
{
    public static void Build(LayerContext context, int rank)
    {
        int filters = context.Int("filters", null, 1);
        Window window = WindowReader.Read(context, rank, strideIsKernel: false);
        int groups = context.Int("groups", 1, 1);
        bool bias = context.Flag("bias", true);
        ActivationFunction activation = ActivationBuilder.Read(context);

        if (filters % groups != 0) context.Report(ProblemCatalogue.GroupsDoNotDivide, "groups", context.Label, $"{filters} filters", groups);
        if (!context.RequireRank(rank + 1, $"(channels, {SpatialNames[rank - 1]})")) return;
        int channels = context.Input!.Value.Channels;
        if (channels % groups != 0) context.Report(ProblemCatalogue.GroupsDoNotDivide, "groups", context.Label, $"{channels} channels", groups);
        if (WindowReader.RequireFit(context, window, ceil: false)) context.Add(new Conv(filters, window, groups, bias), activation);
    }

    /// <summary>The spatial axes by rank, for messages.</summary>
    internal static readonly string[] SpatialNames = ["length", "height, width", "depth, height, width"];
}
