using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Training.PyTorch.Model.Layers;

/// <summary>Layers that only move elements.</summary>
internal static class MoveSource
{
    public static string Reshape(string x, TensorShape shape) =>
        $"{x}.reshape({x}.shape[0], {string.Join(", ", shape.Dimensions.Select(PythonText.Whole))})";

    public static string Transpose(LayerContext c, Transpose layer) =>
        $"{c.X}.permute(0, {string.Join(", ", layer.Axes.Select(axis => PythonText.Whole(axis + 1)))})";

    public static string Gather(LayerContext c, Gather layer) => Indexed(c.X, layer.Axis, layer.Indices);

    public static string Slice(LayerContext c, Slice layer)
    {
        string x = c.X;
        // torch knows no steps backwards.
        for (int axis = 0; axis < layer.Steps.Count; axis++)
        {
            (int start, int step, int size) = (layer.Starts[axis], layer.Steps[axis], layer.Sizes[axis]);
            if (step < 0) x = Indexed(x, axis, Enumerable.Range(0, size).Select(i => start + i * step));
        }

        string[] ranges = [.. Enumerable.Range(0, layer.Steps.Count).Select(axis => Range(layer, axis, c.Shape[axis]))];
        return ranges.All(r => r == ":") ? x : $"{x}[:, {string.Join(", ", ranges)}]";
    }

    public static string Pad(LayerContext c, Pad layer)
    {
        string sides = ConvSource.Sides(layer.Begin, layer.End);
        if (layer.Mode != PadMode.Constant)
            return $"{c.Helper("pad")}({c.X}, {sides}, \"{(layer.Mode == PadMode.Reflect ? "reflect" : "replicate")}\")";
        return $"F.pad({c.X}, {sides}{(layer.Value == 0 ? "" : $", value={PythonText.Number(layer.Value)}")})";
    }

    public static string Resize(LayerContext c, Resize layer)
    {
        int[] sizes = c.Shape.Spatial;
        int[][] indices = [.. sizes.Select((size, axis) => layer.Indices(axis, size))];
        int[] factors = [.. sizes.Select((size, axis) => layer.Sizes[axis] / size)];
        // Whole factors are what upsampling usually is; what PyTorch rounds otherwise is written as the indices themselves.
        bool repeats = factors.All(f => f > 0) && sizes.Length <= 3
            && Enumerable.Range(0, sizes.Length).All(axis => indices[axis].SequenceEqual(Repeated(sizes[axis], factors[axis])));
        if (repeats) return $"F.interpolate({c.X}, scale_factor={Factors(factors)}, mode=\"nearest\")";
        string x = c.X;
        for (int axis = 0; axis < indices.Length; axis++) x = Indexed(x, axis + 1, indices[axis]);
        return x;
    }

    public static string DepthToSpace(LayerContext c, DepthToSpace layer) => layer.Mode == DepthToSpaceMode.CRD
        ? $"F.pixel_shuffle({c.X}, {PythonText.Whole(layer.BlockSize)})"
        : $"{c.Helper("depth_to_space")}({c.X}, {PythonText.Whole(layer.BlockSize)})";

    private static IEnumerable<int> Repeated(int size, int factor) => Enumerable.Range(0, size * factor).Select(i => i / factor);

    private static string Factors(int[] factors) => factors.All(f => f == factors[0])
        ? PythonText.Whole(factors[0]) : PythonText.Tuple(factors);

    private static string Indexed(string x, int axis, IEnumerable<int> indices) =>
        $"{x}[{string.Concat(Enumerable.Repeat(":, ", axis + 1))}{PythonText.List(indices)}]";

    private static string Range(Slice layer, int axis, int length)
    {
        (int start, int step, int size) = (layer.Starts[axis], layer.Steps[axis], layer.Sizes[axis]);
        if (step < 0 || (start == 0 && step == 1 && size == length)) return ":";
        string end = PythonText.Whole(start + (size - 1) * step + 1);
        return $"{(start == 0 ? "" : PythonText.Whole(start))}:{end}{(step == 1 ? "" : ":" + PythonText.Whole(step))}";
    }
}
