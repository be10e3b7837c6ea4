using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Compiler.Problems;

namespace EdgeNet.Compiler.Graph.Builders;

/// <summary>ConvTranspose1D, ConvTranspose2D, ConvTranspose3D.</summary>
internal static class ConvTransposeBuilder
{
    public static void Build(LayerContext context, int rank)
    {
        int filters = context.Int("filters", null, 1);
        int[] outputPadding = WindowReader.PerAxis(context, "outputPadding", "outputPaddings", rank, 0) ?? new int[rank];
        Window window = WindowReader.Read(context, rank, strideIsKernel: false, outputPadding);
        int groups = context.Int("groups", 1, 1);
        bool bias = context.Flag("bias", true);
        ActivationFunction activation = ActivationBuilder.Read(context);

        for (int axis = 0; axis < rank; axis++)
        {
            // More would be rows that no input reaches in a different number of windows (PyTorch's limit too).
            int limit = Math.Max(window.Stride[axis], window.Dilation[axis]);
            if (outputPadding[axis] >= limit)
                context.OutOfRange(context.Has("outputPaddings") ? "outputPaddings" : "outputPadding", $"less than stride or dilation, which is {limit}", outputPadding[axis]);
        }

        bool filtersFit = ConvBuilder.RequireGroups(context, "filters", filters, groups);
        if (!context.RequireRank(rank + 1, $"(channels, {ConvBuilder.SpatialNames[rank - 1]})")) return;
        TensorShape input = context.Input!.Value;
        if (!ConvBuilder.RequireGroups(context, "channels", input.Channels, groups) || !filtersFit || context.Failed) return;
        var layer = new ConvTranspose(filters, window, outputPadding, groups, bias);
        for (int axis = 0; axis < rank; axis++)
        {
            int size = layer.OutputSize(axis, input[axis + 1]);
            if (size >= 1) continue;
            context.Report(ProblemRegistry.ArgumentOutOfRange, context.Has("pads") ? "pads" : "padding", context.Label, "padding",
                $"small enough to leave an output, but of axis {axis + 1} nothing is left", window.PadBegin[axis] + window.PadEnd[axis]);
            return;
        }

        context.Add(layer, activation);
    }
}
