using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Training.PyTorch.Model.Layers;

/// <summary>Pooling: PyTorch's functions where they can do it, else windows that layers.py gathers by ONNX's definition.</summary>
internal static class PoolSource
{
    public static string Max(LayerContext c, MaxPool layer)
    {
        Window window = layer.Window;
        if (!IsPyTorchs(window)) return $"{Gathered(c, window, "float(\"-inf\")")}.amax(-1)";
        return $"F.max_pool{window.Rank}d({c.X}, {PythonText.Sizes(window.Kernel)}{Steps(window)}"
            + $"{ConvSource.Option("padding", window.PadBegin, 0)}{ConvSource.Option("dilation", window.Dilation, 1)}{Ceil(layer.Ceil)})";
    }

    public static string Average(LayerContext c, AvgPool layer)
    {
        Window window = layer.Window;
        if (!IsPyTorchs(window) || window.Dilation.Any(d => d != 1))
        {
            string counted = PythonText.Truth(layer.CountIncludePad);
            return $"{c.Helper("avg_pool")}({c.X}, {Arguments(window)}, {Size(c)}, count_include_pad={counted})";
        }

        string counts = layer.CountIncludePad || !window.HasPadding ? "" : ", count_include_pad=False";
        return $"F.avg_pool{window.Rank}d({c.X}, {PythonText.Sizes(window.Kernel)}{Steps(window)}"
            + $"{ConvSource.Option("padding", window.PadBegin, 0)}{Ceil(layer.Ceil)}{counts})";
    }

    // F.lp_pool takes powers without absolute values, and scales windows that hang over the end.
    public static string Norm(LayerContext c, LpPool layer)
    {
        string power = PythonText.Whole(layer.P);
        return $"torch.linalg.vector_norm({Gathered(c, layer.Window, "0.0")}, {power}, -1)";
    }

    public static string Global(LayerContext c, GlobalPool layer)
    {
        int rank = c.Shape.Rank - 1;
        if (rank == 0) return c.X;
        string axes = PythonText.Tuple([.. Enumerable.Range(2, rank)]);
        return $"{c.X}.{(layer.Function == PoolFunction.Max ? "amax" : "mean")}({axes}, keepdim=True)";
    }

    private static bool IsPyTorchs(Window window) =>
        window.PadBegin == window.PadEnd && window.PadBegin.Zip(window.Kernel, (pad, kernel) => 2 * pad <= kernel).All(fits => fits);

    private static string Gathered(LayerContext c, Window window, string fill) =>
        $"{c.Helper("windows")}({c.X}, {Arguments(window)}, {Size(c)}, {fill})";

    private static string Arguments(Window window) =>
        $"{PythonText.Tuple(window.Kernel)}, {PythonText.Tuple(window.Stride)}, {PythonText.Tuple(window.PadBegin)}, "
        + $"{PythonText.Tuple(window.PadEnd)}, {PythonText.Tuple(window.Dilation)}";

    private static string Size(LayerContext c) => PythonText.Tuple(c.Node.Shape.Spatial);

    // PyTorch steps by the kernel unless told.
    private static string Steps(Window window) => window.Stride == window.Kernel ? "" : $", stride={PythonText.Sizes(window.Stride)}";

    private static string Ceil(bool ceil) => ceil ? ", ceil_mode=True" : "";
}
