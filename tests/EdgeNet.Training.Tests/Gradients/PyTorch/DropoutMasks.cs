using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Training.Gradients;
using static EdgeNet.Tests.Shared.TestGraphs;
using static EdgeNet.Training.Tests.Gradients.GradientCheck;

namespace EdgeNet.Training.Tests.Gradients.PyTorch;

/// <summary>What dropouts let through, which no other generator of random numbers can draw again.</summary>
internal static class DropoutMasks
{
    /// <summary>Adds the mask of each dropout of a network.</summary>
    /// <param name="description">Receives them.</param>
    /// <param name="graph">The network.</param>
    /// <param name="samples">Samples of the batch, numbered from 0.</param>
    /// <param name="epoch">The epoch's key.</param>
    public static void Add(PyTorchCase description, NetworkGraph graph, int samples, ulong epoch)
    {
        for (int i = 0; i < graph.Nodes.Count; i++)
        {
            if (graph.Nodes[i] is { Layer: Dropout dropout } node)
                description.Add(
                    node.Name + ".mask", [samples, .. node.Shape.Dimensions], Masks(dropout, i, node.Shape.Length, samples, epoch));
        }
    }

    /// <summary>A dropout at the same place of a graph, on ones.</summary>
    private static unsafe float[] Masks(Dropout dropout, int index, int length, int samples, ulong epoch)
    {
        (string, Layer, string[])[] before = [.. Enumerable.Range(1, index - 1).Select(i => (Name(i), (Layer)new Flatten(), new[] { Name(i - 1) }))];
        NetworkGraph graph = Graph([length], [.. before, ("drop", dropout, [Name(index - 1)])]);
        var network = new NetworkGradient(graph, wantInputGradient: true);
        var worker = new GradientWorker(network);
        float[] ones = [.. Enumerable.Repeat(1f, length)];
        float[] masks = new float[samples * length];
        for (int sample = 0; sample < samples; sample++)
        {
            WriteLane(ones, worker.Input, 0);
            worker.Keys[0] = SampleRandom.Mix(epoch, (ulong)sample);
            worker.Forward(null, training: true);
            Lanes.Read(worker.Output(network.IndexOf("drop")), 0, masks.AsSpan(sample * length, length));
        }

        return masks;

        static string Name(int node) => node == 0 ? "input" : FormattableString.Invariant($"n{node}");
    }
}
