using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Training.Transfer;

namespace EdgeNet.Training.Understanding;

/// <summary>Where Grad-CAM looks, and the score that it explains.</summary>
internal static class CamLayer
{
    /// <summary>
    /// The last node that still has positions, that everything passes through, and that is no pooling: the last convolution with its norm,
    /// sum and activation. Null where there is none behind a convolution.
    /// </summary>
    /// <param name="graph">The network.</param>
    /// <param name="score">The node that is explained.</param>
    public static string? Find(NetworkGraph graph, string score)
    {
        HashSet<string> needed = NetworkPart.Needed(graph, score);
        string? found = null;
        bool isBehindConvolution = false;
        foreach (Node node in graph.Nodes.Where(n => needed.Contains(n.Name)))
        {
            isBehindConvolution |= node.Layer is Conv or ConvTranspose;
            if (isBehindConvolution && node.Name != score && Keeps(node.Layer) && node.Shape.Rank > 1
                && node.Shape.Length > node.Shape.Channels && IsPassedByAll(graph, score, node.Name)) found = node.Name;
        }

        return found;
    }

    /// <summary>The score of a class before a last softmax or sigmoid: its gradient does not vanish where the network is sure.</summary>
    /// <param name="graph">The network.</param>
    public static string ScoreOf(NetworkGraph graph)
    {
        Node last = graph[graph.Outputs[0]];
        return last.Layer is Softmax or Activate { Function.Kind: Activation.Sigmoid } ? last.Inputs[0] : last.Name;
    }

    private static bool Keeps(Layer layer) =>
        layer is Conv or ConvTranspose or BatchNorm or GroupNorm or InstanceNorm or Activate or PRelu or Elementwise or Concat or Dropout;

    private static bool IsPassedByAll(NetworkGraph graph, string score, string node)
    {
        HashSet<string> needed = NetworkPart.Needed(graph, score, node);
        return graph.Inputs.All(input => !needed.Contains(input.Name));
    }
}
