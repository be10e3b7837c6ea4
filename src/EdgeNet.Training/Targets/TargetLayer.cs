using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Training.Parameters;

namespace EdgeNet.Training;

/// <summary>
/// The last layer of a network that gives numbers, which takes the scale in: trained in standardized targets, it answers in their own
/// units, and whoever deploys it needs to know of no scale.
/// </summary>
internal sealed class TargetLayer
{
    private readonly TargetScale _scale;

    /// <param name="graph">The network.</param>
    /// <param name="scale">The scale, a number an output.</param>
    /// <exception cref="TrainingException">The network does not end in a dense layer with a bias.</exception>
    public TargetLayer(NetworkGraph graph, TargetScale scale)
    {
        Node node = graph[graph.Outputs[0]];
        while (node.Layer is Flatten or Reshape) node = graph[node.Inputs[0]];
        if (node.Layer is not Dense { Bias: true })
            throw new TrainingException(
                $"Network '{graph.Name}': numbers are learnt by a dense layer with a bias and no activation at the end, "
                + $"found {node.Layer.Kind} '{node.Name}'.");
        Name = node.Name;
        _scale = scale;
    }

    /// <summary>The layer's name.</summary>
    public string Name { get; }

    /// <summary>The weights that answer in the targets' own units.</summary>
    /// <param name="learnt">The weights that answer in the scale; not changed.</param>
    public ParameterSet Fold(ParameterSet learnt)
    {
        ParameterSet weights = learnt.Clone();
        Span<float> weight = weights.Slot(Name + ".weight"), bias = weights.Slot(Name + ".bias");
        int inputs = weight.Length / bias.Length;
        for (int k = 0; k < bias.Length; k++)
        {
            foreach (ref float value in weight.Slice(k * inputs, inputs)) value *= _scale.Deviation[k];
            bias[k] = bias[k] * _scale.Deviation[k] + _scale.Mean[k];
        }

        return weights;
    }

    /// <summary>The weights that answer in the scale.</summary>
    /// <param name="layout">The network's parameters.</param>
    /// <param name="start">The weights that answer in the targets' own units.</param>
    /// <exception cref="WeightsException">A parameter is missing or has another length.</exception>
    public ParameterSet Unfold(ParameterLayout layout, IParameterSource start)
    {
        var weights = new ParameterSet(layout);
        weights.CopyFrom(start);
        Span<float> weight = weights.Slot(Name + ".weight"), bias = weights.Slot(Name + ".bias");
        int inputs = weight.Length / bias.Length;
        for (int k = 0; k < bias.Length; k++)
        {
            foreach (ref float value in weight.Slice(k * inputs, inputs)) value /= _scale.Deviation[k];
            bias[k] = (bias[k] - _scale.Mean[k]) / _scale.Deviation[k];
        }

        return weights;
    }
}
