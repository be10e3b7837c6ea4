using EdgeNet.Description;
using EdgeNet.Onnx.Import.Drafts;
using static System.FormattableString;

namespace EdgeNet.Onnx.Import.Operators;

/// <summary>
/// ReduceMean, ReduceSum and the others (https://onnx.ai/onnx/operators, each by its name). The axes became an input: of ReduceSum in opset
/// 13, of the others in 18.
/// </summary>
internal static class ReduceImporter
{
    /// <summary>What imports one of them; the layer has the operator's name.</summary>
    public static void Import(NodeContext context)
    {
        int asInputFrom = context.Operator == "ReduceSum" ? 13 : 18;
        bool keepDims = context.Attributes.Flag("keepdims", true);
        bool noAxesMeanNone = context.Opset >= asInputFrom && context.Attributes.Flag("noop_with_empty_axes", false);
        long[] given = Axes.Read(context, asInputFrom) ?? [];
        ActivationValue value = context.Activation(0);
        int rank = value.Shape.Length;
        if (given.Length == 0 && noAxesMeanNone)
        {
            PassElements(context);
            return;
        }

        int[] axes = given.Length == 0 ? [.. Enumerable.Range(0, rank)] : [.. Axes.Normalize(given, rank).Order()];
        int[] result = [.. value.Shape.Select((size, axis) => axes.Contains(axis) ? 1 : size).Where((_, axis) => keepDims || !axes.Contains(axis))];
        Frame frame = context.Frame(value, mixesFirst: axes.Contains(0) || rank == 0);
        context.Give(0, Add(context, frame, [.. axes.Select(a => a - frame.Skipped)], keepDims), result);
    }

    private static DraftOutput Add(NodeContext context, Frame frame, int[] axes, bool keepDims)
    {
        int rank = frame.Shape.Length;
        bool isSpatial = rank is > 1 and <= 4 && frame.Skipped == 1 && axes.SequenceEqual(Enumerable.Range(1, rank - 1));
        if (isSpatial && keepDims && context.Operator is "ReduceMean" or "ReduceMax" && isSpatial && keepDims)
            return context.Add(context.Operator == "ReduceMean" ? "GlobalAvgPool" : "GlobalMaxPool", [frame.Source], []);
        List<LayerArgument> arguments = [];
        if (axes.Length < rank) arguments.Add(new("axes", axes));
        if (!keepDims) arguments.Add(new("keepDims", false));
        return context.Add(context.Operator, [frame.Source], arguments);
    }

    /// <summary>Without axes, each element is reduced alone: its square remains of a sum of squares.</summary>
    private static void PassElements(NodeContext context)
    {
        switch (context.Operator)
        {
            case "ReduceMean" or "ReduceSum" or "ReduceMax" or "ReduceMin" or "ReduceProd" or "ReduceLogSumExp": context.Pass(0); break;
            case "ReduceL1" or "ReduceL2": ActivationImporter.Add(context, Activation.Abs); break;
            case "ReduceSumSquare": ActivationImporter.Add(context, Activation.Square); break;
            default: ActivationImporter.Add(context, Activation.Log); break;
        }
    }
}
