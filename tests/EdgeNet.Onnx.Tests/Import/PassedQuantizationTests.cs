using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using Google.Protobuf;

namespace EdgeNet.Onnx.Tests.Import;

/// <summary>Quantized networks that are to be trained further: between layers, float32 goes on as it is.</summary>
public sealed class PassedQuantizationTests
{
    private const int Int8 = 3;

    [Fact]
    public void Between_layers_it_is_passed_through_and_weights_keep_their_rounding()
    {
        byte[] file = Model(zero: 3).Proto.ToByteArray();
        Assert.Contains("quantized arithmetic between layers",
            Assert.Throws<OnnxImportException>(() => OnnxImporter.Import(file, "q.onnx")).Message, StringComparison.Ordinal);
        ImportedNetwork network = OnnxImporter.Import(file, "q.onnx", new ImportOptions { PassesQuantization = true });
        Assert.True(network.HasPassedQuantization);
        byte[] plain = new TestModel().Input("x", 1, 2).Node("Softmax", "x", "y", ("axis", 1)).Output("y").Proto.ToByteArray();
        Assert.False(OnnxImporter.Import(plain, "p.onnx", new ImportOptions { PassesQuantization = true }).HasPassedQuantization);
        Assert.Equal(["Input", "Conv", "Softmax"], network.Graph.Nodes.Select(n => n.Layer.Kind));
        foreach (float weight in network.Parameters.GetParameter(network.ParameterInfos[0].Name))
            Assert.Equal(MathF.Round(weight / 0.125f), weight / 0.125f);
    }

    [Fact]
    public void Integers_that_begin_at_zero_are_a_ReLU()
    {
        ImportedNetwork network = OnnxImporter.Import(Model(zero: -128).Proto.ToByteArray(), "q.onnx",
            new ImportOptions { PassesQuantization = true });
        Assert.Equal(["Input", "Conv", "Activation", "Softmax"], network.Graph.Nodes.Select(n => n.Layer.Kind));
        Assert.Equal(Activation.ReLU, Assert.IsType<Activate>(network.Graph.Nodes[2].Layer).Function.Kind);
    }

    /// <summary>
    /// A convolution and a softmax with a pair of QuantizeLinear and DequantizeLinear at every edge; the softmax's has integers from zero
    /// on.
    /// </summary>
    private static TestModel Model(int zero)
    {
        var model = new TestModel().Input("x", 1, 2, 5, 5).Weight("w", 3, 2, 5, 5).Floats("s", [], 0.125f).Floats("n", [],
            zero).Floats("m", [], -128)
            .Node("Cast", "n", "z", ("to", Int8)).Node("Cast", "m", "low", ("to", Int8))
            .Node("QuantizeLinear", "w,s,z", "wq").Node("DequantizeLinear", "wq,s,z", "wd");
        Pair("x", "z", "a");
        model.Node("Conv", "a,wd", "c");
        Pair("c", "z", "d");
        model.Node("Softmax", "d", "e", ("axis", 1));
        Pair("e", "low", "y");
        return model.Output("y");

        void Pair(string from, string with, string to) =>
            model.Node("QuantizeLinear", $"{from},s,{with}", $"{to}q").Node("DequantizeLinear", $"{to}q,s,{with}", to);
    }
}
