using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Training.Gradients;
using EdgeNet.Training.Transfer;

namespace EdgeNet.Training.Understanding;

/// <summary>
/// Looks into a network with its weights: the activations of each layer for a sample, the filters of its first layer, and where a sample
/// tells for a class (Grad-CAM, Selvaraju et al. 2017; saliency, Simonyan, Vedaldi and Zisserman 2014). It runs the trainer's own passes,
/// in
/// float32, as the network is used: running statistics, no dropout. One thread at a time.
/// </summary>
public sealed class NetworkViewer
{
    private readonly NetworkGraph _graph;
    private readonly IParameterSource _weights;
    private readonly GradientPasses _whole;
    private readonly int _score;
    private GradientPasses? _head;

    /// <summary>Takes a network.</summary>
    /// <param name="graph">The network as <see cref="GraphBuilder"/> builds it, before any optimisation pass.</param>
    /// <param name="weights">Its weights.</param>
    /// <exception cref="TrainingException">It has several inputs, or a layer without a gradient.</exception>
    /// <exception cref="WeightsException">The weights are not those of the network.</exception>
    public NetworkViewer(NetworkGraph graph, IParameterSource weights)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(weights);
        _graph = graph;
        _weights = weights;
        string score = CamLayer.ScoreOf(graph);
        var network = new NetworkGradient(graph, wantInputGradient: true, part: NetworkPart.InUse(graph));
        _score = network.IndexOf(score);
        _whole = new GradientPasses(network, weights, _score);
        CamLayerName = CamLayer.Find(graph, score);
    }

    /// <summary>
    /// The layer whose positions Grad-CAM weighs: the last one with positions that everything passes through. Null where there is none.
    /// </summary>
    public string? CamLayerName { get; }

    /// <summary>Scores that can be explained: outputs of the first output.</summary>
    public int Outputs => _graph.OutputShape.Length;

    /// <summary>What each layer makes of a sample, in the order of computation; the last one is the network's first output.</summary>
    /// <param name="input">The sample as the network takes it.</param>
    /// <exception cref="ArgumentException">It has another length.</exception>
    public IReadOnlyList<LayerActivation> Activations(ReadOnlySpan<float> input)
    {
        var activations = new List<LayerActivation>();
        _whole.Forward(input, node =>
        {
            Node at = _graph.Nodes[node];
            activations.Add(new(at.Name, at.Layer.Kind, [.. at.Shape.Dimensions], _whole.Output(node)));
        });
        return activations;
    }

    /// <summary>
    /// Grad-CAM: the activations of <see cref="CamLayerName"/>, channel by channel weighted with the mean gradient of the class's score
    /// over the
    /// positions, summed, and what is below 0 cut. Null where the network has no such layer.
    /// </summary>
    /// <param name="input">The sample as the network takes it.</param>
    /// <param name="output">The class, 0 to <see cref="Outputs"/> − 1; its score is taken before a last softmax or sigmoid.</param>
    /// <exception cref="ArgumentException">The sample has another length, or there is no such class.</exception>
    public HeatMap? GradCam(ReadOnlySpan<float> input, int output)
    {
        CheckOutput(output);
        if (CamLayerName is null) return null;
        int node = _whole.Network.IndexOf(CamLayerName);
        float[]? values = null;
        _whole.Forward(input, at =>
        {
            if (at == node) values = _whole.Output(node);
        });
        GradientPasses head = _head ??= new GradientPasses(
            new NetworkGradient(_graph, wantInputGradient: true, part: NetworkPart.InUse(_graph).Behind(CamLayerName)), _weights, _score);
        float[] gradients = head.InputGradient(values, output);
        TensorShape shape = _graph[CamLayerName].Shape;
        int positions = shape.Length / shape.Channels;
        float[] map = new float[positions];
        for (int c = 0; c < shape.Channels; c++)
        {
            double weight = 0;
            for (int i = 0; i < positions; i++) weight += gradients[c * positions + i];
            for (int i = 0; i < positions; i++) map[i] += (float)(weight / positions) * values![c * positions + i];
        }

        for (int i = 0; i < positions; i++) map[i] = Math.Max(0, map[i]);
        return new HeatMap(CamLayerName, shape.Spatial, map);
    }

    /// <summary>The size of the gradient of a class's score by each position of the input, the largest of its channels.</summary>
    /// <param name="input">The sample as the network takes it.</param>
    /// <param name="output">The class, as for <see cref="GradCam"/>.</param>
    /// <exception cref="ArgumentException">The sample has another length, or there is no such class.</exception>
    public HeatMap Saliency(ReadOnlySpan<float> input, int output)
    {
        CheckOutput(output);
        float[] gradients = _whole.InputGradient(input, output);
        TensorShape shape = _graph.InputShape;
        int channels = shape.Rank > 1 ? shape.Channels : 1, positions = shape.Length / channels;
        float[] map = new float[positions];
        for (int i = 0; i < gradients.Length; i++) map[i % positions] = Math.Max(map[i % positions], Math.Abs(gradients[i]));
        return new HeatMap(_graph.Inputs.First().Name, channels > 1 || shape.Rank > 1 ? shape.Spatial : [positions], map);
    }

    /// <summary>
    /// The filters of the first layer with weights, one after the other: of a convolution its kernels (channels, kernel…), of a dense
    /// layer on
    /// the input what each unit weighs, in the shape of the input. Null where the first layer is another one.
    /// </summary>
    public IReadOnlyList<LayerActivation>? Filters()
    {
        Node? first = _graph.Nodes.FirstOrDefault(n => _graph.Parameters(n).Any(p => p.Role == "weight"));
        if (first?.Layer is not (Conv or Dense)) return null;
        TensorShape shape = _graph.Parameters(first).First(p => p.Role == "weight").Shape;
        ReadOnlySpan<float> weights = _weights.GetParameter($"{first.Name}.weight");
        int count = shape[0], length = shape.Length / count;
        int[] sizes = first.Layer is Conv ? shape.Spatial : length == _graph.InputShape.Length ? [.. _graph.InputShape.Dimensions]
            : [length];
        var filters = new LayerActivation[count];
        for (int i = 0; i < count; i++) filters[i] = new(first.Name, first.Layer.Kind, sizes, weights.Slice(i * length, length).ToArray());
        return filters;
    }

    private void CheckOutput(int output)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(output);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(output, Outputs);
    }
}
