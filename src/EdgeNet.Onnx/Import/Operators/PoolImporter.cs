using EdgeNet.Description;
using EdgeNet.Onnx.Import.Drafts;
using static System.FormattableString;

namespace EdgeNet.Onnx.Import.Operators;

/// <summary>
/// MaxPool, AveragePool and LpPool → the pooling of 1 to 3 axes (https://onnx.ai/onnx/operators/onnx__MaxPool.html, onnx__AveragePool, onnx__LpPool),
/// and the global ones.
/// </summary>
internal static class PoolImporter
{
    public static void Max(NodeContext context)
    {
        context.RequireUnused(1, "the places of the maxima (output 1)");
        context.Attributes.Ignore("storage_order"); // of those places
        Add(context, "MaxPool", []);
    }

    public static void Average(NodeContext context)
    {
        bool countsPadding = context.Attributes.Flag("count_include_pad", false);
        Add(context, "AvgPool", countsPadding ? [] : [new("countIncludePad", false)]);
    }

    public static void Lp(NodeContext context)
    {
        int p = context.Attributes.Size("p", 2, 1);
        Add(context, "LpPool", p == 2 ? [] : [new("p", p)]);
    }

    /// <summary>GlobalAveragePool, GlobalMaxPool.</summary>
    public static Action<NodeContext> Global(string kind) => context =>
    {
        ActivationValue value = context.Activation(0);
        if (value.Shape.Length < 3) throw new ImportProblemException("has no axes besides batch and channels");
        if (context.Mode == BatchMode.Whole && value.Shape[0] != 1)
        {
            LayerArgument[] spatial = [new("axes", Enumerable.Range(2, value.Shape.Length - 2).ToArray())];
            DraftOutput reduced = context.Add(kind == "GlobalAvgPool" ? "ReduceMean" : "ReduceMax", [context.Frame(value).Source], spatial);
            context.Give(0, reduced, reduced.Shape);
            return;
        }

        Frame frame = context.Sample(value);
        context.Give(context.Add(kind, [frame.Source], []), frame);
    };

    /// <summary>GlobalLpPool, which is a norm over the spatial axes.</summary>
    public static void GlobalLp(NodeContext context)
    {
        int p = context.Attributes.Size("p", 2, 1);
        Frame frame = context.Sample(context.Activation(0));
        int[] axes = [.. Enumerable.Range(1, frame.Shape.Length - 1)];
        if (axes.Length == 0) throw new ImportProblemException("has no axes besides batch and channels");
        if (p <= 2)
        {
            context.Give(context.Add(p == 1 ? "ReduceL1" : "ReduceL2", [frame.Source], [new("axes", axes)]), frame);
            return;
        }

        DraftOutput sizes = context.Add("Activation", [frame.Source], [new("function", nameof(Activation.Abs))]);
        DraftOutput sum = context.Add("ReduceSum", [context.Add("Pow", [sizes], [new("value", p)])], [new("axes", axes)]);
        context.Give(context.Add("Pow", [sum], [new("value", 1f / p)]), frame);
    }

    private static void Add(NodeContext context, string kind, IReadOnlyList<LayerArgument> more)
    {
        ActivationValue value = context.Activation(0);
        var window = WindowArguments.Read(context, kernel: null, value.Shape.Length);
        bool ceil = context.Attributes.Flag("ceil_mode", false);
        DraftOutput? folded = context.Folded(value);
        if (folded is not null) window = window.WithSamples();
        Frame frame = folded is { } samples ? new(samples, value.Shape, 0) : context.Sample(value);
        List<LayerArgument> arguments = [.. window.ToArguments(strideIsKernel: true)];
        if (ceil) arguments.Add(new("ceil", true));
        // Without padding there is nothing to count; a window that hangs over the end never counts what lies there.
        arguments.AddRange(more.Where(a => a.Name != "countIncludePad" || window.HasPadding));
        DraftOutput output = context.Add(Invariant($"{kind}{window.Rank}D"), [frame.Source], arguments);
        if (folded is null) context.Give(output, frame);
        else context.GiveFolded(output);
    }
}
