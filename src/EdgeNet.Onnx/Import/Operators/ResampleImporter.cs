using EdgeNet.Onnx.Import.Drafts;
using EdgeNet.Onnx.Import.Model;

namespace EdgeNet.Onnx.Import.Operators;

/// <summary>
/// Resize by interpolation → for each axis a few Gathers, each times its weights, summed. Tables are as long as the axis times the taps of the
/// kernel: 2 of linear, 4 of cubic interpolation.
/// </summary>
internal static class ResampleImporter
{
    /// <summary>Adds the layers.</summary>
    /// <param name="context">The node.</param>
    /// <param name="value">What is resized.</param>
    /// <param name="scales">Output over input on each axis.</param>
    /// <param name="sizes">The sizes, or null where the scales give them.</param>
    /// <param name="how">How axes are sampled.</param>
    public static void Add(NodeContext context, ActivationValue value, double[] scales, int[]? sizes, Resampling how)
    {
        int[] result = sizes ?? ResizeImporter.Sizes(value.Shape, scales);
        bool[] changes = [.. result.Select((size, axis) => how.Changes(axis, value.Shape[axis], size, scales[axis]))];
        foreach (var (axis, size) in result.Index())
            if (changes[axis]) IndexImporter.RequireCount(size);
        context.Budget.Take(Dimensions.Length(result));
        Frame frame = context.Frame(value, changes[0]);
        DraftOutput source = frame.Source;
        for (int axis = frame.Skipped; axis < result.Length; axis++)
            if (changes[axis]) source = Axis(context, source, axis - frame.Skipped, how.Taps(axis, value.Shape[axis], result[axis], scales[axis]), how.Extrapolation);
        context.Give(0, source, result);
    }

    private static DraftOutput Axis(NodeContext context, DraftOutput source, int axis, (int[] Elements, double[] Weights)?[] taps, float extrapolation)
    {
        int count = taps.Max(t => t?.Elements.Length ?? 1);
        DraftOutput? sum = null;
        for (int k = 0; k < count; k++)
        {
            int tap = k;
            float[] weights = [.. taps.Select(t => t is { } given && tap < given.Weights.Length ? (float)given.Weights[tap] : 0)];
            if (weights.All(w => w == 0)) continue;
            // Where a tap counts nothing it takes the first one's element, which is there already: 0 times an infinity would be NaN.
            int[] from = [.. taps.Select((t, x) => t is not { } given ? 0 : given.Elements[weights[x] == 0 ? Heaviest(given.Weights) : tap])];
            DraftOutput term = IndexImporter.Gather(context, source, axis, from);
            if (weights.Any(w => w != 1)) term = context.Add("Mul", [term, Vector(context, source.Shape.Length, axis, weights)], []);
            sum = sum is { } before ? context.Add("Add", [before, term], []) : term;
        }

        if (taps.Any(t => t is null) && extrapolation != 0)
        {
            DraftOutput beside = Vector(context, source.Shape.Length, axis, [.. taps.Select(t => t is null ? extrapolation : 0)]);
            sum = sum is { } inside ? context.Add("Add", [inside, beside], []) : Beside();
        }

        return sum ?? Beside();
    }

    private static DraftOutput Beside() => throw new ImportProblemException("samples a region that lies beside its input");

    private static int Heaviest(double[] weights) => Array.IndexOf(weights, weights.Max());

    /// <summary>A number for each element of an axis.</summary>
    private static DraftOutput Vector(NodeContext context, int rank, int axis, float[] values)
    {
        int[] shape = [.. Enumerable.Range(0, rank).Select(a => a == axis ? values.Length : 1)];
        return context.ConstantLayer(new(shape, values), shape);
    }
}
