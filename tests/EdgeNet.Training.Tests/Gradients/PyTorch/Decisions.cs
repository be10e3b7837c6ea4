using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Training.Gradients;
using EdgeNet.Training.Parameters;

namespace EdgeNet.Training.Tests.Gradients.PyTorch;

/// <summary>
/// What ReLUs and max poolings take in a batch, as float32 has it. Where a value lies nearer to the kink than float32 tells, the slope on
/// either side is right; of a million values some do, and each of them is more than the tolerance of the gradients. So both sides decide
/// by the same values.
/// </summary>
internal sealed unsafe class Decisions
{
    private readonly NetworkGradient _network;
    private readonly int _samples;
    private readonly GradientWorker[] _groups;
    private readonly BatchTotals _totals;

    /// <param name="network">The network.</param>
    /// <param name="samples">The batch, numbered from 0.</param>
    /// <param name="epoch">The epoch's key.</param>
    public Decisions(NetworkGradient network, float[][] samples, ulong epoch)
    {
        _network = network;
        _samples = samples.Length;
        _totals = new BatchTotals(network);
        _groups = [.. samples.Chunk(Lanes.Count).Select(c => new GradientWorker(network, _totals) { Samples = c.Length })];
        for (int i = 0; i < samples.Length; i++)
        {
            GradientWorker group = _groups[i / Lanes.Count];
            GradientCheck.WriteLane(samples[i], group.Input, i % Lanes.Count);
            group.Keys[i % Lanes.Count] = SampleRandom.Mix(epoch, (ulong)i);
        }
    }

    /// <summary>Adds them, as "NODE.kink".</summary>
    /// <param name="description">Receives them.</param>
    /// <param name="parameters">The parameters.</param>
    public void Add(PyTorchCase description, ParameterSet parameters)
    {
        NetworkGraph graph = _network.Graph;
        ILookup<int, Node> kinks = graph.Nodes.Where(n => IsKink(n.Layer) && graph[n.Inputs[0]].Layer is not Input)
            .ToLookup(n => _network.IndexOf(n.Inputs[0]));
        var values = kinks.ToDictionary(k => k.Key, k => new float[_samples * graph.Nodes[k.Key].Shape.Length]);
        _network.Prepare(parameters.Pointer);
        for (int segment = 0; segment <= _network.BatchLayers.Length; segment++)
        {
            for (int g = 0; g < _groups.Length; g++)
                _groups[g].Forward(segment, parameters.Pointer, training: true, node => Record(values, node, g));
            if (segment < _network.BatchLayers.Length) _totals.Join(segment, _groups);
        }

        foreach (IGrouping<int, Node> taken in kinks)
            foreach (Node node in taken)
                description.Add(node.Name + ".kink", [_samples, .. graph.Nodes[taken.Key].Shape.Dimensions], values[taken.Key]);
    }

    private static bool IsKink(Layer layer) => layer is MaxPool or Activate { Function.Kind: Activation.ReLU or Activation.ReLU6 };

    private void Record(Dictionary<int, float[]> values, int node, int group)
    {
        if (!values.TryGetValue(node, out float[]? all)) return;
        int length = all.Length / _samples;
        for (int lane = 0; lane < _groups[group].Samples; lane++)
            Lanes.Read(_groups[group].Output(node), lane, all.AsSpan((group * Lanes.Count + lane) * length, length));
    }
}
