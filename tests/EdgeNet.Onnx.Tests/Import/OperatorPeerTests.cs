using EdgeNet.Measuring.Peers;
using EdgeNet.Onnx.Conformance;
using EdgeNet.Onnx.Proto;
using EdgeNet.Onnx.Tests.Peers;
using EdgeNet.Onnx.Reference;

namespace EdgeNet.Onnx.Tests.Import;

/// <summary>What an import makes of an operator gives what ONNX Runtime gives.</summary>
public class OperatorPeerTests
{
    public static TheoryData<string> Names => [.. OperatorModels.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void An_operator_gives_what_ONNX_Runtime_gives(string name)
    {
        TestModel model = OperatorModels.All[name]();
        ImportedNetwork network = model.Import();
        var random = new Random(3);
        float[] input = [.. Enumerable.Range(0, network.Graph.Inputs.Sum(i => i.Shape.Length)).Select(_ => (float)(4 * random.NextDouble() - 2))];
        float[] actual = new ReferenceNetwork(network.Graph, network.Parameters).RunAll(input);

        DeclareOutputShapes(model, network);
        using OnnxRuntimeSession session = Peer.Create(model.ToBytes());
        int at = 0;
        for (int i = 0; i < network.Inputs.Count; at += session.Input(i++).Length) input.AsSpan(at, session.Input(i).Length).CopyTo(session.Input(i));
        session.Run();
        at = 0;
        for (int i = 0; i < network.Outputs.Count; i++)
        {
            ReadOnlySpan<float> expected = session.Output(i);
            Comparison comparison = Comparison.Of(actual.AsSpan(at, expected.Length), expected);
            Assert.True(comparison.Passes, $"output {i}: {comparison.Description}\n{NetworkClassWriter.Write(network, "")}");
            at += expected.Length;
        }

        Assert.Equal(actual.Length, at);
    }

    /// <summary>ONNX Runtime does not find the shape of every output before it runs.</summary>
    private static void DeclareOutputShapes(TestModel model, ImportedNetwork network)
    {
        foreach ((ValueInfoProto output, ImportedTensor tensor) in model.Proto.Graph.Output.Zip(network.Outputs))
        {
            output.Type.TensorType.Shape = new TensorShapeProto();
            foreach (int size in tensor.Shape) output.Type.TensorType.Shape.Dim.Add(new TensorShapeProto.Types.Dimension { DimValue = size });
        }
    }
}
