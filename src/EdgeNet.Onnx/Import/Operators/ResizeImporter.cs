using System.Globalization;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Description;
using EdgeNet.Onnx.Import.Drafts;
using EdgeNet.Onnx.Import.Model;
using static System.FormattableString;

namespace EdgeNet.Onnx.Import.Operators;

/// <summary>
/// Resize and Upsample by the nearest neighbour; other modes go to <see cref="ResampleImporter"/> (https://onnx.ai/onnx/operators/onnx__Resize.html, onnx__Upsample.html): to Upsample where each
/// element is repeated, else to Resize. Until opset 10 coordinates were asymmetric and rounded down.
/// </summary>
internal static class ResizeImporter
{
    private static readonly Dictionary<string, ResizeCoordinates> Coordinates = new()
    {
        ["half_pixel"] = ResizeCoordinates.HalfPixel,
        ["half_pixel_symmetric"] = ResizeCoordinates.HalfPixelSymmetric,
        ["pytorch_half_pixel"] = ResizeCoordinates.PytorchHalfPixel,
        ["align_corners"] = ResizeCoordinates.AlignCorners,
        ["asymmetric"] = ResizeCoordinates.Asymmetric,
    };

    private static readonly Dictionary<string, ResizeRounding> Roundings = new()
    {
        ["round_prefer_floor"] = ResizeRounding.RoundPreferFloor,
        ["round_prefer_ceil"] = ResizeRounding.RoundPreferCeil,
        ["floor"] = ResizeRounding.Floor,
        ["ceil"] = ResizeRounding.Ceil,
    };

    public static void Upsample(NodeContext context)
    {
        string mode = context.Attributes.OneOf("mode", "nearest", "nearest", "linear", "bilinear");
        ActivationValue value = context.Activation(0);
        float[] scales = context.Opset >= 9 ? context.Constant(1, "scales").Floats() : context.Attributes.Floats("scales") ?? throw new ImportProblemException("has no scales");
        if (mode != "nearest") ResampleImporter.Add(context, value, Scales(scales, value.Shape), null, new Resampling("linear", "asymmetric"));
        else Add(context, value, Scales(scales, value.Shape), sizes: null, ResizeCoordinates.Asymmetric, ResizeRounding.Floor);
    }

    public static void Resize(NodeContext context)
    {
        string mode = context.Attributes.OneOf("mode", "nearest", "nearest", "linear", "cubic");
        ActivationValue value = context.Activation(0);
        if (context.Opset < 11)
        {
            if (mode == "linear") ResampleImporter.Add(context, value, Scales(context.Constant(1, "scales").Floats(), value.Shape), null, new Resampling(mode, "asymmetric"));
            else if (mode == "cubic") throw new ImportProblemException("has mode 'cubic', which opset 10 does not define");
            else AddOfTen(context, value, Scales(context.Constant(1, "scales").Floats(), value.Shape));
            return;
        }

        string transformation = context.Attributes.OneOf("coordinate_transformation_mode", "half_pixel", [.. Coordinates.Keys, Resampling.Crop, Resampling.HalfPixelForNearest]);
        bool isPlain = mode == "nearest" && Coordinates.ContainsKey(transformation);
        var coordinates = isPlain ? Coordinates[transformation] : default;
        bool antialias = context.Attributes.Flag("antialias", false);
        if (antialias && mode == "nearest") throw new ImportProblemException("has antialias, which nearest-neighbour resizing has not");
        var how = new Resampling(mode, transformation)
        {
            NearestMode = context.Attributes.Text("nearest_mode") ?? "round_prefer_floor",
            Coefficient = context.Attributes.Float("cubic_coeff_a", -0.75f),
            ExcludesOutside = context.Attributes.Flag("exclude_outside", false),
            Extrapolation = context.Attributes.Float("extrapolation_value", 0),
            Antialias = antialias,
        };
        var rounding = Roundings[context.Attributes.OneOf("nearest_mode", "round_prefer_floor", [.. Roundings.Keys])];
        int rank = value.Shape.Length;
        int[] axes = context.Attributes.Ints("axes") is { } some ? Axes.Normalize(some, rank) : [.. Enumerable.Range(0, rank)];
        string policy = context.Attributes.OneOf("keep_aspect_ratio_policy", "stretch", "stretch", "not_larger", "not_smaller");
        // Up to opset 12 an unused scales input had to be there, empty.
        if (context.Has(2) && context.Constant(2, "scales") is { Length: > 0 } scales)
        {
            float[] given = scales.Floats();
            if (given.Length != axes.Length) throw new ImportProblemException(Invariant($"has {given.Length} scales for {axes.Length} axes"));
            float[] all = [.. Enumerable.Repeat(1f, rank)];
            for (int i = 0; i < axes.Length; i++) all[axes[i]] = given[i];
            if (isPlain) Add(context, value, Scales(all, value.Shape), sizes: null, coordinates, rounding);
            else ResampleImporter.Add(context, value, Scales(all, value.Shape), null, how.WithRegion(context, axes, rank));
            return;
        }

        long[] wanted = context.Numbers(3, "sizes") ?? throw new ImportProblemException("has neither scales nor sizes");
        if (wanted.Length != axes.Length) throw new ImportProblemException(Invariant($"has {wanted.Length} sizes for {axes.Length} axes"));
        if (wanted.FirstOrDefault(s => s is < 1 or > int.MaxValue, 1) is var wrong and not 1) throw new ImportProblemException(Invariant($"has a size of {wrong}"));
        int[] sizes = [.. value.Shape];
        for (int i = 0; i < axes.Length; i++) sizes[axes[i]] = (int)wanted[i];
        double[] factors = [.. sizes.Select((s, axis) => (double)s / value.Shape[axis])];
        if (policy != "stretch")
        {
            double[] of = [.. axes.Select(a => factors[a])];
            double factor = policy == "not_larger" ? of.Min() : of.Max();
            foreach (int axis in axes) (factors[axis], sizes[axis]) = (factor, (int)Math.Min(int.MaxValue, Math.Floor(factor * value.Shape[axis] + 0.5)));
        }

        if (isPlain) Add(context, value, factors, sizes, coordinates, rounding);
        else ResampleImporter.Add(context, value, factors, sizes, how.WithRegion(context, axes, rank));
    }

    /// <summary>
    /// Opset 10 does not say how coordinates are rounded. ONNX Runtime, which files of that time were made for, rounds them up along axes
    /// that become smaller, as 1 and 3 of 1, 2, 3, 4 by 0.6 in the tests of ONNX 1.5, and down along others.
    /// </summary>
    private static void AddOfTen(NodeContext context, ActivationValue value, double[] scales)
    {
        if (scales.Any(s => s < 1))
        {
            Add(context, value, [.. scales.Select(s => Math.Min(s, 1))], sizes: null, ResizeCoordinates.Asymmetric, ResizeRounding.Ceil);
            if (scales.All(s => s <= 1)) return;
            value = context.Output();
        }

        Add(context, value, [.. scales.Select(s => Math.Max(s, 1))], sizes: null, ResizeCoordinates.Asymmetric, ResizeRounding.Floor);
    }

    /// <summary>The sizes that scales give: the product rounded to float32, as runtimes have it, then down. 3 times 5/3 is 5, and 10 times 1.3 is 13.</summary>
    public static int[] Sizes(int[] shape, double[] scales)
    {
        int[] result = [.. shape.Select((size, axis) => (int)Math.Min(int.MaxValue, Math.Floor((double)(size * (float)scales[axis]))))];
        return Dimensions.Length(result.Select(s => (long)s)) >= 1 ? result : throw new ImportProblemException($"gives the shape {Dimensions.Text(result)}");
    }

    private static double[] Scales(float[] scales, int[] shape)
    {
        if (scales.Length != shape.Length) throw new ImportProblemException(Invariant($"has {scales.Length} scales for {shape.Length} axes"));
        if (scales.FirstOrDefault(s => !(s > 0) || !float.IsFinite(s), 1) is var wrong && wrong != 1) throw new ImportProblemException(Invariant($"has a scale of {wrong}; expected one above 0"));
        // The shortest number that is this one in float32, 0.7 instead of 0.699999988: coordinates of pixels then lie where its writer meant them.
        return [.. scales.Select(s => double.Parse(s.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture))];
    }

    private static void Add(NodeContext context, ActivationValue value, double[] scales, int[]? sizes, ResizeCoordinates coordinates, ResizeRounding rounding)
    {
        int[] result = sizes ?? Sizes(value.Shape, scales);
        if (Dimensions.Length(result.Select(s => (long)s)) < 1) throw new ImportProblemException($"gives the shape {Dimensions.Text(result)}");
        if (result.SequenceEqual(value.Shape) && scales.All(s => s == 1))
        {
            context.Pass(0);
            return;
        }

        Frame frame = context.Frame(value, mixesFirst: scales[0] != 1);
        int[] own = frame.Shape, output = result[frame.Skipped..];
        double[] factors = scales[frame.Skipped..];
        DraftOutput source = frame.Source;
        bool keepsChannels = own.Length > 1 && factors[0] == 1;
        if (!keepsChannels)
        {
            // The first axis is resized as well: with one of size 1 before it, it is a spatial one.
            source = context.View(source, [1, .. own]);
            (own, output, factors) = ([1, .. own], [1, .. output], [1, .. factors]);
        }

        DraftOutput resized = Layer(context, source, own[1..], output[1..], factors[1..], sizes is not null, (coordinates, rounding));
        context.Give(0, resized, result);
    }

    private static DraftOutput Layer(
        NodeContext context, DraftOutput source, int[] own, int[] output, double[] scales, bool hasSizes, (ResizeCoordinates Coordinates, ResizeRounding Rounding) how)
    {
        int[][] wanted = [.. own.Select((size, axis) => Wanted(output[axis], size, (float)scales[axis], how.Coordinates, how.Rounding))];
        if (scales.All(s => s == Math.Floor(s)) && wanted.Select((table, axis) => table.Index().All(e => e.Item == e.Index / (int)scales[axis])).All(same => same))
            return context.Add("Upsample", [source], [new("scales", scales.Distinct().Count() == 1 ? [(int)scales[0]] : scales.Select(s => (int)s).ToArray())]);

        // The layer has sizes or scales: where neither gives what the operator gives, nothing does.
        bool sizesGive = wanted.Select((table, axis) => table.SequenceEqual(Indices(output[axis], own[axis], (double)output[axis] / own[axis], how.Coordinates, how.Rounding))).All(same => same);
        bool scalesGive = own.Select((size, axis) => (int)Math.Floor(size * scales[axis]) == output[axis]).All(same => same)
            && wanted.Select((table, axis) =>
                table.SequenceEqual(Indices(output[axis], own[axis], scales[axis], how.Coordinates, how.Rounding))).All(same => same);
        bool asSizes = sizesGive && (hasSizes || !scalesGive);
        if (!asSizes && !scalesGive)
        {
            for (int axis = 0; axis < own.Length; axis++) source = IndexImporter.Gather(context, source, axis + 1, wanted[axis]);
            return source;
        }

        List<LayerArgument> arguments = [asSizes ? new("sizes", output) : new("scales", scales)];
        if (how.Coordinates != ResizeCoordinates.HalfPixel) arguments.Add(new("coordinates", how.Coordinates.ToString()));
        if (how.Rounding != ResizeRounding.RoundPreferFloor) arguments.Add(new("rounding", how.Rounding.ToString()));
        return context.Add("Resize", [source], arguments);
    }

    /// <summary>
    /// The input index of each output index, with coordinates in float32 as runtimes have them: 2.5 / (5/3) − 0.5 is 1 there, and a little
    /// more in double.
    /// </summary>
    private static int[] Wanted(int output, int input, float scale, ResizeCoordinates coordinates, ResizeRounding rounding)
    {
        RequireCount(output);
        float centre = input / 2f, shift = centre * (1 - output / (scale * input));
        float Coordinate(int x) => coordinates switch
        {
            ResizeCoordinates.Asymmetric => x / scale,
            ResizeCoordinates.AlignCorners => output == 1 ? 0 : x * (float)(input - 1) / (output - 1),
            ResizeCoordinates.PytorchHalfPixel when output == 1 => 0,
            ResizeCoordinates.HalfPixelSymmetric => shift + (x + 0.5f) / scale - 0.5f,
            _ => (x + 0.5f) / scale - 0.5f,
        };
        float Round(float at) => rounding switch
        {
            ResizeRounding.Floor => MathF.Floor(at),
            ResizeRounding.Ceil => MathF.Ceiling(at),
            ResizeRounding.RoundPreferFloor => MathF.Ceiling(at - 0.5f),
            _ => MathF.Floor(at + 0.5f),
        };
        return [.. Enumerable.Range(0, output).Select(x => (int)Math.Clamp(Round(Coordinate(x)), 0, input - 1))];
    }

    private static void RequireCount(int output)
    {
        if (output > 1 << 20) throw new ImportProblemException(Invariant($"gives an axis of {output} elements"));
    }

    /// <summary>The input index of each output index, as the compiler's layer has them.</summary>
    private static int[] Indices(int output, int input, double scale, ResizeCoordinates coordinates, ResizeRounding rounding)
    {
        RequireCount(output);
        return [.. new Resize(new[] { output }, new[] { scale }, coordinates, rounding).Indices(0, input)];
    }
}
