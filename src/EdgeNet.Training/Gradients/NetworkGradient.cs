using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Training.Gradients.Layers;
using EdgeNet.Training.Gradients.Layers.Norms;
using EdgeNet.Training.Parameters;
using EdgeNet.Training.Transfer;

namespace EdgeNet.Training.Gradients;

/// <summary>
/// A graph made ready for forward and backward passes: one <see cref="LayerGradient"/> a node and a place in memory for every tensor.
/// Shared by all workers; see <see cref="GradientWorker"/> for what each has of its own.
/// </summary>
internal sealed class NetworkGradient
{
    private readonly Dictionary<string, int> _indices = new(StringComparer.Ordinal);
    private readonly long[] _values;
    private readonly long[] _gradients;
    private readonly long[] _scratch;
    private readonly long[] _sharedOffsets;
    private readonly int[][] _parameterOffsets;
    private readonly LaneMemory _shared;
    private readonly NetworkPart? _part;

    /// <param name="graph">
    /// The graph as <see cref="GraphBuilder"/> builds it, before any optimisation pass. Of several outputs the first is computed; layers that
    /// it does not need are left out.
    /// </param>
    /// <param name="wantInputGradient">Whether the gradient of the network's input is wanted too.</param>
    /// <param name="create">Makes the gradient of a layer; null for <see cref="GradientRegistry"/>.</param>
    /// <param name="wantsGradients">Whether there are backward passes; else there is no memory for gradients.</param>
    /// <param name="part">What is computed, and what of it learns; null for all.</param>
    /// <exception cref="TrainingException">A layer cannot be trained, or there are several inputs.</exception>
    public NetworkGradient(
        NetworkGraph graph,
        bool wantInputGradient = false,
        Func<NetworkGraph, Node, LayerGradient>? create = null,
        bool wantsGradients = true,
        NetworkPart? part = null)
    {
        create ??= GradientRegistry.Create;
        int inputs = graph.Inputs.Count();
        if (inputs != 1)
            throw new TrainingException(
                $"Network '{graph.Name}': training expects one input, because a sample of a data set is one tensor, but found {inputs}: "
                + string.Join(", ", graph.Inputs.Select(i => $"'{i.Name}' {i.Shape}")) + ".");
        Graph = graph;
        _part = part;
        for (int i = 0; i < graph.Nodes.Count; i++)
            _indices[graph.Nodes[i].Name] = i;
        InputIndex = _indices[part?.From ?? graph.Inputs.First().Name];
        InputShape = graph.Nodes[InputIndex].Shape;
        HashSet<string> needed = NetworkPart.Needed(graph, part?.To ?? graph.Outputs[0], part?.From);
        // Of a part, the parameters of the rest are left out; of a whole network, none are: its weights' file has them all.
        bool isPart = part is { From: not null } or { To: not null };
        Parameters = new ParameterLayout(graph, node => !isPart || (needed.Contains(node.Name) && node.Name != part!.From));
        _parameterOffsets =
        [
            .. graph.Nodes.Select(node => graph.Parameters(node).Select(p => Parameters.Find($"{node.Name}.{p.Role}")?.Offset).OfType<int>().ToArray()),
        ];
        Layers =
        [
            .. graph.Nodes.Select((node, i) => node.Layer is Input || i == InputIndex || !needed.Contains(node.Name) ? null : Layer(node, create)),
        ];
        BatchLayers = [.. Enumerable.Range(0, Layers.Length).Where(i => Layers[i] is BatchLayerGradient)];

        WantsGradient = new bool[Layers.Length];
        _values = new long[Layers.Length];
        _gradients = new long[Layers.Length];
        _scratch = new long[Layers.Length];
        _sharedOffsets = new long[Layers.Length];
        for (int i = 0; i < Layers.Length; i++)
        {
            Node node = graph.Nodes[i];
            WantsGradient[i] = i == InputIndex
                ? wantInputGradient
                : wantsGradients && Layers[i] is not null && (Learns(node) || node.Inputs.Any(name => WantsGradient[_indices[name]]));
            if (IsComputed(i)) Place(i, node);
        }

        long shared = 0;
        for (int i = 0; i < Layers.Length; i++)
        {
            _sharedOffsets[i] = shared;
            shared += LaneMemory.Pad(Layers[i]?.SharedLength ?? 0);
        }

        _shared = new LaneMemory(shared);

        long most = Math.Max(ValuesLength, GradientsLength);
        if (most > Array.MaxLength / 2)
            throw new TrainingException(
                $"Network '{graph.Name}': {Lanes.Count} samples at a time take {most * sizeof(float) >> 20} MB of values; {Array.MaxLength / 2 * (long)sizeof(float) >> 20} MB are the most.");
    }

    /// <summary>The graph.</summary>
    public NetworkGraph Graph { get; }

    /// <summary>Where its parameters lie; of a part, the part's.</summary>
    public ParameterLayout Parameters { get; }

    /// <summary>The node whose output is given: the network's input, or what a part begins behind.</summary>
    public int InputIndex { get; }

    /// <summary>The shape of what is given.</summary>
    public TensorShape InputShape { get; }

    /// <summary>The layer of each node; null at the input, and where the first output does not need it.</summary>
    public LayerGradient?[] Layers { get; }

    /// <summary>The nodes, in order, whose layers compute each sample from the whole batch.</summary>
    public int[] BatchLayers { get; }

    /// <summary>Whether the gradient of each node's output is of use to anybody.</summary>
    public bool[] WantsGradient { get; }

    /// <summary>Floats of a worker's values and scratch memory.</summary>
    public long ValuesLength { get; private set; }

    /// <summary>Floats of a worker's gradients.</summary>
    public long GradientsLength { get; private set; }

    /// <summary>Floats that a thread needs while it computes.</summary>
    public long WorkspaceLength => Layers.Max(layer => layer?.WorkspaceLength ?? 0);

    /// <summary>Whether a node has a value in memory: it is an input, or the first output needs it.</summary>
    public bool IsComputed(int index) => Layers[index] is not null || index == InputIndex;

    /// <summary>Whether training changes a parameter: it is a trained one, not frozen, and the first output needs its layer.</summary>
    public bool IsTrained(ParameterSlot slot) =>
        slot.IsTrained && IsComputed(_indices[slot.Node]) && _part?.IsFrozen(Graph[slot.Node]) != true;

    /// <summary>The node with a name, by its number.</summary>
    public int IndexOf(string name) => _indices[name];

    /// <summary>Computes what layers compute from their parameters, before a pass with others.</summary>
    public unsafe void Prepare(float* parameters)
    {
        for (int i = 0; i < Layers.Length; i++)
            Prepare(i, parameters);
    }

    /// <summary>The same of one layer.</summary>
    public unsafe void Prepare(int index, float* parameters)
    {
        if (Layers[index] is not { SharedLength: > 0 } layer) return;
        layer.Prepare(parameters, ParameterOffsets(index), _shared.Pointer + _sharedOffsets[index]);
    }

    /// <summary>One worker's tensors of a node.</summary>
    public unsafe LayerState CreateState(int index, float* values, float* gradients, BatchTotals totals, GradientOrder order)
    {
        int batchLayer = Array.IndexOf(BatchLayers, index);
        IReadOnlyList<string> names = index == InputIndex ? [] : Graph.Nodes[index].Inputs;
        float*[] inputs = new float*[names.Count];
        float*[] inputGradients = new float*[names.Count];
        for (int i = 0; i < inputs.Length; i++)
        {
            int input = _indices[names[i]];
            inputs[i] = values + _values[input];
            inputGradients[i] = WantsGradient[input] ? gradients + _gradients[input] : null;
        }

        return new LayerState
        {
            Inputs = inputs,
            InputGradients = inputGradients,
            Output = values + _values[index],
            OutputGradient = WantsGradient[index] ? gradients + _gradients[index] : null,
            Shared = _shared.Pointer + _sharedOffsets[index],
            IsFirst = [.. names.Select(input => order.IsFirst(index, _indices[input]))],
            InputFloats = [.. names.Select(input => Graph[input].Shape.Length * Lanes.Count)],
            Scratch = values + _scratch[index],
            InputTotal = batchLayer < 0 ? null : totals.OfInputs(batchLayer),
            GradientTotal = batchLayer < 0 ? null : totals.OfGradients(batchLayer),
            ParameterOffsets = ParameterOffsets(index),
        };
    }

    /// <summary>Where a node's gradient starts: the same for nodes that run in place.</summary>
    public long GradientOffset(int index) => _gradients[index];

    /// <summary>Where each parameter of a node's layer starts.</summary>
    public int[] ParameterOffsets(int index) => _parameterOffsets[index];

    /// <summary>Whether gradients change parameters of a node.</summary>
    private bool Learns(Node node) => _part?.IsFrozen(node) != true && Graph.Parameters(node).Any(p => p.IsTrained);

    /// <summary>The gradient of a layer; what is frozen computes in training what it computes in use.</summary>
    private LayerGradient Layer(Node node, Func<NetworkGraph, Node, LayerGradient> create) => node.Layer switch
    {
        BatchNorm norm when _part?.HasFixedStatistics(node) == true => new FixedNormGradient(norm, node.Shape),
        Dropout when _part?.IsStill(node) == true => new IdentityGradient(node.Shape.Length),
        _ => create(Graph, node),
    };

    private void Place(int index, Node node)
    {
        if (RunsInPlace(index, node))
        {
            int below = _indices[node.Inputs[0]];
            _values[index] = _values[below];
            _gradients[index] = _gradients[below];
        }
        else
        {
            long floats = LaneMemory.Pad((long)node.Shape.Length * Lanes.Count);
            _values[index] = ValuesLength;
            ValuesLength += floats;
            _gradients[index] = GradientsLength;
            if (WantsGradient[index]) GradientsLength += floats;
        }

        _scratch[index] = ValuesLength;
        ValuesLength += LaneMemory.Pad(Layers[index]?.ScratchLength ?? 0);
    }

    /// <summary>Whether a node may write over its input: nobody else reads that, not even the layer that made it.</summary>
    private bool RunsInPlace(int index, Node node)
    {
        // A loss that is fused with the last layer reads what that takes.
        if (Layers[index] is not { CanRunInPlace: true } || node.Name == Graph.Outputs[0]) return false;
        Node below = Graph[node.Inputs[0]];
        return Layers[_indices[below.Name]] is { ReadsOutput: false }
            && !Graph.Outputs.Contains(below.Name)
            && Graph.Nodes.Sum(n => n.Inputs.Count(name => name == below.Name)) == 1;
    }
}
