using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Onnx.Export.Layers;

/// <summary>Resize → Resize (https://onnx.ai/onnx/operators/onnx__Resize.html); where float32 coordinates, as runtimes compute them, would round elsewhere, Gather on each axis.</summary>
internal static class ResizeExporter
{
    public static void Export(ExportContext context)
    {
        var resize = (Resize)context.Node.Layer;
        int[] spatial = context.InputShape.Spatial;
        int[] axes = [.. Enumerable.Range(0, spatial.Length)];
        if (!axes.All(axis => resize.Indices(axis, spatial[axis]).SequenceEqual(FloatIndices.Of(resize, axis, spatial[axis]))))
        {
            foreach (int axis in axes)
                context.Add("Gather", [context.Last, context.Integers("indices", resize.Indices(axis, spatial[axis]).Select(i => (long)i))], Protos.Int("axis", axis + 2));
            return;
        }

        if (resize.Coordinates == ResizeCoordinates.HalfPixelSymmetric) context.RequireOpset(Opsets.HalfPixelSymmetric);
        bool bySizes = axes.All(axis => resize.Scales[axis] == (double)resize.Sizes[axis] / spatial[axis]);
        string[] target = bySizes
            ? ["", context.Integers("sizes", [1, context.InputShape.Channels, .. resize.Sizes])]
            : [context.Numbers("scales", [1, 1, .. resize.Scales.Select(scale => (float)scale)])];
        context.Add("Resize", [context.Last, "", .. target],
            Protos.Text("mode", "nearest"),
            Protos.Text("coordinate_transformation_mode", Coordinates(resize.Coordinates)),
            Protos.Text("nearest_mode", Rounding(resize.Rounding)));
    }

    private static string Coordinates(ResizeCoordinates coordinates) => coordinates switch
    {
        ResizeCoordinates.HalfPixel => "half_pixel",
        ResizeCoordinates.PytorchHalfPixel => "pytorch_half_pixel",
        ResizeCoordinates.HalfPixelSymmetric => "half_pixel_symmetric",
        ResizeCoordinates.AlignCorners => "align_corners",
        _ => "asymmetric",
    };

    private static string Rounding(ResizeRounding rounding) => rounding switch
    {
        ResizeRounding.Floor => "floor",
        ResizeRounding.Ceil => "ceil",
        ResizeRounding.RoundPreferFloor => "round_prefer_floor",
        _ => "round_prefer_ceil",
    };
}
