using EdgeNet.Training.Gradients;
using EdgeNet.Training.Parameters;

namespace EdgeNet.Training.Understanding;

/// <summary>Forward and backward passes of one sample through a network or a part of it; the sample stands in the first lane.</summary>
internal sealed unsafe class GradientPasses
{
    private readonly ParameterSet _parameters;
    private readonly GradientWorker _worker;
    private readonly LaneMemory _parameterGradients;
    private readonly int _score;
    private readonly float[] _lanes;

    /// <param name="network">The network, without layers that draw or look at the whole batch in training.</param>
    /// <param name="weights">Its weights.</param>
    /// <param name="score">The node whose outputs are explained.</param>
    public GradientPasses(NetworkGradient network, IParameterSource weights, int score)
    {
        Network = network;
        _score = score;
        _parameters = new ParameterSet(network.Parameters);
        _parameters.CopyFrom(weights);
        network.Prepare(_parameters.Pointer);
        _worker = new GradientWorker(network, lossNode: score) { Samples = 1 };
        _parameterGradients = new LaneMemory(network.Parameters.Length);
        _lanes = new float[network.InputShape.Length * Lanes.Count];
    }

    public NetworkGradient Network { get; }

    /// <summary>Runs the sample forward.</summary>
    /// <param name="input">The sample.</param>
    /// <param name="onLayer">Called with each node that was computed, before the next may write over its output.</param>
    public void Forward(ReadOnlySpan<float> input, Action<int>? onLayer = null)
    {
        if (input.Length != Network.InputShape.Length)
            throw new ArgumentException($"Expected {Network.InputShape.Length} values, found {input.Length}.", nameof(input));
        input.CopyTo(_lanes);
        Lanes.WriteAll(_lanes, _worker.Input);
        // As in training, so that gradients are cleared and layers keep what backward needs.
        _worker.Forward(0, _parameters.Pointer, training: true, onLayer);
    }

    /// <summary>The values of a node.</summary>
    public float[] Output(int node) => Read(_worker.Output(node), Network.Graph.Nodes[node].Shape.Length);

    /// <summary>The gradient of one output's score by the input.</summary>
    public float[] InputGradient(ReadOnlySpan<float> input, int output)
    {
        Forward(input);
        int length = Network.Graph.Nodes[_score].Shape.Length;
        new Span<float>(_worker.OutputGradient(_score), length * Lanes.Count).Clear();
        _worker.OutputGradient(_score)[output * Lanes.Count] = 1;
        _worker.Backward(_score, _parameters.Pointer, _parameterGradients.Pointer);
        return Read(_worker.OutputGradient(Network.InputIndex), Network.InputShape.Length);
    }

    private static float[] Read(float* lanes, int length)
    {
        float[] values = new float[length];
        Lanes.Read(lanes, 0, values);
        return values;
    }
}
