using EdgeNet.Onnx.Import.Model;
using static System.FormattableString;

namespace EdgeNet.Onnx.Import.Operators;

/// <summary>How a Resize samples an axis (https://onnx.ai/onnx/operators/onnx__Resize.html).</summary>
/// <param name="Mode">nearest, linear or cubic.</param>
/// <param name="Coordinates">The coordinate transformation.</param>
internal sealed record Resampling(string Mode, string Coordinates)
{
    /// <summary>The transformation that samples a region of the input.</summary>
    public const string Crop = "tf_crop_and_resize";

    /// <summary>A transformation of opsets 11 and 12 without half an element's shift back.</summary>
    public const string HalfPixelForNearest = "tf_half_pixel_for_nn";

    /// <summary>Elements on either side of a place that count; antialiasing makes them many.</summary>
    private const int MaxSupport = 32;

    private double[] _region = [];

    /// <summary>What the nearest neighbour is.</summary>
    public string NearestMode { get; init; } = "round_prefer_floor";

    /// <summary>The coefficient a of the cubic kernel.</summary>
    public double Coefficient { get; init; } = -0.75;

    /// <summary>Whether weights of elements beside the input are spread over those in it.</summary>
    public bool ExcludesOutside { get; init; }

    /// <summary>What a region's parts beside the input hold.</summary>
    public float Extrapolation { get; init; }

    /// <summary>Whether the kernel is as wide as the outputs are apart.</summary>
    public bool Antialias { get; init; }

    /// <summary>Reads the region that tf_crop_and_resize samples: starts of all axes, then ends, from 0 to 1.</summary>
    public Resampling WithRegion(NodeContext context, int[] axes, int rank)
    {
        if (Coordinates != Crop) return this;
        double[] given = context.Constant(1, "region").Doubles();
        if (given.Length != 2 * axes.Length) throw new ImportProblemException(Invariant($"has a region of {given.Length} numbers for {axes.Length} axes"));
        double[] region = [.. Enumerable.Repeat(0.0, rank), .. Enumerable.Repeat(1.0, rank)];
        for (int i = 0; i < axes.Length; i++) (region[axes[i]], region[rank + axes[i]]) = (given[i], given[axes.Length + i]);
        return this with { _region = region };
    }

    /// <summary>Whether an axis is not what it was.</summary>
    public bool Changes(int axis, int input, int output, double scale) =>
        input != output || scale != 1 || Coordinates == Crop && (_region[axis] != 0 || _region[axis + _region.Length / 2] != 1);

    /// <summary>The input elements of each output element, and their weights; null where it lies beside the input and is extrapolated.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="input">Elements of the input.</param>
    /// <param name="output">Elements of the output.</param>
    /// <param name="scale">Output over input.</param>
    public (int[] Elements, double[] Weights)?[] Taps(int axis, int input, int output, double scale)
    {
        var taps = new (int[], double[])?[output];
        for (int x = 0; x < output; x++)
        {
            double at = Coordinate(x, axis, input, output, scale);
            taps[x] = Coordinates == Crop && (at < 0 || at > input - 1) ? null : Taps(at, input, scale);
        }

        return taps;
    }

    private (int[] Elements, double[] Weights) Taps(double at, int input, double scale)
    {
        if (Mode == "nearest") return ([Math.Clamp(Nearest(at), 0, input - 1)], [1]);
        double stretch = Antialias && scale < 1 ? scale : 1, support = (Mode == "linear" ? 1 : 2) / stretch;
        if (support > MaxSupport) throw new ImportProblemException(Invariant($"sums more than {2 * MaxSupport} elements for each of its outputs, which is unsupported"));
        int first = (int)Math.Floor(at - support) + 1, last = (int)Math.Ceiling(at + support) - 1;
        if (first > last) (first, last) = ((int)Math.Floor(at), (int)Math.Floor(at));
        int count = last - first + 1;
        double[] weights = [.. Enumerable.Range(first, count).Select(i => Kernel((at - i) * stretch))];
        if (ExcludesOutside)
            for (int i = 0; i < count; i++)
                if (first + i < 0 || first + i >= input) weights[i] = 0;
        double sum = weights.Sum();
        if ((ExcludesOutside || stretch != 1) && sum != 0) weights = [.. weights.Select(w => w / sum)];
        return ([.. Enumerable.Range(first, count).Select(i => Math.Clamp(i, 0, input - 1))], weights);
    }

    private double Kernel(double distance)
    {
        double d = Math.Abs(distance), a = Coefficient;
        if (Mode == "linear") return Math.Max(0, 1 - d);
        return d <= 1 ? ((a + 2) * d - (a + 3)) * d * d + 1 : d < 2 ? ((a * d - 5 * a) * d + 8 * a) * d - 4 * a : 0;
    }

    private double Coordinate(int x, int axis, int input, int output, double scale)
    {
        switch (Coordinates)
        {
            case "asymmetric": return x / scale;
            case HalfPixelForNearest: return (x + 0.5) / scale;
            case "align_corners": return output == 1 ? 0 : (double)x * (input - 1) / (output - 1);
            case "pytorch_half_pixel" when output == 1: return 0;
            case "half_pixel_symmetric":
                double adjustment = output / (scale * input), centre = input / 2.0;
                return centre * (1 - adjustment) + (x + 0.5) / scale - 0.5;
            case Crop:
                double start = _region[axis], end = _region[axis + _region.Length / 2];
                return output > 1 ? start * (input - 1) + x * (end - start) * (input - 1) / (output - 1) : 0.5 * (start + end) * (input - 1);
            default: return (x + 0.5) / scale - 0.5;
        }
    }

    private int Nearest(double at) => (int)(NearestMode switch
    {
        "floor" => Math.Floor(at),
        "ceil" => Math.Ceiling(at),
        "round_prefer_ceil" => Math.Floor(at + 0.5),
        _ => Math.Ceiling(at - 0.5),
    });
}
