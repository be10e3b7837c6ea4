using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Measuring.Peers;
using EdgeNet.Onnx.Tests.Export;
using EdgeNet.Onnx.Reference;
using static EdgeNet.Tests.Shared.TestGraphs;

namespace EdgeNet.Onnx.Tests.Peers;

/// <summary>Every layer kind as ONNX Runtime computes it, against the scalar reference.</summary>
public class LayerExportTests
{
    private const float Tolerance = 1e-4f;

    /// <summary>Differences are relative to the value, or to this where it is smaller.</summary>
    private const float Small = 0.1f;

    public static TheoryData<string> Names() => [.. LayerCases.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Layers_give_the_references_answers(string name) => Compare(LayerCases.All[name]);

    /// <summary>Two inputs and three outputs, one of which goes on.</summary>
    [Fact]
    public void Networks_of_several_inputs_and_outputs()
    {
        TensorShape image = new(2, 3, 3), vector = new(2, 1, 1);
        Node[] nodes =
        [
            new("image", new Input(image), default, image, -1),
            new("vector", new Input(vector), default, vector, -1),
            new("scaled", new Elementwise(ElementwiseFunction.Mul, null), new[] { "image", "vector" }, image, 0),
            new("conv", new Conv(3, Window([2, 2]), 1, true), new[] { "scaled" }, new(3, 2, 2), 1),
            new("drop", new Dropout(0.5f), new[] { "vector" }, vector, 2),
        ];
        Compare(new NetworkGraph("Several", nodes, ["conv", "scaled", "drop"]));
    }

    private void Compare(NetworkGraph graph)
    {
        GraphChecker.Check(graph);
        var parameters = new RandomParameters(graph.Parameters().Select(p => new ParameterInfo(p.Name, [.. p.Shape.Dimensions])), 3);
        var random = new Random(5);
        float[][] inputs = [.. graph.Inputs.Select(i => Enumerable.Range(0, i.Shape.Length).Select(_ => (float)(4 * random.NextDouble() - 2)).ToArray())];
        var reference = new ReferenceNetwork(graph, parameters);
        reference.Run(inputs);

        using OnnxRuntimeSession session = Peer.Create(graph, parameters);
        for (int i = 0; i < inputs.Length; i++) inputs[i].CopyTo(session.Input(i));
        session.Run();
        for (int i = 0; i < graph.Outputs.Count; i++)
        {
            float[] expected = reference.Output(graph.Outputs[i]), found = session.Output(i).ToArray();
            for (int e = 0; e < expected.Length; e++)
            {
                bool isClose = Math.Abs(expected[e] - found[e]) <= Tolerance * Math.Max(Small, Math.Abs(expected[e]));
                Assert.True(isClose, $"Output {i}, element {e}: expected {expected[e]}, found {found[e]}.");
            }
        }
    }
}
