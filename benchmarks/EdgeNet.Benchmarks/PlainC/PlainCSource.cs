using System.Globalization;
using System.Text;
using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Benchmarks.PlainC;

/// <summary>
/// A network as the plain C that generators such as onnx2c write: loops over the definition of each layer, nothing else. What a C compiler
/// makes of it is the floor that a generator has to beat.
/// </summary>
/// <remarks>Shapes are seen as (channels, depth, height, width). Layers that no network of EdgeNet.Models has are not supported.</remarks>
internal sealed class PlainCSource
{
    private readonly NetworkGraph _graph;
    private readonly StringBuilder _text = new();

    private PlainCSource(NetworkGraph graph) => _graph = graph;

    /// <summary>Writes <c>void infer(const float *input, const float *const *parameters, float *output)</c>; tensors between layers are static.</summary>
    /// <param name="graph">The network, before any pass.</param>
    /// <exception cref="NotSupportedException">A layer has no form here.</exception>
    public static string Of(NetworkGraph graph) => new PlainCSource(graph).Write();

    private string Write()
    {
        _text.Append("#include <math.h>\n#include <string.h>\n");
        foreach (Node node in _graph.Nodes.Where(n => n.Layer is not Input)) Line($"static float {Name(node)}[{node.Shape.Length}];");
        Line("void infer(const float *input, const float *const *p, float *output)\n{");
        int parameter = 0;
        foreach (Node node in _graph.Nodes.Where(n => n.Layer is not Input))
        {
            Line($"  {{ // {node.Name}: {node.Layer.Kind} {node.Layer.Settings}");
            Line($"    const float *x = {Source(node.Inputs.FirstOrDefault())}; float *y = {Name(node)}; (void)x;");
            WriteLayer(node, parameter);
            parameter += _graph.Parameters(node).Count;
            Line("  }");
        }

        Line($"  memcpy(output, {Source(_graph.Outputs[0])}, sizeof(float) * {_graph.OutputShape.Length});\n}}");
        return _text.ToString();
    }

    private void WriteLayer(Node node, int p)
    {
        int n = node.Shape.Length;
        switch (node.Layer)
        {
            case Conv conv: WriteConv(node, conv, p); break;
            case Dense dense:
                Line($"    for (int o = 0; o < {dense.Units}; o++) {{ float s = {(dense.Bias ? $"p[{p + 1}][o]" : "0")};");
                Line($"      for (int i = 0; i < {_graph.InputShapes(node)[0].Length}; i++) s += p[{p}][o * {_graph.InputShapes(node)[0].Length} + i] * x[i]; y[o] = s; }}");
                break;
            case MaxPool pool: WritePool(node, pool.Window, average: false, countPadding: false); break;
            case AvgPool pool: WritePool(node, pool.Window, average: true, pool.CountIncludePad); break;
            case GlobalPool pool: WriteGlobalPool(node, pool.Function); break;
            case BatchNorm norm:
                Line($"    for (int c = 0; c < {node.Shape[0]}; c++) {{ float a = p[{p}][c] / sqrtf(p[{p + 3}][c] + {Number(norm.Epsilon)}), b = p[{p + 1}][c] - p[{p + 2}][c] * a;");
                Line($"      for (int i = 0; i < {n / node.Shape[0]}; i++) y[c * {n / node.Shape[0]} + i] = a * x[c * {n / node.Shape[0]} + i] + b; }}");
                break;
            case LocalResponseNorm norm: WriteResponseNorm(node, norm); break;
            case Activate activate: Line($"    for (int i = 0; i < {n}; i++) {{ float v = x[i]; y[i] = {Function(activate.Function)}; }}"); break;
            case Elementwise { Function: ElementwiseFunction.Add, Value: null }:
                Line($"    for (int i = 0; i < {n}; i++) y[i] = {string.Join(" + ", node.Inputs.Select(i => $"{Source(i)}[i]"))};");
                break;
            case Softmax { Log: false } when node.Shape.Rank == 1:
                Line($"    float m = x[0], s = 0; for (int i = 1; i < {n}; i++) m = x[i] > m ? x[i] : m;");
                Line($"    for (int i = 0; i < {n}; i++) s += y[i] = expf(x[i] - m); for (int i = 0; i < {n}; i++) y[i] /= s;");
                break;
            case Flatten or Dropout: Line($"    memcpy(y, x, sizeof(float) * {n});"); break;
            default: throw new NotSupportedException($"{node.Layer.Kind} '{node.Name}' has no plain C form.");
        }
    }

    private void WriteConv(Node node, Conv conv, int p)
    {
        (int[] input, int[] output) = (Volume(_graph.InputShapes(node)[0]), Volume(node.Shape));
        Axes w = Axes.Of(conv.Window);
        int groupChannels = input[0] / conv.Groups, groupFilters = conv.Filters / conv.Groups;
        Loops(("o", output[0]), ("z", output[1]), ("h", output[2]), ("v", output[3]));
        Line($"      float s = {(conv.Bias ? $"p[{p + 1}][o]" : "0")};");
        Line($"      for (int c = 0; c < {groupChannels}; c++) for (int a = 0; a < {w.Kernel[0]}; a++) for (int b = 0; b < {w.Kernel[1]}; b++) for (int d = 0; d < {w.Kernel[2]}; d++) {{");
        Line($"        int iz = {At("z", "a", 0, w)}, ih = {At("h", "b", 1, w)}, iv = {At("v", "d", 2, w)};");
        Line($"        if ({Inside("iz", input[1], w, 0)} && {Inside("ih", input[2], w, 1)} && {Inside("iv", input[3], w, 2)})");
        Line($"          s += p[{p}][((o * {groupChannels} + c) * {w.Kernel[0] * w.Kernel[1]} + a * {w.Kernel[1]} + b) * {w.Kernel[2]} + d] * x[(((o / {groupFilters} * {groupChannels} + c) * {input[1]} + iz) * {input[2]} + ih) * {input[3]} + iv]; }}");
        Line($"      y[((o * {output[1]} + z) * {output[2]} + h) * {output[3]} + v] = s; }}");
    }

    private void WritePool(Node node, Window window, bool average, bool countPadding)
    {
        (int[] input, int[] output) = (Volume(_graph.InputShapes(node)[0]), Volume(node.Shape));
        Axes w = Axes.Of(window);
        Loops(("o", output[0]), ("z", output[1]), ("h", output[2]), ("v", output[3]));
        Line($"      float s = {(average ? "0" : "-INFINITY")}; int n = 0;");
        Line($"      for (int a = 0; a < {w.Kernel[0]}; a++) for (int b = 0; b < {w.Kernel[1]}; b++) for (int d = 0; d < {w.Kernel[2]}; d++) {{");
        Line($"        int iz = {At("z", "a", 0, w)}, ih = {At("h", "b", 1, w)}, iv = {At("v", "d", 2, w)};");
        Line($"        if (iz < 0 || iz >= {input[1]} || ih < 0 || ih >= {input[2]} || iv < 0 || iv >= {input[3]}) continue;");
        Line($"        float e = x[((o * {input[1]} + iz) * {input[2]} + ih) * {input[3]} + iv]; n++; s = {(average ? "s + e" : "e > s ? e : s")}; }}");
        Line($"      y[((o * {output[1]} + z) * {output[2]} + h) * {output[3]} + v] = {(average ? $"s / {(countPadding ? $"{window.Taps}" : "n")}" : "s")}; }}");
    }

    private void WriteGlobalPool(Node node, PoolFunction function)
    {
        int channels = node.Shape[0], elements = _graph.InputShapes(node)[0].Length / channels;
        Line($"    for (int c = 0; c < {channels}; c++) {{ float s = x[c * {elements}];");
        Line($"      for (int i = 1; i < {elements}; i++) {{ float e = x[c * {elements} + i]; s = {(function == PoolFunction.Max ? "e > s ? e : s" : "s + e")}; }}");
        Line($"      y[c] = s{(function == PoolFunction.Max ? "" : $" / {elements}")}; }}");
    }

    private void WriteResponseNorm(Node node, LocalResponseNorm norm)
    {
        int channels = node.Shape[0], elements = node.Shape.Length / channels;
        Line($"    for (int c = 0; c < {channels}; c++) for (int i = 0; i < {elements}; i++) {{ float s = 0;");
        Line($"      for (int d = c - {norm.Before}; d <= c + {norm.After}; d++) if (d >= 0 && d < {channels}) s += x[d * {elements} + i] * x[d * {elements} + i];");
        Line($"      y[c * {elements} + i] = x[c * {elements} + i] / powf({Number(norm.K)} + {Number(norm.Alpha / norm.Size)} * s, {Number(norm.Beta)}); }}");
    }

    private void Loops(params (string Name, int Count)[] loops) =>
        Line("    " + string.Concat(loops.Select(l => $"for (int {l.Name} = 0; {l.Name} < {l.Count}; {l.Name}++) ")) + "{");

    private static string At(string output, string tap, int axis, Axes w) => $"{output} * {w.Stride[axis]} + {tap} * {w.Dilation[axis]} - {w.Pad[axis]}";

    /// <summary>No test where nothing is padded: the compiler would not always see it.</summary>
    private static string Inside(string index, int size, Axes w, int axis) => w.IsPadded[axis] ? $"{index} >= 0 && {index} < {size}" : "1";

    private static string Function(ActivationFunction function) => function.Kind switch
    {
        Activation.ReLU => "v > 0 ? v : 0",
        Activation.LeakyReLU => $"v >= 0 ? v : {Number(function.Alpha)} * v",
        Activation.Tanh => "tanhf(v)",
        Activation.Sigmoid => "1 / (1 + expf(-v))",
        var kind => throw new NotSupportedException($"The activation {kind} has no plain C form."),
    };

    private static int[] Volume(TensorShape shape) =>
        [shape[0], .. Enumerable.Repeat(1, 4 - shape.Rank), .. shape.Dimensions.Skip(1)];

    private static string Number(float value) => value.ToString("R", CultureInfo.InvariantCulture) is var text && text.AsSpan().ContainsAny(".E") ? text + "f" : text + ".0f";

    private static string Name(Node node) => "t_" + node.Name.Replace('.', '_').Replace('-', '_');

    private string Source(string? node) => node is null ? "0" : _graph[node].Layer is Input ? "input" : Name(_graph[node]);

    private void Line(FormattableString line) => _text.Append(FormattableString.Invariant(line)).Append('\n');

    private void Line(string line) => _text.Append(line).Append('\n');

    /// <summary>A window over three axes, whatever its rank.</summary>
    private sealed record Axes(int[] Kernel, int[] Stride, int[] Dilation, int[] Pad, bool[] IsPadded)
    {
        public static Axes Of(Window window)
        {
            int[] Three(int value, IEnumerable<int> axes) => [.. Enumerable.Repeat(value, 3 - window.Rank), .. axes];
            return new(Three(1, window.Kernel), Three(1, window.Stride), Three(1, window.Dilation), Three(0, window.PadBegin),
                [.. Three(0, window.PadBegin.Zip(window.PadEnd, (a, b) => a + b)).Select(p => p > 0)]);
        }
    }
}
