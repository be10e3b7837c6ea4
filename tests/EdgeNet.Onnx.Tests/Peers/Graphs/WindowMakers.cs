using static EdgeNet.Onnx.Proto.TensorProto.Types;

namespace EdgeNet.Onnx.Tests.Peers.Graphs;

/// <summary>Convolutions, pools and resampling.</summary>
internal static class WindowMakers
{
    public static Dictionary<string, OperatorMaker> All { get; } = new(StringComparer.Ordinal)
    {
        ["AveragePool"] = new(w => Pool(w, "AveragePool")),
        ["Conv"] = new(w => Conv(w, "Conv")),
        ["ConvTranspose"] = new(ConvTranspose),
        ["GlobalAveragePool"] = new(w => Global(w, "GlobalAveragePool")),
        ["GlobalLpPool"] = new(w => Global(w, "GlobalLpPool")),
        ["GlobalMaxPool"] = new(w => Global(w, "GlobalMaxPool")),
        ["LpPool"] = new(w => Pool(w, "LpPool")),
        ["MaxPool"] = new(w => Pool(w, "MaxPool")),
        ["Resize"] = new(ResizeMaker.Resize, 10),
        ["Upsample"] = new(ResizeMaker.Upsample, 7, 9),
    };

    /// <summary>A convolution, at times with a function behind it that com.microsoft has fused.</summary>
    public static void Conv(GraphWriter w, string name, params (string, object?)[] more)
    {
        GraphValue x = w.Operand(name, v => v.Rank is >= 3 and <= 5);
        int channels = x.Shape[1], groups = Divisor(w, channels), filters = groups * w.Between(1, 3);
        WindowDraft window = WindowDraft.Draw(w, x.Shape[2..], mayDilate: true, isPool: false);
        GraphValue weights = w.Operands.Weights([filters, channels / groups, .. window.Kernel]);
        GraphValue? bias = w.Flip() ? w.Operands.Weights([filters]) : null;
        w.Add(name, [x, weights, bias], x.Type, [x.Shape[0], filters, .. window.Sizes(x.Shape[2..], false)],
            [.. window.Attributes(w, true), ("group", groups > 1 ? groups : null), .. more]);
    }

    private static int Divisor(GraphWriter w, int number) => w.Flip(0.6) ? 1
        : w.OneOf<int>([.. Enumerable.Range(1, number).Where(d => number % d == 0)]);

    private static void ConvTranspose(GraphWriter w)
    {
        GraphValue x = w.Operand("ConvTranspose", v => v.Rank is >= 3 and <= 5 && v.Length < 500);
        int channels = x.Shape[1], groups = Divisor(w, channels), filters = w.Between(1, 3), axes = x.Rank - 2;
        int[] kernel = w.Draw(axes, 1, 3), strides = w.Draw(axes, 1, 3), dilations = w.Flip(0.7) ? [.. Enumerable.Repeat(1, axes)]
            : w.Draw(axes, 1, 2);
        int[] begin = new int[axes], end = new int[axes], extra = new int[axes], sizes = new int[axes];
        bool hasPads = w.Flip(), hasExtra = w.Flip(0.3);
        for (int a = 0; a < axes; a++)
        {
            int reach = dilations[a] * (kernel[a] - 1) + 1;
            if (hasPads) (begin[a], end[a]) = (w.Below(Math.Min(reach, 3)), w.Below(Math.Min(reach, 3)));
            if (hasExtra) extra[a] = w.Below(strides[a]);
            sizes[a] = strides[a] * (x.Shape[a + 2] - 1) + extra[a] + reach - begin[a] - end[a];
        }

        if (sizes.Any(s => s < 1)) throw new NothingFitsException();
        string? auto = !hasPads && !hasExtra && w.Flip(0.2) ? w.OneOf("VALID", "SAME_UPPER", "SAME_LOWER") : null;
        if (auto is "SAME_UPPER" or "SAME_LOWER") sizes = [.. x.Shape[2..].Zip(strides, (s, t) => s * t)];
        int[]? asked = null;
        if (auto is null && !hasPads && !hasExtra && w.Flip(0.2)) sizes = asked = [.. sizes.Select((s, a) => s + w.Below(strides[a]))];
        GraphValue weights = w.Operands.Weights([channels, filters, .. kernel]);
        GraphValue? bias = w.Flip() ? w.Operands.Weights([filters * groups]) : null;
        w.Add("ConvTranspose", [x, weights, bias], x.Type, [x.Shape[0], filters * groups, .. sizes],
            ("kernel_shape", w.Flip() ? kernel : null), ("strides", strides.All(s => s == 1) ? null : strides),
                ("dilations", dilations.All(d => d == 1) ? null : dilations),
            ("pads", hasPads ? begin.Concat(end).ToArray() : null), ("output_padding", hasExtra ? extra : null),
                ("group", groups > 1 ? groups : null),
            ("auto_pad", auto), ("output_shape", asked));
    }

    private static void Global(GraphWriter w, string name)
    {
        GraphValue x = w.Operand(name, v => v.Rank is >= 3 and <= 5);
        int[] shape = [.. x.Shape.Select((s, a) => a < 2 ? s : 1)];
        w.Add(name, [x], x.Type, shape, ("p", name == "GlobalLpPool" && w.Flip() ? w.Between(1, 3) : null));
    }

    private static void Pool(GraphWriter w, string name)
    {
        GraphValue x = w.Operand(name, v => v.Rank is >= 3 and <= 5);
        bool mayDilate = name switch { "MaxPool" => w.Opset >= 10, "AveragePool" => w.Opset >= 19, _ => w.Opset >= 18 };
        bool mayRoundUp = name == "LpPool" ? w.Opset >= 18 : w.Opset >= 10;
        WindowDraft window = WindowDraft.Draw(w, x.Shape[2..], mayDilate, isPool: true);
        bool roundsUp = mayRoundUp && window.AutoPad is null && w.Flip(0.3);
        w.Add(name, [x], x.Type, [.. x.Shape[..2], .. window.Sizes(x.Shape[2..], roundsUp)],
            [
                .. window.Attributes(w, false), ("ceil_mode", roundsUp ? 1 : null),
                ("count_include_pad", name == "AveragePool" && w.Flip() ? w.Below(2) : null),
                    ("p", name == "LpPool" && w.Flip() ? w.Between(1, 3) : null),
                ("storage_order", name == "MaxPool" && w.Flip(0.1) ? 0 : null),
            ]);
    }
}
