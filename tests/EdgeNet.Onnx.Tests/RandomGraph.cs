using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Description;

namespace EdgeNet.Onnx.Tests;

/// <summary>Small networks of every layer kind with random settings, over one to three spatial axes.</summary>
internal sealed class RandomGraph
{
    private readonly Random _random;
    private readonly List<Node> _nodes = [];

    private RandomGraph(int seed) => _random = new Random(seed);

    /// <summary>The network of a seed, and an input for it.</summary>
    public static (NetworkGraph Graph, RandomParameters Parameters, float[] Input) Create(int seed)
    {
        var builder = new RandomGraph(seed);
        NetworkGraph graph = builder.Build();
        var parameters = new RandomParameters(graph.Parameters().Select(p => new ParameterInfo(p.Name, [.. p.Shape.Dimensions])), seed);
        float[] input = [.. Enumerable.Range(0, graph.InputShape.Length).Select(_ => (float)(4 * builder._random.NextDouble() - 2))];
        return (graph, parameters, input);
    }

    private TensorShape Shape => _nodes[^1].Shape;

    private NetworkGraph Build()
    {
        var shape = new TensorShape([.. Draw(2 + _random.Next(3), 1, 10)]);
        _nodes.Add(new("input", new Input(shape), default, shape, -1));
        for (int layers = _random.Next(1, 5); layers > 0; layers--) Add(Spatial());
        if (_random.Next(2) == 0)
        {
            Add(new Flatten());
            Add(new Dense(_random.Next(1, 8), Flip()) { Activation = Function() });
            if (Flip()) Add(new Dropout(0.5f));
        }

        if (Flip()) Add(new Softmax());
        var graph = new NetworkGraph("Random", _nodes, [_nodes[^1].Name]);
        GraphChecker.Check(graph);
        return graph;
    }

    private Layer Spatial()
    {
        switch (_random.Next(14))
        {
            case 0:
                return new Activate(Function());
            case 1:
                return new Dropout(0.25f);
            case 2:
                bool ceil = Flip();
                return Pool(ceil) is { } max ? new MaxPool(max, ceil) : new Dropout(0);
            case 3:
                ceil = Flip();
                return Pool(ceil) is { } average ? new AvgPool(average, ceil, Flip()) : new Dropout(0);
            case 4:
                ceil = Flip();
                return Pool(ceil) is { } norm ? new LpPool(norm, ceil, _random.Next(1, 4)) : new Dropout(0);
            case 5:
                Window spread = Window(Shape.Rank - 1);
                EquatableArray<int> extra = new(spread.Stride.Select(s => _random.Next(s)).ToArray());
                int parts = Divisors(Shape.Channels)[_random.Next(Divisors(Shape.Channels).Length)];
                var transposed = new ConvTranspose(parts * _random.Next(1, 3), spread, extra, parts, Flip()) { Activation = Function() };
                return transposed.InferShape([Shape]).Dimensions.All(d => d is >= 1 and < 40) ? transposed : new Dropout(0);
            case 6:
                return new BatchNorm(1e-3f, 0.1f);
            case 7:
                return new PRelu(new(Flip() ? 1 : Shape.Channels));
            case 8:
                return new Elementwise((ElementwiseFunction)_random.Next(3), 0.75f) { Activation = Function() };
            case 9:
                return new LocalResponseNorm(_random.Next(1, 6), 0.5f, 0.75f, 1);
            case 10:
                int[] begin = [.. Draw(Shape.Rank, -1, 3)], end = [.. Draw(Shape.Rank, -1, 3)];
                var pad = new Pad(begin, end, Flip() ? PadMode.Constant : PadMode.Edge, 0);
                return Shape.Dimensions.All(d => d >= 3) ? pad : new Dropout(0);
            case 11:
                int[] order = [.. Enumerable.Range(0, Shape.Rank)];
                _random.Shuffle(order);
                return new Transpose(order);
            default:
                Window window = Window(Shape.Rank - 1);
                if (!Fits(window, ceil: false)) return new Activate(Function());
                int groups = Divisors(Shape.Channels)[_random.Next(Divisors(Shape.Channels).Length)];
                return new Conv(groups * _random.Next(1, 4), window, groups, Flip()) { Activation = Function() };
        }
    }

    /// <summary>A window that fits and has an element of the input at each of its places, or null where the one drawn has not.</summary>
    private Window? Pool(bool ceil)
    {
        Window window = Window(Shape.Rank - 1);
        bool sees = Fits(window, ceil) && Enumerable.Range(0, window.Rank).All(axis =>
            Enumerable.Range(0, window.OutputSize(axis, Shape[axis + 1], ceil)).All(position =>
                Enumerable.Range(0, window.Kernel[axis]).Any(tap =>
                {
                    int at = position * window.Stride[axis] - window.PadBegin[axis] + tap * window.Dilation[axis];
                    return at >= 0 && at < Shape[axis + 1];
                })));
        return sees && Enumerable.Range(0, window.Rank).All(a => Math.Max(window.PadBegin[a], window.PadEnd[a]) < window.Kernel[a])
            ? window
            : null;
    }

    private bool Fits(Window window, bool ceil) => window.OutputShape(1, Shape, ceil).Dimensions.All(d => d >= 1);

    private Window Window(int rank) => new(Draw(rank, 1, 4), Draw(rank, 1, 4), Draw(rank, 0, 3), Draw(rank, 0, 3), Draw(rank, 1, 3));

    private ActivationFunction Function()
    {
        // Functions without poles, jumps or steep growth.
        Activation[] kinds =
        [
            Activation.None, Activation.ReLU, Activation.LeakyReLU, Activation.Tanh, Activation.Sigmoid, Activation.ReLU6, Activation.ELU, Activation.SELU,
            Activation.CELU, Activation.GELU, Activation.HardSigmoid, Activation.Swish, Activation.HardSwish, Activation.Mish, Activation.Softplus,
            Activation.Softsign, Activation.Abs, Activation.Neg, Activation.Erf, Activation.Sin,
        ];
        return ActivationFunction.Of(kinds[_random.Next(kinds.Length)]);
    }

    private void Add(Layer layer)
    {
        string above = _nodes[^1].Name;
        _nodes.Add(new($"layer{_nodes.Count}", layer, new[] { above }, layer.InferShape([Shape]), _nodes.Count - 1));
    }

    private EquatableArray<int> Draw(int count, int min, int end) => new(Enumerable.Range(0, count).Select(_ => _random.Next(min, end)).ToArray());

    private bool Flip() => _random.Next(2) == 0;

    private static int[] Divisors(int number) => [.. Enumerable.Range(1, number).Where(d => number % d == 0)];
}
