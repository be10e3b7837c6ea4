namespace EdgeNet.Training.Gradients;

/// <summary>
/// One thread's memory for a network, and the passes over it: a group of <see cref="Lanes.Count"/> samples goes forward, the loss puts
/// the gradient of the output in, and the group goes backward. Allocates nothing after it is made.
/// </summary>
internal sealed unsafe class GradientWorker
{
    private readonly NetworkGradient _network;
    private readonly LaneMemory _values;
    private readonly LaneMemory _gradients;
    private readonly LayerState[] _states;
    private readonly ulong[] _keys = GC.AllocateArray<ulong>(Lanes.Count, pinned: true);

    public GradientWorker(NetworkGradient network)
    {
        _network = network;
        _values = new LaneMemory(network.ValuesLength);
        _gradients = new LaneMemory(network.GradientsLength);
        _states = new LayerState[network.Layers.Length];
        for (int i = 0; i < _states.Length; i++)
            _states[i] = network.CreateState(i, _values.Pointer, _gradients.Pointer);
    }

    /// <summary>A random key a lane, for what layers draw in training.</summary>
    public Span<ulong> Keys => _keys;

    /// <summary>The network's input: a vector of samples an element.</summary>
    public float* Input => _states[_network.IndexOf(_network.Graph.Inputs.First().Name)].Output;

    /// <summary>The values of a node after a forward pass.</summary>
    public float* Output(int node) => _states[node].Output;

    /// <summary>The gradient of a node's output: the loss adds to it between the passes.</summary>
    public float* OutputGradient(int node) => _states[node].OutputGradient;

    /// <summary>Runs the network on what stands in <see cref="Input"/>, and clears the gradients for what comes.</summary>
    /// <param name="parameters">All parameters.</param>
    /// <param name="training">Whether layers such as dropout do what they do in training.</param>
    public void Forward(float* parameters, bool training)
    {
        fixed (ulong* keys = _keys)
        {
            var pass = new Pass(parameters, null, training ? keys : null);
            for (int i = 0; i < _states.Length; i++)
                _network.Layers[i]?.Forward(_states[i], pass);
        }

        if (training) _gradients.Span.Clear();
    }

    /// <summary>Runs backward from a node whose output gradient the loss has set, adding to the parameters' gradients.</summary>
    /// <param name="node">The last node to take part.</param>
    /// <param name="parameters">All parameters.</param>
    /// <param name="parameterGradients">Their gradients.</param>
    public void Backward(int node, float* parameters, float* parameterGradients)
    {
        var pass = new Pass(parameters, parameterGradients, null);
        for (int i = node; i >= 0; i--)
            if (_network.WantsGradient[i]) _network.Layers[i]?.Backward(_states[i], pass);
    }
}
