using EdgeNet.Compiler.Graph.Builders;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Compiler.Problems;
using EdgeNet.Description;
using EdgeNet.Safety;

namespace EdgeNet.Compiler.Graph;

/// <summary>Description → graph: resolves names, infers every shape, and reports every problem it can find in one go.</summary>
public sealed class GraphBuilder
{
    /// <summary>Elements that one tensor or parameter may have: 4 GB of float32.</summary>
    public const long MaxElements = 1L << 30;

    /// <summary>Axes that a tensor may have.</summary>
    public const int MaxRank = 8;

    /// <summary>Taps of one output that full unrolling writes out; each is some hundred characters a width.</summary>
    private const int MaxUnrolledTaps = 4096;

    private readonly NetworkDescription _description;
    private readonly List<Problem> _problems = [];
    private readonly List<Node> _nodes = [];

    /// <summary>Shapes by node name; null where a problem above leaves a shape unknown.</summary>
    private readonly Dictionary<string, TensorShape?> _shapes = new(StringComparer.Ordinal);

    /// <summary>What stands at each name, for messages.</summary>
    private readonly Dictionary<string, string> _labels = new(StringComparer.Ordinal);

    /// <summary>The node whose output a layer's name stands for, where it is not the node of that name.</summary>
    private readonly Dictionary<string, string> _aliases = new(StringComparer.Ordinal);

    private readonly Dictionary<string, int> _kindCounts = new(StringComparer.Ordinal);

    /// <summary>The names that the description gives.</summary>
    private readonly HashSet<string> _given;

    private GraphBuilder(NetworkDescription description)
    {
        _description = description;
        _given = new(description.Layers.Select(l => l.Name).OfType<string>(), StringComparer.Ordinal);
    }

    /// <summary>The problems found so far.</summary>
    internal List<Problem> Problems => _problems;

    /// <summary>Builds the graph of a description.</summary>
    /// <param name="description">What was written.</param>
    /// <param name="problems">Everything that is wrong with it; warnings do not stop the graph.</param>
    /// <returns>The graph, or null where there is an error.</returns>
    public static NetworkGraph? Build(NetworkDescription description, out IReadOnlyList<Problem> problems)
    {
        var builder = new GraphBuilder(description);
        NetworkGraph? graph = builder.Build();
        problems = builder._problems;
        return graph;
    }

    /// <summary>The shape of what stands at a name, or null where it is unknown.</summary>
    internal TensorShape? ShapeOf(string name) => _shapes[name];

    /// <summary>What stands at a name, as messages call it.</summary>
    internal string LabelOf(string name) => _labels[name];

    /// <summary>Whether something stands at a name.</summary>
    internal bool Knows(string name) => _shapes.ContainsKey(name);

    /// <summary>The names at which something stands, in order.</summary>
    internal IEnumerable<string> Names => _shapes.Keys;

    /// <summary>
    /// Appends a node behind another that goes by the other's name from here on; the other keeps its name for its parameters.
    /// </summary>
    internal void AddBehind(string name, Layer layer, int source)
    {
        string behind = $"{name}.{layer.Kind.ToLowerInvariant()}";
        Add(behind, layer, new[] { name }, source);
        _labels[behind] = $"{layer.Kind} '{behind}'";
        _aliases[name] = behind;
    }

    /// <summary>Appends a node that is a part of a layer's output; the first stands for the layer.</summary>
    internal void AddPart(string name, int number, string label, Layer layer, EquatableArray<string> inputs, int source)
    {
        string part = FormattableString.Invariant($"{name}.{number}");
        TensorShape shape = Add(part, layer, inputs, source);
        _labels[part] = label;
        if (number > 0) return;
        _shapes[name] = shape;
        _aliases[name] = part;
    }

    /// <summary>Appends a node.</summary>
    /// <returns>Its shape.</returns>
    internal TensorShape Add(string name, Layer layer, EquatableArray<string> inputs, int source)
    {
        inputs = new EquatableArray<string>(inputs.Select(NodeOf));
        TensorShape shape = layer.InferShape([.. inputs.Select(i => _shapes[i]!.Value)]);
        _nodes.Add(new(name, layer, inputs, shape, source));
        _shapes[name] = shape;
        return shape;
    }

    /// <summary>The name of the node whose output stands at a name.</summary>
    private string NodeOf(string name) => _aliases.TryGetValue(name, out string alias) ? alias : name;

    private NetworkGraph? Build()
    {
        string? above = AddInputs();
        if (_description.Layers.Count == 0) _problems.Add(ProblemRegistry.NoLayers.At(null, null, _description.Name));
        for (int i = 0; i < _description.Layers.Count && above is not null; i++)
            above = AddLayer(i, above);
        string[] outputs = Outputs(above);
        if (above is null || _problems.Any(p => p.Severity == ProblemSeverity.Error)) return null;

        ReportUnused(outputs);
        ReportChannelsLast();
        if (_description.Unroll == Unroll.Full && ReportTooLargeToUnroll()) return null;
        var graph = new NetworkGraph(_description.Name, _nodes, outputs);
        GraphChecker.Check(graph);
        return graph;
    }

    private string? AddInputs()
    {
        for (int i = 0; i < _description.Inputs.Count; i++)
        {
            InputDescription input = _description.Inputs[i];
            var shape = new TensorShape(input.Shape);
            string nameArgument = i == 0 ? "input" : "name";
            Problem? problem =
                !LayerName.IsValid(input.Name) ? ProblemRegistry.InvalidName.At(null, nameArgument, input.Name, Unused(input.Name))
                : _shapes.ContainsKey(input.Name) ? ProblemRegistry.DuplicateName.At(null, nameArgument, input.Name, _labels[input.Name])
                : shape.Rank is < 1 or > MaxRank || shape.Dimensions.Any(d => d < 1)
                    ? ProblemRegistry.InvalidInputShape.At(null, "shape", $"({string.Join(", ", input.Shape)})")
                : shape.LongLength > MaxElements
                    ? ProblemRegistry.TooLarge.At(null, "shape", "The network", "an input", shape, shape.LongLength, MaxElements)
                : null;
            if (problem is null) Add(input.Name, new Input(shape), default, -1);
            else _problems.Add(problem with { Input = i });
            if (!_shapes.ContainsKey(input.Name)) _shapes[input.Name] = null;
            _labels[input.Name] = _description.Inputs.Count == 1 ? "the network's input" : $"the network's input '{input.Name}'";
        }

        return _description.Inputs.Count > 0 ? _description.Inputs[0].Name : null;
    }

    /// <summary>The nodes that are the network's outputs.</summary>
    private string[] Outputs(string? last)
    {
        if (_description.Outputs.Count == 0) return last is null ? [] : [NodeOf(last)];
        foreach (string output in _description.Outputs.Where(o => !_shapes.ContainsKey(o)))
            _problems.Add(ProblemRegistry.UnknownOutput.At(null, "outputs", _description.Name, output, string.Join(", ", Names.Select(n => $"'{n}'"))));
        string[] outputs = [.. _description.Outputs.Where(_shapes.ContainsKey).Select(NodeOf)];
        if (outputs.Distinct().Count() != outputs.Length)
            _problems.Add(ProblemRegistry.InvalidArgument.At(null, "outputs", $"Network '{_description.Name}'", "names an output twice"));
        return outputs;
    }

    /// <returns>The name at which the layer's output stands.</returns>
    private string AddLayer(int index, string above)
    {
        LayerDescription layer = _description.Layers[index];
        string name = ChooseName(index, layer);
        string label = $"{layer.Kind} '{name}'";
        var context = new LayerContext(this, index, layer, name, label, above);
        if (LayerRegistry.Find(layer.Kind) is { } build)
        {
            context.ResolveInput();
            build(context);
            context.ReportUnknownArguments();
        }
        else
        {
            _problems.Add(ProblemRegistry.UnknownLayer.At(index, null, layer.Kind, string.Join(", ", LayerRegistry.Kinds)));
        }

        if (!_shapes.ContainsKey(name)) _shapes[name] = null;
        _labels[name] = label;
        return context.IsAside ? above : name;
    }

    private string ChooseName(int index, LayerDescription layer)
    {
        string kind = layer.Kind.ToLowerInvariant();
        string? name = layer.Name;
        if (name is not null && !LayerName.IsValid(name))
        {
            _problems.Add(ProblemRegistry.InvalidName.At(index, "name", name, Unused(name)));
            name = null;
        }
        else if (name is not null && _shapes.ContainsKey(name))
        {
            _problems.Add(ProblemRegistry.DuplicateName.At(index, "name", name, _labels[name]));
            name = null;
        }

        while (name is null)
        {
            _kindCounts.TryGetValue(kind, out int count);
            _kindCounts[kind] = count + 1;
            string candidate = kind + (count + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
            if (!_shapes.ContainsKey(candidate) && !_given.Contains(candidate)) name = candidate;
        }

        return name;
    }

    /// <summary>A valid name like one that is not, which nothing else has.</summary>
    private string Unused(string name)
    {
        string proposed = LayerName.Propose(name), unused = proposed;
        for (int i = 2; _shapes.ContainsKey(unused) || _given.Contains(unused); i++) unused = FormattableString.Invariant($"{proposed}_{i}");
        return unused;
    }

    /// <summary>
    /// Reports an input of which a window looks along an axis that is as long as an image is wide, and the last as short as colours are.
    /// </summary>
    private void ReportChannelsLast()
    {
        foreach (Node node in _nodes)
        {
            if (ChannelsLast.WindowOf(node.Layer) is not { } window) continue;
            int input = _description.Inputs.Select(i => i.Name).ToList().IndexOf(node.Inputs[0]);
            if (input < 0 || !ChannelsLast.IsLikely(_shapes[node.Inputs[0]]!.Value, window)) continue;
            TensorShape shape = _shapes[node.Inputs[0]]!.Value;
            string meant = string.Join(", ", ChannelsLast.First(shape).Dimensions), found = string.Join(", ", shape.Dimensions);
            _problems.Add(ProblemRegistry.ChannelsLast.At(null, "shape", found, shape.Channels, _labels[node.Name], meant) with { Input = input });
            return;
        }
    }

    private bool ReportTooLargeToUnroll()
    {
        foreach (Node node in _nodes)
        {
            foreach (Parameter parameter in node.Layer.Parameters([.. node.Inputs.Select(i => _shapes[i]!.Value)]))
            {
                if (parameter.Shape.Rank < 2) continue;
                int taps = parameter.Shape.Length / parameter.Shape[0];
                if (taps <= MaxUnrolledTaps) continue;
                _problems.Add(ProblemRegistry.TooLargeToUnroll.At(null, "unroll", taps, $"{node.Layer.Kind} '{node.Name}'", MaxUnrolledTaps));
                return true;
            }
        }

        return false;
    }

    private void ReportUnused(string[] outputs)
    {
        var used = new HashSet<string>(_nodes.SelectMany(n => n.Inputs).Concat(outputs), StringComparer.Ordinal);
        // A layer of several nodes is used where one of them is.
        foreach (IGrouping<int, Node> layer in _nodes.Where(n => n.Source >= 0).GroupBy(n => n.Source))
        {
            if (layer.Any(n => used.Contains(n.Name) && !layer.Any(other => other.Inputs.Contains(n.Name)))) continue;
            Node node = layer.Last();
            if (used.Contains(node.Name)) continue;
            _problems.Add(ProblemRegistry.UnusedLayer.At(node.Source, null, $"{node.Layer.Kind} '{node.Name}'"));
        }
    }
}
