using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Compiler.Planning.Steps;
using EdgeNet.Description;

namespace EdgeNet.Compiler.Planning;

/// <summary>The plan while it grows: steps, buffers with their lives, and packed weights.</summary>
/// <param name="graph">The graph.</param>
/// <param name="limits">What Winograd's algorithm may take.</param>
internal sealed class PlanState(NetworkGraph graph, AlgorithmLimits limits)
{
    private readonly List<PlannedBuffer> _buffers = [];
    private readonly Dictionary<string, Operand> _operands = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Operand>> _converted = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Border?> _borders = new(StringComparer.Ordinal);

    /// <summary>The nodes whose outputs, or copies of them, lie in a buffer and may yet be read from there.</summary>
    private readonly Dictionary<int, HashSet<string>> _holders = [];
    private readonly Dictionary<int, string> _constants = [];
    private readonly Dictionary<int, (Operand Inside, Border Border)> _bordered = [];

    /// <summary>The graph.</summary>
    public NetworkGraph Graph => graph;

    /// <summary>What Winograd's algorithm may take.</summary>
    public AlgorithmLimits Limits => limits;

    /// <summary>The steps so far.</summary>
    public List<Step> Steps { get; } = [];

    /// <summary>The packed parameters so far.</summary>
    public List<PackedParameter> Parameters { get; } = [];

    /// <summary>Packed elements so far.</summary>
    public int WeightsLength { get; private set; }

    /// <summary>The buffers with their lives, not yet placed.</summary>
    public IReadOnlyList<PlannedBuffer> Buffers => _buffers;

    /// <summary>Where a node's output lies.</summary>
    public Operand this[string node] => _operands[node];

    /// <summary>Records where a node's output lies.</summary>
    public void Define(Node node, Operand operand)
    {
        _operands[node.Name] = operand;
        Hold(operand.Buffer, node.Name);
    }

    /// <summary>A copy of a node's output in a layout, where one was already made; else null.</summary>
    public Operand? FindConverted(string node, TensorLayout layout) =>
        _converted.TryGetValue(node, out List<Operand>? copies) ? copies.Find(c => c.Layout == layout) : null;

    /// <summary>Records a copy of a node's output in another layout.</summary>
    public void DefineConverted(string node, Operand copy)
    {
        if (!_converted.TryGetValue(node, out List<Operand>? copies)) _converted.Add(node, copies = []);
        copies.Add(copy);
        Hold(copy.Buffer, node);
    }

    /// <summary>A parameter that is read as a tensor, packed as it is.</summary>
    /// <param name="name">The buffer's name.</param>
    /// <param name="parameter">The parameter.</param>
    /// <param name="shape">Its shape, or one of as many elements.</param>
    public Operand Constant(string name, string parameter, TensorShape shape)
    {
        Operand operand = AllocateWeights(name, TensorLayout.ChannelsFirst(Volume.Of(shape)));
        _constants.Add(operand.Buffer, parameter);
        Parameters.Add(new(parameter, PackingOrder.Scalars, _buffers[operand.Buffer].Offset, shape.Length, 1, 1, shape.Length, default, default));
        return operand;
    }

    /// <summary>A part of a batch normalisation as a tensor of an element a channel.</summary>
    /// <param name="node">The normalisation.</param>
    /// <param name="shape">The tensor's shape.</param>
    /// <param name="epsilon">What is added to the variance.</param>
    /// <param name="part">The part.</param>
    public Operand NormVector(Node node, TensorShape shape, float epsilon, NormPart part)
    {
        Operand operand = AllocateWeights($"{node.Name} {part.ToString().ToLowerInvariant()}", TensorLayout.ChannelsFirst(Volume.Of(shape)));
        Parameters.Add(new(null, PackingOrder.Scalars, _buffers[operand.Buffer].Offset, shape.Length, 1, shape.Length, 1, default, default)
        {
            Norm = new(node.Name, epsilon, part),
        });
        return operand;
    }

    /// <summary>The tensor of a parameter packed once more, in another layout; null where it is no whole parameter.</summary>
    public Operand? Repacked(Operand constant, TensorLayout layout)
    {
        if (constant.Offset != 0 || !_constants.TryGetValue(constant.Buffer, out string parameter)) return null;
        Operand operand = AllocateWeights(_buffers[constant.Buffer].Name + " reordered", layout);
        EquatableArray<StridedLoop> loops = StridedNest.Of(LayoutPlanner.Whole(constant.Layout), LayoutPlanner.Whole(layout)).Loops;
        Parameters.Add(new(parameter, PackingOrder.Reordered, _buffers[operand.Buffer].Offset, layout.Length, 1, 1, layout.Length,
            loops.Select(l => l.Count).ToArray(), loops.Select(l => l.Strides[0]).ToArray()));
        return operand;
    }

    /// <summary>Appends a step; its operands live at least until it.</summary>
    public void Add(Step step)
    {
        foreach (Operand operand in step.Inputs.Concat(step.Scratch).Append(step.Output))
            _buffers[operand.Buffer] = _buffers[operand.Buffer] with { LastStep = Steps.Count };
        Steps.Add(step);
    }

    /// <summary>A new buffer, written by the next step.</summary>
    public Operand Allocate(string name, TensorLayout layout, Storage storage = Storage.Workspace, int offset = 0)
    {
        _buffers.Add(new(name, storage, layout.Length, Steps.Count, Steps.Count, offset));
        return new(_buffers.Count - 1, layout);
    }

    /// <summary>
    /// A buffer for a node's output: the network's output where it is that and lies as the user holds it; channels last, with the border
    /// that its readers need, which is filled at once.
    /// </summary>
    public Operand AllocateOutput(Node node, TensorLayout layout)
    {
        if (graph.Outputs.Contains(node.Name) && layout.IsChannelsFirst)
            return Allocate(node.Name, layout, Storage.Output, OutputOffset(graph.Outputs.ToList().IndexOf(node.Name)));
        if (!layout.IsChannelsLast || layout != TensorLayout.ChannelsLast(layout.Volume) || layout.Volume != Volume.Of(node.Shape)) return Allocate(node.Name, layout);
        Border border = Needed(node);
        if (border.IsEmpty) return Allocate(node.Name, layout);
        TensorLayout inside = border.Surround(layout.Volume, out int corner, out int length);
        Operand output = Allocate(node.Name, TensorLayout.Vector(length)) with { Layout = inside, Offset = corner };
        _bordered.Add(output.Buffer, (output, border));
        Add(new BorderStep(node.Name, output, border));
        return output;
    }

    /// <summary>A tensor together with a border that is there already, or null.</summary>
    /// <param name="operand">The tensor.</param>
    /// <param name="border">The border.</param>
    public Operand? Around(Operand operand, Border border) =>
        _bordered.TryGetValue(operand.Buffer, out var known) && known.Inside == operand && known.Border.Covers(border) ? border.Around(operand) : null;

    /// <summary>Whether an output of a node, channels last, may take a tensor's place: its readers find the border that they need there.</summary>
    /// <param name="node">The node.</param>
    /// <param name="operand">The tensor.</param>
    public bool ServesReaders(Node node, Operand operand)
    {
        Border needed = Needed(node);
        return needed.IsEmpty || Around(operand, needed) is not null;
    }

    /// <summary>Where one of the network's outputs starts in the span of all of them.</summary>
    public int OutputOffset(int output) => graph.Outputs.Take(output).Sum(o => graph[o].Shape.Length);

    /// <summary>Whether one of the network's outputs already lies where the user expects it.</summary>
    public bool IsInPlace(int output) =>
        _buffers[this[graph.Outputs[output]].Buffer] is { Storage: Storage.Output } buffer && buffer.Offset == OutputOffset(output);

    /// <summary>Packs a layer's weights, with the batch normalisation that is folded into them.</summary>
    public void PackWeights(PackedParameter weights, FoldedNorm? norm) =>
        Parameters.Add(norm is null ? weights : weights with { Norm = new(norm.Node, norm.Epsilon, NormPart.Weights) });

    /// <summary>Packs a layer's bias, with the batch normalisation that is folded into it; without either the packed bias stays zero.</summary>
    public void PackBias(Node node, bool hasBias, PackedParameter bias, FoldedNorm? norm)
    {
        if (hasBias) bias = bias with { Parameter = node.Name + ".bias" };
        if (norm is not null) bias = bias with { Norm = new(norm.Node, norm.Epsilon, NormPart.Bias) };
        if (hasBias || norm is not null) Parameters.Add(bias);
    }

    /// <summary>Which span an operand lies in.</summary>
    public Storage StorageOf(Operand operand) => _buffers[operand.Buffer].Storage;

    /// <summary>Reserves packed weights on a cache line.</summary>
    public int Reserve(int length)
    {
        int offset = WeightsLength;
        WeightsLength = WorkspacePlanner.Align(checked(offset + length));
        return offset;
    }

    /// <summary>
    /// Whether the steps of a node may overwrite one of its inputs: it is in the workspace, and of all nodes whose outputs lie in
    /// its buffer, none is the network's output or has a reader still to come.
    /// </summary>
    /// <param name="node">The node that is planned.</param>
    /// <param name="input">The tensor.</param>
    public bool MayOverwrite(Node node, Operand input)
    {
        if (StorageOf(input) != Storage.Workspace) return false;
        if (!_holders.TryGetValue(input.Buffer, out HashSet<string>? holders)) return true;
        // Who has been read by everybody matters no more; in a long chain, all that came before.
        holders.RemoveWhere(name => !Lies(name, input.Buffer) || !graph.Outputs.Contains(name) && graph.Consumers(graph[name]).All(reader => _operands.ContainsKey(reader.Name)));
        return !holders.Any(name => graph.Outputs.Contains(name) || graph.Consumers(graph[name]).Any(reader => reader.Name != node.Name && !_operands.ContainsKey(reader.Name)));
    }

    /// <summary>The border that a node's output, channels last, should have.</summary>
    private Border Needed(Node node)
    {
        if (_borders.Count == 0)
        {
            // From the end, so that what readers need is known before it is asked for.
            for (int i = graph.Nodes.Count - 1; i >= 0; i--) _borders[graph.Nodes[i].Name] = BorderPlanner.Needed(graph, graph.Nodes[i], limits, _borders);
        }

        return _borders[node.Name] ?? Border.None;
    }

    private bool Lies(string node, int buffer) => _operands.TryGetValue(node, out Operand? operand) && operand.Buffer == buffer
        || _converted.TryGetValue(node, out List<Operand>? copies) && copies.Exists(c => c.Buffer == buffer);

    private void Hold(int buffer, string node)
    {
        if (!_holders.TryGetValue(buffer, out HashSet<string>? holders)) _holders.Add(buffer, holders = new(StringComparer.Ordinal));
        holders.Add(node);
    }

    private Operand AllocateWeights(string name, TensorLayout layout) => Allocate(name, layout, Storage.Weights, Reserve(layout.Length));
}
