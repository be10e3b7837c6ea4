using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Training.PyTorch.Model.Layers;

/// <summary>Convolutions, transposed ones, and fully connected layers: torch.nn's modules of the same weights.</summary>
internal static class ConvSource
{
    public static string Conv(LayerContext c, Conv layer)
    {
        Window window = layer.Window;
        // torch.nn pads both sides alike.
        bool isEven = window.PadBegin == window.PadEnd;
        string module = c.Declare(
            $"nn.Conv{window.Rank}d({Channels(c.Shape.Channels, layer.Filters)}, {PythonText.Sizes(window.Kernel)}"
            + $"{Option("stride", window.Stride, 1)}{(isEven ? Option("padding", window.PadBegin, 0) : "")}"
            + $"{Option("dilation", window.Dilation, 1)}{Groups(layer.Groups)}{Bias(layer.Bias)})");
        return $"{module}({(isEven ? c.X : $"F.pad({c.X}, {Sides(window.PadBegin, window.PadEnd)})")})";
    }

    public static string Transposed(LayerContext c, ConvTranspose layer)
    {
        Window window = layer.Window;
        bool isPyTorchs = window.PadBegin == window.PadEnd
            && Enumerable.Range(0, window.Rank).All(i => layer.OutputPadding[i] < Math.Max(window.Stride[i], window.Dilation[i]));
        string module = c.Declare(
            $"nn.ConvTranspose{window.Rank}d({Channels(c.Shape.Channels, layer.Filters)}, {PythonText.Sizes(window.Kernel)}"
            + $"{Option("stride", window.Stride, 1)}{(isPyTorchs ? Option("padding", window.PadBegin, 0) : "")}"
            + $"{(isPyTorchs ? Option("output_padding", layer.OutputPadding, 0) : "")}{Groups(layer.Groups)}{Bias(layer.Bias)}"
            + $"{Option("dilation", window.Dilation, 1)})");
        if (isPyTorchs) return $"{module}({c.X})";
        int[] extra = [.. layer.OutputPadding.Zip(window.PadEnd, (o, e) => o - e)];
        return $"{c.Helper("conv_transpose")}({module}, {c.X}, {Sides([.. window.PadBegin.Select(b => -b)], extra)})";
    }

    public static string Dense(LayerContext c, Dense layer)
    {
        string module = c.Declare($"nn.Linear({Channels(c.Shape.Length, layer.Units)}{Bias(layer.Bias)})");
        return $"{module}({c.X}{(c.Shape.Rank > 1 ? ".flatten(1)" : "")})";
    }

    /// <summary>What F.pad takes: the last axis first, its begin and its end.</summary>
    public static string Sides(IReadOnlyList<int> begin, IReadOnlyList<int> end) =>
        PythonText.Tuple([.. Enumerable.Range(0, begin.Count).Reverse().SelectMany(i => new[] { begin[i], end[i] })]);

    /// <summary>An argument by its name, where it is not the usual one.</summary>
    public static string Option(string name, IReadOnlyList<int> values, int usual) =>
        values.All(v => v == usual) ? "" : $", {name}={PythonText.Sizes(values)}";

    private static string Channels(int from, int to) => $"{PythonText.Whole(from)}, {PythonText.Whole(to)}";

    private static string Groups(int groups) => groups == 1 ? "" : $", groups={PythonText.Whole(groups)}";

    private static string Bias(bool bias) => bias ? "" : ", bias=False";
}
