using static EdgeNet.Onnx.Proto.TensorProto.Types;

namespace EdgeNet.Onnx.Tests.Peers.Graphs;

/// <summary>Resize and Upsample.</summary>
internal static class ResizeMaker
{
    private static readonly float[] Scales = [0.5f, 0.7f, 1.3f, 1.5f, 5 / 3f, 2, 2.3f, 3];

    public static void Upsample(GraphWriter w)
    {
        GraphValue x = w.Operand("Upsample", v => v.Rank == 4 && v.Length < 300);
        float[] scales = [1, 1, w.OneOf(1f, 1.5f, 2, 3), w.OneOf(1f, 2, 3)];
        GraphValue given = w.Constant(DataType.Float, [4], [.. scales.Select(s => (double)s)]);
        w.Exact.Add(given.Name);
        w.Add("Upsample", [x, given], x.Type, Sizes(x.Shape, scales), ("mode", w.OneOf("nearest", "linear")));
    }

    public static void Resize(GraphWriter w)
    {
        GraphValue x = w.Operand("Resize", v => v.Rank is >= 3 and <= 5 && v.Length < 300);
        string mode = w.OneOf("nearest", "linear", "linear", "cubic");
        if (mode == "cubic" && (x.Rank != 4 || w.Opset < 11)) mode = "nearest";
        // ONNX Runtime has linear for two axes, and three.
        if (mode == "linear" && x.Rank == 3) mode = "nearest";
        float[] scales = [.. x.Shape.Select((s, a) => a < 2 || w.Flip(0.2) ? 1f : w.OneOf(Scales))];
        while (Sizes(x.Shape, scales).Any(s => s < 1)) scales = [.. scales.Select(s => Math.Max(1, s))];
        GraphValue Numbers(float[] values)
        {
            GraphValue constant = w.Constant(DataType.Float, [values.Length], [.. values.Select(v => (double)v)]);
            w.Exact.Add(constant.Name);
            return constant;
        }

        if (w.Opset == 10)
        {
            if (mode == "linear" && x.Rank == 5) mode = "nearest";
            w.Add("Resize", [x, Numbers(scales)], x.Type, Sizes(x.Shape, scales), ("mode", mode));
            return;
        }

        string coordinates = w.OneOf("half_pixel", "pytorch_half_pixel", "align_corners", "asymmetric", w.Opset >= 19
            ? "half_pixel_symmetric" : "half_pixel");
        bool bySize = w.Flip();
        int[] sizes = Sizes(x.Shape, scales);
        int[]? axes = w.Opset >= 18 && w.Flip(0.3) ? [.. Enumerable.Range(2, x.Rank - 2)] : null;
        string? policy = null;
        int[] shape = sizes;
        if (bySize && w.Opset >= 18 && axes is not null && w.Flip(0.3))
        {
            policy = w.OneOf("not_larger", "not_smaller");
            float[] each = [.. axes.Select(a => (float)sizes[a] / x.Shape[a])];
            float scale = policy == "not_larger" ? each.Min() : each.Max();
            shape = [.. x.Shape.Select((s, a) => a < 2 ? s : (int)MathF.Floor(scale * s + 0.5f))];
        }

        GraphValue? roi = w.Opset < 13 || w.Flip(0.2) ? Numbers([]) : null;
        GraphValue? byScales = bySize ? w.Opset < 13 ? Numbers([]) : null : Numbers(axes is null ? scales : scales[2..]);
        GraphValue? bySizes = bySize ? w.Operands.Ints(axes is null ? sizes : sizes[2..]) : null;
        w.Add("Resize", [x, roi, byScales, bySizes], x.Type, shape, ("mode", mode), ("coordinate_transformation_mode", coordinates),
            ("nearest_mode", mode == "nearest" && w.Flip() ? w.OneOf("round_prefer_floor", "round_prefer_ceil", "floor", "ceil") : null),
            ("cubic_coeff_a", mode == "cubic" && w.Flip() ? -0.5f : null), ("exclude_outside", mode == "cubic" && w.Flip(0.3) ? 1 : null),
            ("antialias", w.Opset >= 18 && mode != "nearest" && w.Flip(0.2) ? 1 : null), ("axes", axes),
                ("keep_aspect_ratio_policy", policy));
    }

    private static int[] Sizes(int[] shape, float[] scales) => [.. shape.Zip(scales, (s, f) => (int)MathF.Floor(s * f))];
}
