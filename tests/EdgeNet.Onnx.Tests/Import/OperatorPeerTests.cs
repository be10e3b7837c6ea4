using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Onnx.OnnxRuntime;
using EdgeNet.Onnx.Tests.OnnxRuntime;
using EdgeNet.Onnx.Verification;
using EdgeNet.Tests.Shared.Reference;
using Xunit.Abstractions;

namespace EdgeNet.Onnx.Tests.Import;

/// <summary>What an import makes of an operator gives what ONNX Runtime gives.</summary>
public class OperatorPeerTests(ITestOutputHelper output)
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

        if (Peer.Find(output) is not { } library) return;
        using OnnxRuntimeSession session = OnnxRuntimeSession.Create(library, model.ToBytes(), Bindings(network));
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

    /// <summary>The file's inputs and outputs, each with a first axis of 1, as a session wants to know them.</summary>
    private static NetworkGraph Bindings(ImportedNetwork network)
    {
        Node Of(ImportedTensor tensor, bool isInput)
        {
            Assert.Equal(1, tensor.Shape[0]);
            var shape = new TensorShape([.. tensor.Shape.Skip(1)]);
            return new(tensor.Name, isInput ? new Input(shape) : new Activate(ActivationFunction.None), default, shape, -1);
        }

        return new NetworkGraph("Bindings", [.. network.Inputs.Select(i => Of(i, true)), .. network.Outputs.Select(o => Of(o, false))], network.Outputs.Select(o => o.Name));
    }
}
