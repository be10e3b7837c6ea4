using EdgeNet.Compiler.Graph;
using EdgeNet.Onnx.Reference;

namespace EdgeNet.Onnx.Tests.Import;

/// <summary>The class that an import writes is one that a person would have written.</summary>
public class ClassTests
{
    [Fact]
    public void A_mask_with_infinities_is_written_with_finite_weights()
    {
        const float None = float.NegativeInfinity;
        TestModel model = new TestModel().Input("x", 1, 2, 2).Floats("m", [2, 2], 0, None, 0.5f, None).Node("Add", "x,m", "y").Output("y");
        ImportedNetwork network = model.Import();
        float[] result = new ReferenceNetwork(network.Graph, network.Parameters).RunAll([1, 2, 3, 4]);
        using var folder = new TestFolder();
        NetworkClassWriter.WriteTo(network, "", folder.Path);
        Assert.All(network.ParameterInfos, p => Assert.All(network.Parameters.GetParameter(p.Name).ToArray(), v => Assert.True(float.IsFinite(v))));
        Assert.Equal(1, result[0]);
        Assert.Equal(3.5f, result[2]);
    }

    [Fact]
    public void A_chain_has_no_names_but_those_of_its_weights()
    {
        TestModel model = new TestModel().Input("x", 1, 1, 28, 28).Weight("features.0.weight", 8, 1, 5, 5).Weight("features.0.bias", 8)
            .Node("Conv", "x,features.0.weight,features.0.bias", "11", ("kernel_shape", new[] { 5, 5 }), ("pads", new[] { 2, 2, 2, 2 }))
            .Node("Relu", "11", "12")
            .Node("MaxPool", "12", "13", ("kernel_shape", new[] { 2, 2 }), ("strides", new[] { 2, 2 }))
            .Node("Flatten", "13", "14")
            .Weight("fc.weight", 10, 1568).Weight("fc.bias", 10)
            .Node("Gemm", "14,fc.weight,fc.bias", "15", ("transB", 1))
            .Node("Softmax", "15", "16", ("axis", -1))
            .Output("16");
        Assert.Equal(
            [
                "[Network(1, 28, 28)]",
                "[Conv2D(8, 5, Padding = 2, Activation = Activation.ReLU, Name = \"features_0\")]",
                "[MaxPool2D(2)]",
                "[Flatten]",
                "[Dense(10, Name = \"fc\")]",
                "[Softmax]",
            ],
            model.Attributes());
    }

    [Fact]
    public void Parameters_have_the_names_and_layout_of_the_layers()
    {
        ImportedNetwork network = new TestModel().Input("x", 1, 3).Floats("w", [3, 2], 1, 2, 3, 4, 5, 6).Floats("b", [2], 7, 8)
            .Node("Gemm", "x,w,b", "y", ("alpha", 2f), ("beta", 0.5f)).Named("head").Output("y").Import();
        Assert.Equal(["head.weight 2,3", "head.bias 2"], network.ParameterInfos.Select(p => $"{p.Name} {string.Join(",", p.Shape)}"));
        Assert.Equal([2f, 6, 10, 4, 8, 12], network.Parameters.GetParameter("head.weight").ToArray());
        Assert.Equal([3.5f, 4], network.Parameters.GetParameter("head.bias").ToArray());
        Assert.Throws<WeightsException>(() => network.Parameters.GetParameter("head.scale"));
    }

    [Fact]
    public void A_shortcut_is_named_where_it_starts()
    {
        TestModel model = new TestModel().Input("x", 1, 4, 8, 8).Weight("a.weight", 4, 4, 3, 3).Weight("b.weight", 4, 4, 3, 3)
            .Node("Relu", "x", "block")
            .Node("Conv", "block,a.weight", "1", ("pads", new[] { 1, 1, 1, 1 })).Node("Relu", "1", "2")
            .Node("Conv", "2,b.weight", "3", ("pads", new[] { 1, 1, 1, 1 }))
            .Node("Add", "3,block", "4").Node("Relu", "4", "5").Output("5");
        Assert.Equal(
            [
                "[Network(4, 8, 8)]",
                "[Activation(Activation.ReLU, Name = \"block\")]",
                "[Conv2D(4, 3, Padding = 1, Bias = false, Activation = Activation.ReLU, Name = \"a\")]",
                "[Conv2D(4, 3, Padding = 1, Bias = false, Name = \"b\")]",
                "[Add(\"block\", Activation = Activation.ReLU)]",
            ],
            model.Attributes());
    }

    [Fact]
    public void Biases_and_gates_that_exporters_write_apart_are_one_layer_again()
    {
        TestModel model = new TestModel().Input("x", 1, 6).Weight("w", 6, 4).Weight("b", 4).Weight("v", 4, 4)
            .Node("MatMul", "x,w", "m").Node("Add", "m,b", "a").Node("Sigmoid", "a", "s").Node("Mul", "a,s", "g")
            .Node("MatMul", "g,v", "n").Node("HardSigmoid", "n", "h", ("alpha", 1 / 6f)).Node("Mul", "h,n", "o").Output("o");
        Assert.Equal(
            [
                "[Network(6)]",
                "[Dense(4, Activation = Activation.Swish, Name = \"m\")]",
                "[Dense(4, Bias = false, Activation = Activation.HardSwish, Name = \"n\")]",
            ],
            [.. model.Attributes().Select(a => a.Replace("\"dense1\"", "\"m\"", StringComparison.Ordinal).Replace("\"dense2\"", "\"n\"", StringComparison.Ordinal))]);
    }

    [Fact]
    public void A_value_that_is_used_twice_keeps_its_activation_apart()
    {
        TestModel model = new TestModel().Input("x", 1, 2, 4, 4).Weight("w", 2, 2, 1, 1)
            .Node("Conv", "x,w", "c").Node("Relu", "c", "r").Node("Add", "c,r", "y").Output("y");
        Assert.Equal(["[Conv2D(2, 1, Bias = false, Name = \"conv1\")]", "[Activation(Activation.ReLU)]", "[Add(\"conv1\")]"],
            [.. model.Attributes().Skip(1).Select(a => a.Replace("\"c\"", "\"conv1\"", StringComparison.Ordinal))]);
    }

    [Fact]
    public void Several_inputs_and_outputs_have_their_names()
    {
        TestModel model = new TestModel(opset: 18).Input("left", 1, 3, 4).Input("right", 1, 3, 4)
            .Node("Add", "left,right", "sum").Node("Split", "sum", "top,rest", ("axis", 1), ("num_outputs", 2)).Output("rest", "sum");
        Assert.Equal(
            [
                "[Network(3, 4, Input = \"left\", Outputs = new[] { \"split1.1\", \"sum\" })]",
                "[Input(\"right\", 3, 4)]",
                "[Add(\"right\", Name = \"sum\")]",
                "[Split(2, 1, Name = \"split1\")]",
            ],
            [.. model.Attributes().Select(a => a.Replace("top", "split1", StringComparison.Ordinal))]);
    }

    [Theory]
    [InlineData("resnet50-v1.onnx", "Resnet50V1")]
    [InlineData("/a/b/3d net.onnx", "Network3dNet")]
    [InlineData("ö.onnx", "Network")]
    public void A_class_is_called_as_its_file(string file, string name) => Assert.Equal(name, OnnxImporter.ClassNameOf(file));

    [Fact]
    public void Names_in_a_file_become_names_of_layers()
    {
        TestModel model = new TestModel().Input("x", 1, 1, 4, 4).Weight("onnx::Conv_7", 1, 1, 1, 1).Weight("gpu_0/stem/conv_w", 1, 1, 1, 1)
            .Node("Conv", "x,onnx::Conv_7", "/blocks/blocks.0/conv/Conv_output_0").Named("/blocks/blocks.0/conv/Conv")
            .Node("Conv", "/blocks/blocks.0/conv/Conv_output_0,gpu_0/stem/conv_w", "Conv_3")
            .Node("Conv", "Conv_3,onnx::Conv_7", "17").Named("Conv_4")
            .Output("17");
        Assert.Equal(["conv", "gpu_0_stem_conv", "conv1"], model.Import().Description.Layers.Select(l => l.Name));
    }

    [Fact]
    public void The_files_that_are_written_fit_each_other()
    {
        using var folder = new TestFolder();
        ImportedNetwork network = new TestModel().Input("x", 1, 6).Weight("w", 6, 4).Node("MatMul", "x,w", "y").Output("y").Import();
        var (classFile, weightsFile) = NetworkClassWriter.WriteTo(network, "My.Nets", folder.Path);
        string text = File.ReadAllText(classFile);
        Assert.Contains("namespace My.Nets;", text);
        Assert.Contains("imported from test.onnx, written by test, opset 17", text);
        Assert.EndsWith("public sealed partial class Net;\n", text);
        using SafetensorsFile weights = SafetensorsFile.Open(weightsFile);
        Assert.Equal(Fingerprint.Of(network.Graph), weights.Fingerprint);
        Assert.Equal(network.ParameterInfos.Select(p => p.Name), weights.Tensors.Select(t => t.Name));
    }
}
