namespace EdgeNet.Training.Gradients;

/// <summary>
/// The memory of one group of <see cref="Lanes.Count"/> samples for a network, and the passes over it: the group goes forward, the loss puts
/// the gradient of the output in, and the group goes backward. Layers that look at the whole batch part the network into segments,
/// between which the groups of a batch wait for each other. Allocates nothing after it is made.
/// </summary>
internal sealed unsafe class GradientWorker
{
    private readonly NetworkGradient _network;
    private readonly LaneMemory _values;
    private readonly LaneMemory _gradients;
    private readonly BatchTotals _totals;
    private readonly double[][] _shares;
    private readonly LayerState?[] _states;
    private readonly GradientWorker[] _alone;
    private readonly (long Start, int Floats)[] _toClear;
    private readonly int _input;
    private readonly ulong[] _keys = GC.AllocateArray<ulong>(Lanes.Count, pinned: true);

    /// <summary>Allocates.</summary>
    /// <param name="network">The network.</param>
    /// <param name="totals">What the groups of a batch share; null where this group is a batch of its own.</param>
    /// <param name="lossNode">The node that backward starts from; null where it may be any.</param>
    public GradientWorker(NetworkGradient network, BatchTotals? totals = null, int? lossNode = null)
    {
        _network = network;
        _alone = [this];
        _input = network.InputIndex;
        _values = new LaneMemory(network.ValuesLength);
        _gradients = new LaneMemory(network.GradientsLength);
        _totals = totals ?? new BatchTotals(network);
        _shares = [.. network.BatchLayers.Select(i => BatchTotals.Allocate((BatchLayerGradient)network.Layers[i]!))];
        _states = new LayerState?[network.Layers.Length];
        var order = new GradientOrder(network, lossNode);
        _toClear = order.ToClear();
        for (int i = 0; i < _states.Length; i++)
            if (network.IsComputed(i)) _states[i] = network.CreateState(i, _values.Pointer, _gradients.Pointer, _totals, order);
    }

    /// <summary>The memory of the thread that runs the passes, of <see cref="NetworkGradient.WorkspaceLength"/>.</summary>
    public LaneMemory Workspace
    {
        get => field ??= new LaneMemory(_network.WorkspaceLength);
        set;
    }

    /// <summary>A random key a lane, for what layers draw in training.</summary>
    public Span<ulong> Keys => _keys;

    /// <summary>Lanes that hold a sample, the first ones.</summary>
    public int Samples { get; set; } = Lanes.Count;

    /// <summary>The network's input: a vector of samples an element.</summary>
    public float* Input => Output(_input);

    /// <summary>Values of one sample.</summary>
    public int InputLength => _network.InputShape.Length;

    /// <summary>The values of a node after a forward pass.</summary>
    public float* Output(int node) => _states[node]!.Output;

    /// <summary>The gradient of a node's output: the loss adds to it between the passes.</summary>
    public float* OutputGradient(int node) => _states[node]!.OutputGradient;

    /// <summary>What this group gathered last for a layer that looks at the whole batch.</summary>
    public double* Share(int batchLayer) => (double*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref _shares[batchLayer][0]);

    /// <summary>
    /// Runs the network on what stands in <see cref="Input"/>, as a batch of its own, and clears the gradients for what comes.
    /// </summary>
    /// <param name="parameters">All parameters, for which <see cref="NetworkGradient.Prepare(float*)"/> was called.</param>
    /// <param name="training">Whether layers such as dropout do what they do in training.</param>
    public void Forward(float* parameters, bool training)
    {
        for (int segment = 0; segment <= _network.BatchLayers.Length; segment++)
        {
            if (training && segment > 0) _totals.Join(segment - 1, _alone);
            Forward(segment, parameters, training);
        }
    }

    /// <summary>Runs one segment, and gathers what the layer behind it needs to know.</summary>
    /// <param name="segment">The segment, from 0; there is one more than there are layers that look at the whole batch.</param>
    /// <param name="parameters">All parameters.</param>
    /// <param name="training">Whether layers such as dropout do what they do in training.</param>
    /// <param name="onLayer">Called with each node whose layer has run: the next may write over its output. Null for nobody.</param>
    public void Forward(int segment, float* parameters, bool training, Action<int>? onLayer = null)
    {
        if (training && segment == 0)
        {
            foreach ((long start, int floats) in _toClear)
                new Span<float>(_gradients.Pointer + start, floats).Clear();
        }

        fixed (ulong* keys = _keys)
        {
            var pass = new Pass(parameters, null, training ? keys : null, Samples) { Workspace = Workspace.Pointer };
            int end = End(segment);
            for (int i = Start(segment); i < end; i++)
            {
                if (_network.Layers[i] is not { } layer) continue;
                layer.Forward(_states[i]!, pass);
                onLayer?.Invoke(i);
            }

            if (training && end < _states.Length) BatchLayer(end).Gather(_states[end]!, pass, Share(segment));
        }
    }

    /// <summary>Runs backward from a node whose output gradient the loss has set, adding to the parameters' gradients.</summary>
    /// <param name="node">The last node to take part.</param>
    /// <param name="parameters">All parameters.</param>
    /// <param name="parameterGradients">Their gradients; null where those of values alone are wanted.</param>
    public void Backward(int node, float* parameters, float* parameterGradients)
    {
        for (int segment = _network.BatchLayers.Length; segment >= 0; segment--)
        {
            Backward(segment, node, parameters, parameterGradients);
            if (segment > 0) _totals.JoinGradients(segment - 1, _alone);
        }
    }

    /// <summary>Runs one segment backward, from the layer behind it on, and gathers what its own first layer needs to know.</summary>
    /// <param name="segment">The segment.</param>
    /// <param name="node">The last node to take part.</param>
    /// <param name="parameters">All parameters.</param>
    /// <param name="parameterGradients">Their gradients; null where those of values alone are wanted.</param>
    public void Backward(int segment, int node, float* parameters, float* parameterGradients)
    {
        var pass = new Pass(parameters, parameterGradients, null, Samples) { Workspace = Workspace.Pointer };
        int first = Start(segment) + (segment > 0 ? 1 : 0);
        for (int i = Math.Min(node, Math.Min(End(segment), _states.Length - 1)); i >= first; i--)
            if (_network.WantsGradient[i] && _network.Layers[i] is { } layer) Backward(layer, _states[i]!, pass);
        if (segment > 0) BatchLayer(first - 1).GatherGradients(_states[first - 1]!, pass, Share(segment - 1));
    }

    private static void Backward(LayerGradient layer, LayerState state, in Pass pass)
    {
        for (int input = 0; !layer.SetsInputGradients && input < state.IsFirst.Length; input++)
            if (state.IsFirst[input]) new Span<float>(state.InputGradients[input], state.InputFloats[input]).Clear();
        layer.Backward(state, pass);
    }

    private int Start(int segment) => segment == 0 ? 0 : _network.BatchLayers[segment - 1];

    private int End(int segment) => segment == _network.BatchLayers.Length ? _states.Length : _network.BatchLayers[segment];

    private BatchLayerGradient BatchLayer(int node) => (BatchLayerGradient)_network.Layers[node]!;
}
