using EdgeNet.Compiler.Graph;
using EdgeNet.Models;
using EdgeNet.Onnx.Conformance;
using EdgeNet.Onnx.Reference;

namespace EdgeNet.Onnx.Tests.Import;

/// <summary>What is exported and imported again is the same network.</summary>
public class RoundTripTests
{
    [Fact]
    public void LeNet5_comes_back_as_it_was_written()
    {
        NetworkGraph graph = GraphBuilder.Build(LeNet5.Description, out _)!;
        var parameters = new RandomParameters(LeNet5.NetworkInfo, 1);
        ImportedNetwork network = OnnxImporter.Import(OnnxExporter.Export(graph, parameters), "LeNet5.onnx");
        Assert.Equal(LeNet5.Description, network.Description);
        foreach (var (name, _) in graph.Parameters()) Assert.Equal(parameters.GetParameter(name).ToArray(), network.Parameters.GetParameter(name).ToArray());
    }

    [Fact]
    public void Random_networks_give_the_same_answers()
    {
        for (int seed = 0; seed < 200; seed++)
        {
            var (graph, parameters, input) = RandomGraph.Create(seed);
            ImportedNetwork network = OnnxImporter.Import(OnnxExporter.Export(graph, parameters), "random.onnx");
            float[] expected = new ReferenceNetwork(graph, parameters).Run(input), actual = new ReferenceNetwork(network.Graph, network.Parameters).Run(input);
            Assert.True(graph.OutputShape == network.Graph.OutputShape, $"{seed}: {string.Join("\n", graph.Nodes)}\n{NetworkClassWriter.Write(network, "")}");
            Comparison comparison = Comparison.Of(actual, expected);
            Assert.True(comparison.Passes, $"{seed}: {comparison.Description}\n{NetworkClassWriter.Write(network, "")}");
        }
    }
}
