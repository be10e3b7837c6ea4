using System.Numerics;
using System.Runtime.InteropServices;
using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Training.Parameters;

namespace EdgeNet.Training.SelfOrganization;

/// <summary>
/// A stage of S cells in a graph: NAME_excitatory, NAME_inhibitory, NAME_shunting, and NAME, whose factor is the selectivity r. Planes are
/// added one at a time; until then their weights are 0 and they are silent.
/// </summary>
internal sealed class SCellStage
{
    private const string ExcitatorySuffix = "_excitatory";

    private readonly TensorShape _input;
    private readonly int _kernel;
    private readonly int _padding;
    private readonly float[] _sums;

    private SCellStage(NetworkGraph graph, Node node, string name)
    {
        var conv = (Conv)node.Layer;
        Name = name;
        Input = node.Inputs[0];
        _input = graph[Input].Shape;
        (_kernel, _padding) = (conv.Window.Kernel[0], conv.Window.PadBegin[0]);
        (Planes, Rows, Columns) = (conv.Filters, node.Shape[1], node.Shape[2]);
        Selectivity = ((Elementwise)graph[name].Layer).Value!.Value;
        PatchLength = _input.Channels * _kernel * _kernel;
        Weights = new float[Planes][];
        Norms = new float[Planes];
        _sums = Gaussian(_kernel);
    }

    /// <summary>What its nodes begin with.</summary>
    public string Name { get; }

    /// <summary>The node whose output it takes.</summary>
    public string Input { get; }

    /// <summary>S planes.</summary>
    public int Planes { get; }

    /// <summary>Cells of a plane, from top to bottom.</summary>
    public int Rows { get; }

    /// <summary>Cells of a plane, from left to right.</summary>
    public int Columns { get; }

    /// <summary>Fukushima's r: a cell answers where its feature's part in the input is more than r / (1 + r).</summary>
    public float Selectivity { get; }

    /// <summary>Elements that a cell sees.</summary>
    public int PatchLength { get; }

    /// <summary>The excitatory weights a of each plane that has learnt.</summary>
    public float[][] Weights { get; }

    /// <summary>The inhibitory weights b.</summary>
    public float[] Norms { get; }

    /// <summary>Planes that have learnt.</summary>
    public int Count { get; private set; }

    /// <summary>The stages of a network, in order.</summary>
    /// <param name="graph">The network.</param>
    public static IReadOnlyList<SCellStage> Find(NetworkGraph graph)
    {
        var stages = new List<SCellStage>();
        HashSet<string> names = [.. graph.Nodes.Select(n => n.Name)];
        foreach (Node node in graph.Nodes)
        {
            if (node.Layer is not Conv { Window.Rank: 2, Bias: true, Groups: 1 } conv) continue;
            if (!node.Name.EndsWith(ExcitatorySuffix, StringComparison.Ordinal)) continue;
            string name = node.Name[..^ExcitatorySuffix.Length];
            bool isWhole = names.Contains(name + "_inhibitory") && names.Contains(name + "_shunting")
                && names.Contains(name) && graph[name].Layer is Elementwise { Function: ElementwiseFunction.Mul, Value: > 0 };
            bool isSquare = conv.Window.Kernel[0] == conv.Window.Kernel[1]
                && conv.Window.PadBegin.Concat(conv.Window.PadEnd).Distinct().Count() == 1
                && conv.Window.Stride.Concat(conv.Window.Dilation).All(s => s == 1);
            if (isWhole && isSquare) stages.Add(new SCellStage(graph, node, name));
        }

        return stages;
    }

    /// <summary>What a cell sees of the stage's input.</summary>
    /// <param name="input">The input, channels first.</param>
    /// <param name="row">The cell's row.</param>
    /// <param name="column">Its column.</param>
    /// <param name="patch">Receives <see cref="PatchLength"/> elements, channels first.</param>
    public void Look(ReadOnlySpan<float> input, int row, int column, Span<float> patch)
    {
        int height = _input[1], width = _input[2], at = 0;
        for (int c = 0; c < _input.Channels; c++)
        {
            for (int dy = 0; dy < _kernel; dy++)
            {
                int y = row + dy - _padding;
                for (int dx = 0; dx < _kernel; dx++, at++)
                {
                    int x = column + dx - _padding;
                    patch[at] = y >= 0 && y < height && x >= 0 && x < width ? input[(c * height + y) * width + x] : 0;
                }
            }
        }
    }

    /// <summary>v = √(Σ c·u²) of a patch.</summary>
    public float Inhibition(ReadOnlySpan<float> patch)
    {
        double sum = 0;
        for (int i = 0; i < patch.Length; i++) sum += _sums[i % _sums.Length] * patch[i] * patch[i];
        return (float)Math.Sqrt(sum);
    }

    /// <summary>A plane's answer to a patch.</summary>
    /// <param name="plane">A plane that has learnt.</param>
    /// <param name="patch">The patch.</param>
    /// <param name="inhibition">Its v.</param>
    public float Answer(int plane, ReadOnlySpan<float> patch, float inhibition)
    {
        float share = Selectivity / (1 + Selectivity);
        return Selectivity * Math.Max(0, (1 + Dot(Weights[plane], patch)) / (1 + share * Norms[plane] * inhibition) - 1);
    }

    /// <summary>Gives a plane the feature that a seed cell sees: a = q·c·u/v, b = q.</summary>
    /// <param name="plane">The plane.</param>
    /// <param name="patch">The feature.</param>
    /// <param name="amplification">q.</param>
    public void Learn(int plane, ReadOnlySpan<float> patch, float amplification)
    {
        float inhibition = Inhibition(patch);
        float[] weights = new float[patch.Length];
        for (int i = 0; i < weights.Length; i++) weights[i] = amplification * _sums[i % _sums.Length] * patch[i] / inhibition;
        if (Weights[plane] is null) Count++;
        Weights[plane] = weights;
        Norms[plane] = amplification;
    }

    /// <summary>Writes what was learnt to the network's parameters.</summary>
    public void Write(ParameterSet parameters)
    {
        Span<float> excitatory = parameters.Slot(Name + "_excitatory.weight"), shunting = parameters.Slot(Name + "_shunting.weight");
        excitatory.Clear();
        shunting.Clear();
        parameters.Slot(Name + "_excitatory.bias").Fill(1);
        parameters.Slot(Name + "_shunting.bias").Fill(1);
        for (int plane = 0; plane < Planes; plane++)
        {
            if (Weights[plane] is not { } weights) continue;
            weights.CopyTo(excitatory[(plane * PatchLength)..]);
            shunting[plane] = Selectivity / (1 + Selectivity) * Norms[plane];
        }

        Span<float> inhibitory = parameters.Slot(Name + "_inhibitory.weight");
        for (int i = 0; i < inhibitory.Length; i++) inhibitory[i] = _sums[i % _sums.Length];
    }

    /// <summary>Weights that fall off from the middle of a window, of sum 1.</summary>
    /// <param name="size">Rows and columns of the window.</param>
    internal static float[] Gaussian(int size)
    {
        float deviation = 0.3f * size, middle = (size - 1) / 2f;
        float[] weights = new float[size * size];
        for (int i = 0; i < weights.Length; i++)
        {
            float y = i / size - middle, x = i % size - middle;
            weights[i] = MathF.Exp(-(x * x + y * y) / (2 * deviation * deviation));
        }

        float sum = weights.Sum();
        return [.. weights.Select(w => w / sum)];
    }

    private static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        ReadOnlySpan<Vector<float>> va = MemoryMarshal.Cast<float, Vector<float>>(a), vb = MemoryMarshal.Cast<float, Vector<float>>(b);
        Vector<float> sums = Vector<float>.Zero;
        for (int i = 0; i < va.Length; i++) sums += va[i] * vb[i];
        float sum = Vector.Sum(sums);
        for (int i = va.Length * Vector<float>.Count; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }
}
