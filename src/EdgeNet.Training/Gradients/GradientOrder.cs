namespace EdgeNet.Training.Gradients;

/// <summary>
/// Which layer reaches a gradient first, backward from the loss. It finds nothing there, and can set it where others add to it: only the
/// other gradients have to be cleared before.
/// </summary>
internal sealed class GradientOrder
{
    private readonly NetworkGradient _network;

    /// <summary>The first layer to reach each node's gradient; −1 where the loss is the first, or it is not known.</summary>
    private readonly int[] _first;

    /// <param name="network">The network.</param>
    /// <param name="lossNode">The node at whose output the loss is taken; null where that is not known.</param>
    public GradientOrder(NetworkGradient network, int? lossNode)
    {
        _network = network;
        int count = network.Graph.Nodes.Count;
        _first = [.. Enumerable.Repeat(-1, count)];
        if (lossNode is not { } loss) return;
        for (int node = 0; node < loss; node++)
        {
            if (!network.WantsGradient[node] || !network.IsComputed(node)) continue;
            string name = network.Graph.Nodes[node].Name;
            int last = Enumerable.Range(node + 1, loss - node)
                .LastOrDefault(i => network.Layers[i] is not null && network.Graph.Nodes[i].Inputs.Contains(name), -1);
            // A layer that runs in place has been reached itself before; of two equal operands the second adds.
            if (last >= 0 && network.GradientOffset(last) != network.GradientOffset(node) && network.Graph.Nodes[last].Inputs.Count(i => i == name) == 1)
                _first[node] = last;
        }
    }

    /// <summary>Whether a layer is the first to reach the gradient of one of its inputs.</summary>
    public bool IsFirst(int layer, int input) => _first[input] == layer;

    /// <summary>The gradients to clear before the loss: (start, floats).</summary>
    public (long Start, int Floats)[] ToClear() =>
    [
        .. Enumerable.Range(0, _first.Length)
            .Where(i => _network.WantsGradient[i] && _network.IsComputed(i))
            .GroupBy(_network.GradientOffset)
            .Where(nodes => nodes.All(i => _first[i] < 0))
            .Select(nodes => (nodes.Key, _network.Graph.Nodes[nodes.First()].Shape.Length * Lanes.Count)),
    ];
}
