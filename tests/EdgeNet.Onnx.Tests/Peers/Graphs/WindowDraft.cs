namespace EdgeNet.Onnx.Tests.Peers.Graphs;

/// <summary>A window that is moved over axes.</summary>
internal sealed record WindowDraft(int[] Kernel, int[] Strides, int[] Dilations, int[] Begin, int[] End, string? AutoPad)
{
    /// <summary>A window that fits.</summary>
    public static WindowDraft Draw(GraphWriter w, int[] sizes, bool mayDilate, bool isPool)
    {
        int axes = sizes.Length;
        for (int i = 0; i < 50; i++)
        {
            string? auto = w.Flip(0.15) ? w.OneOf("SAME_UPPER", "SAME_LOWER", "VALID") : null;
            int[] kernel = w.Draw(axes, 1, 4), strides = w.Flip() ? [.. Enumerable.Repeat(1, axes)] : w.Draw(axes, 1, 3);
            if (w.Flip(0.3)) kernel = [.. Enumerable.Repeat(3, axes)];
            int[] dilations = mayDilate && w.Flip(0.3) ? w.Draw(axes, 1, 2) : [.. Enumerable.Repeat(1, axes)], begin = new int[axes],
                end = new int[axes];
            bool hasPads = auto is null && w.Flip();
            for (int a = 0; a < axes && hasPads; a++)
            {
                int most = isPool ? kernel[a] : 3;
                (begin[a], end[a]) = (w.Below(most), w.Below(most));
            }

            var window = new WindowDraft(kernel, strides, dilations, begin, end, auto);
            if (Enumerable.Range(0, axes).All(a => auto is "SAME_UPPER" or "SAME_LOWER" || window.Reach(a) <= sizes[a] + begin[a]
                + end[a])) return window;
        }

        throw new NothingFitsException();
    }

    /// <summary>The output's sizes; where they are rounded up, no window begins behind the elements and the padding before them.</summary>
    public int[] Sizes(int[] sizes, bool roundsUp)
    {
        var result = new int[sizes.Length];
        for (int a = 0; a < sizes.Length; a++)
        {
            if (AutoPad is "SAME_UPPER" or "SAME_LOWER")
            {
                result[a] = (sizes[a] + Strides[a] - 1) / Strides[a];
                continue;
            }

            int room = sizes[a] + Begin[a] + End[a] - Reach(a);
            result[a] = room / Strides[a] + 1;
            if (roundsUp && room % Strides[a] != 0 && result[a] * Strides[a] < sizes[a] + Begin[a]) result[a]++;
        }

        return result;
    }

    public (string, object?)[] Attributes(GraphWriter w, bool mayOmitKernel)
    {
        bool hasPads = Begin.Concat(End).Any(p => p > 0) || AutoPad is null && w.Flip(0.2);
        return
        [
            ("kernel_shape", mayOmitKernel && w.Flip() ? null : Kernel), ("strides", Strides.All(s => s == 1) && w.Flip() ? null : Strides),
            ("dilations", Dilations.All(d => d == 1) ? null : Dilations), ("pads", hasPads ? Begin.Concat(End).ToArray() : null),
            ("auto_pad", AutoPad ?? (w.Flip(0.1) ? "NOTSET" : null)),
        ];
    }

    private int Reach(int axis) => Dilations[axis] * (Kernel[axis] - 1) + 1;
}
