using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Onnx.Export.Layers;

/// <summary>Slice, and parts of a split → Slice (https://onnx.ai/onnx/operators/onnx__Slice.html).</summary>
internal static class SliceExporter
{
    public static void Export(ExportContext context)
    {
        var slice = (Slice)context.Node.Layer;
        Append(context, context.InputShape, [.. slice.Starts], [.. slice.Steps], [.. slice.Sizes]);
    }

    /// <summary>Takes a part of what the last operator gives.</summary>
    public static void Append(ExportContext context, TensorShape from, int[] starts, int[] steps, int[] sizes)
    {
        int[] axes = [.. Enumerable.Range(0, from.Rank).Where(axis => starts[axis] != 0 || steps[axis] != 1 || sizes[axis] != from[axis])];
        context.Add("Slice",
        [
            context.Last,
            context.Integers("starts", axes.Select(axis => (long)starts[axis])),
            // Backwards to the very first element, the end lies before the axis: from its end, one past its length.
            context.Integers("ends", axes.Select(axis => starts[axis] + (long)sizes[axis] * steps[axis] is >= 0 and var end ? end : -from[axis] - 1L)),
            context.Integers("axes", axes.Select(axis => axis + 1L)),
            context.Integers("steps", axes.Select(axis => (long)steps[axis])),
        ]);
    }
}
