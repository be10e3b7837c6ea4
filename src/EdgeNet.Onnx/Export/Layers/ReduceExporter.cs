using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Onnx.Proto;

namespace EdgeNet.Onnx.Export.Layers;

/// <summary>ReduceMean, ReduceSum, … → the operators of the same names (https://onnx.ai/onnx/operators/onnx__ReduceMean.html).</summary>
internal static class ReduceExporter
{
    public static void Export(ExportContext context)
    {
        var reduce = (Reduce)context.Node.Layer;
        int[] axes = [.. reduce.Axes.Select(axis => axis + 1)];
        AttributeProto keepDims = Protos.Int("keepdims", reduce.KeepDims ? 1 : 0);
        if (reduce.Function == ReduceFunction.Sum || context.Opset >= Opsets.ReductionAxesAreInput)
            context.Add(reduce.Kind, [context.Last, context.Integers("axes", axes.Select(axis => (long)axis))], keepDims);
        else context.Append(reduce.Kind, [], Protos.Ints("axes", axes), keepDims);
        // A sample without axes does not exist here.
        if (!reduce.KeepDims && axes.Length == context.InputShape.Rank) ReshapeExporter.Append(context, context.Node.Shape);
    }
}
