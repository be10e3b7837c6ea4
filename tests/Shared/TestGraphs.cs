using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Tests.Shared;

/// <summary>Graphs out of layers, for tests of single layers and small networks.</summary>
public static class TestGraphs
{
    /// <summary>A graph of one layer.</summary>
    public static NetworkGraph Single(Layer layer, params int[] shape) => Graph(shape, ("layer", layer, ["input"]));

    /// <summary>A graph out of (name, layer, inputs).</summary>
    public static NetworkGraph Graph(int[] shape, params (string Name, Layer Layer, string[] Inputs)[] layers)
    {
        var nodes = new List<Node> { new("input", new Input(new(shape)), Array.Empty<string>(), new(shape), -1) };
        foreach ((string name, Layer layer, string[] inputs) in layers)
        {
            TensorShape output = layer.InferShape([.. inputs.Select(i => nodes.Single(n => n.Name == i).Shape)]);
            nodes.Add(new(name, layer, inputs, output, nodes.Count - 1));
        }

        var graph = new NetworkGraph("Test", nodes, [nodes[^1].Name]);
        GraphChecker.Check(graph);
        return graph;
    }

    /// <summary>A window; strides and dilations are 1, and there is no padding, unless given. The end is padded as the begin unless given.</summary>
    public static Window Window(int[] kernel, int[]? stride = null, int[]? begin = null, int[]? end = null, int[]? dilation = null)
    {
        int[] ones = [.. kernel.Select(_ => 1)];
        int[] zeros = new int[kernel.Length];
        return new(kernel, stride ?? ones, begin ?? zeros, end ?? begin ?? zeros, dilation ?? ones);
    }
}
