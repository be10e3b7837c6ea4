using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Description;
using EdgeNet.Onnx.Export;
using EdgeNet.Onnx.Proto;

namespace EdgeNet.Onnx.Tests.Export;

public class OnnxExporterTests
{
    private static readonly NetworkDescription Small = new("Small", [1, 6, 6],
        new LayerDescription("Conv2D", new LayerArgument("filters", 2), new("kernel", 3), new("activation", "Tanh"), new("name", "c1")),
        new LayerDescription("MaxPool2D", new LayerArgument("kernel", 2), new("name", "s2")),
        new LayerDescription("Flatten", new LayerArgument("name", "flat")),
        new LayerDescription("Dense", new LayerArgument("units", 3), new("bias", false), new("name", "f3")),
        new LayerDescription("Dropout", new LayerArgument("rate", 0.5), new("name", "drop")),
        new LayerDescription("Softmax", new LayerArgument("name", "output")));

    [Fact]
    public void A_network_becomes_operators_with_the_names_of_its_layers()
    {
        ModelProto model = Read(Graph(Small));
        Assert.Equal(
            [
                "Conv c1(input, c1.weight, c1.bias)", "Tanh c1.activation(c1)", "MaxPool s2(c1.activation)", "Flatten flat(s2)",
                "Gemm f3(flat, f3.weight)", "Softmax output(f3)",
            ],
            model.Graph.Node.Select(n => $"{n.OpType} {n.Name}({string.Join(", ", n.Input)})"));
        Assert.All(model.Graph.Node, n => Assert.Equal([n.Name], n.Output));
        Assert.Equal(["1,1,6,6"], model.Graph.Input.Select(Shape));
        Assert.Equal(["1,3"], model.Graph.Output.Select(Shape));
        Assert.Equal(["2,1,3,3", "2", "3,8"], model.Graph.Initializer.Select(t => string.Join(",", t.Dims)));
    }

    [Fact]
    public void The_file_says_what_it_is()
    {
        NetworkGraph graph = Graph(Small);
        ModelProto model = Read(graph);
        Assert.Equal((8, "EdgeNet", "Small"), (model.IrVersion, model.ProducerName, model.Graph.Name));
        Assert.Equal((17, ""), (model.OpsetImport.Single().Version, model.OpsetImport.Single().Domain));
        Assert.Equal((ModelBuilder.FingerprintKey, Fingerprint.Of(graph)), (model.MetadataProps.Single().Key, model.MetadataProps.Single().Value));
    }

    [Fact]
    public void Weights_are_raw_little_endian_floats()
    {
        NetworkGraph graph = Graph(Small);
        RandomParameters parameters = Parameters(graph);
        ModelProto model = ModelProto.Parser.ParseFrom(OnnxExporter.Export(graph, parameters));
        foreach (TensorProto tensor in model.Graph.Initializer)
        {
            float[] expected = parameters.GetParameter(tensor.Name).ToArray();
            byte[] raw = tensor.RawData.ToByteArray();
            Assert.Equal(expected.SelectMany(BitConverter.GetBytes), raw);
        }
    }

    [Fact]
    public void Only_a_layer_that_needs_a_later_opset_asks_for_it()
    {
        Assert.Equal((8, 17), Versions(new LayerDescription("AvgPool2D", new LayerArgument("kernel", 2), new("ceil", true))));
        Assert.Equal((9, 19), Versions(new LayerDescription("AvgPool2D", new LayerArgument("kernel", 2), new("dilation", 2))));
        // The third window would start in the padding at the end.
        Assert.Equal((10, 22), Versions(new LayerDescription("MaxPool2D", new LayerArgument("kernel", 3), new("stride", 3), new("pads", new[] { 1, 1, 1, 1 }), new("ceil", true))));

        static (long, long) Versions(LayerDescription layer)
        {
            ModelProto model = Read(Graph(new NetworkDescription("Pool", [1, 5, 5], layer)));
            return (model.IrVersion, model.OpsetImport.Single().Version);
        }
    }

    [Theory]
    [InlineData("ReLU", 17)]
    [InlineData("LayerNorm True", 17)]
    [InlineData("ReduceMean 0 True", 17)]
    [InlineData("LpPool2", 17)]
    [InlineData("Mish", 18)]
    [InlineData("LpPool ceil", 18)]
    [InlineData("Resize HalfPixelSymmetric Floor", 19)]
    [InlineData("GELU", 20)]
    [InlineData("GroupNorm True", 21)]
    public void Opsets_are_the_lowest_that_will_do(string name, int opset) =>
        Assert.Equal(opset, Read(LayerCases.All[name]).OpsetImport.Single().Version);

    [Fact]
    public void Reductions_take_their_axes_as_the_models_opset_has_it()
    {
        NodeProto attribute = Read(LayerCases.All["ReduceMax 1,2 True"]).Graph.Node[^1];
        Assert.Equal((1, "axes", "2,3"), (attribute.Input.Count, attribute.Attribute[0].Name, string.Join(",", attribute.Attribute[0].Ints)));
        ModelProto later = Read(LayerCases.All["ReduceMax 1,2 True later"]);
        NodeProto input = later.Graph.Node.Single(n => n.OpType == "ReduceMax");
        Assert.Equal(["positive", "reduce/axes"], input.Input);
        Assert.Contains(later.Graph.Initializer, t => t.Name == "reduce/axes" && t.DataType == (int)TensorProto.Types.DataType.Int64);
    }

    [Fact]
    public void Every_layer_kind_has_a_form_and_a_case()
    {
        IEnumerable<Type> kinds = typeof(Layer).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Layer)) && !t.IsAbstract);
        HashSet<Type> cases = [.. LayerCases.All.Values.Concat([Graph(Small)]).SelectMany(g => g.Nodes).Select(n => n.Layer.GetType())];
        foreach (Type kind in kinds) Assert.Contains(kind, cases);
        foreach (NetworkGraph graph in LayerCases.All.Values) Assert.NotEmpty(Read(graph).Graph.Output);
    }

    [Fact]
    public void What_passes_fused_comes_apart_again()
    {
        var window = new Window(new[] { 2, 2 }, new[] { 2, 2 }, new[] { 0, 0 }, new[] { 0, 0 }, new[] { 1, 1 });
        var one = new Window(new[] { 1, 1 }, new[] { 1, 1 }, new[] { 0, 0 }, new[] { 0, 0 }, new[] { 1, 1 });
        NetworkGraph graph = Chain(new TensorShape(1, 4, 4), new Conv(2, one, 1, false) { Pool = window, Activation = new(Activation.ReLU) });
        Assert.Equal(["layer1/conv", "layer1/maxpool", "layer1"], Read(graph).Graph.Node.Select(n => n.Output.Single()));
    }

    [Fact]
    public void An_output_that_is_nothing_but_an_input_keeps_its_name()
    {
        ModelProto model = Read(Chain(new TensorShape(4), new Dropout(0.5f), new Activate(ActivationFunction.None)));
        NodeProto node = Assert.Single(model.Graph.Node);
        Assert.Equal(("Identity", "input", "layer2"), (node.OpType, node.Input.Single(), node.Output.Single()));
        Assert.Equal("layer2", model.Graph.Output.Single().Name);
    }

    [Fact]
    public void Everything_that_stands_in_the_way_is_told_at_once()
    {
        NetworkGraph graph = Chain(new TensorShape(4), new Unknown("Spline"), new Dense(2, true), new Unknown("Wavelet"), new Activate(new((Activation)99)));
        var parameters = new RandomParameters([new ParameterInfo("layer2.weight", [2, 3])], 1);
        var stream = new MemoryStream();
        var error = Assert.Throws<OnnxExportException>(() => OnnxExporter.Export(graph, parameters, stream));
        Assert.Equal(0, stream.Length);
        Assert.Equal(5, error.Problems.Count);
        Assert.StartsWith("Spline 'layer1' has no ONNX form", error.Problems[0]);
        Assert.Contains("'layer2.weight' needs 2×4 = 8 elements, but there are 6", error.Problems[1]);
        Assert.Contains("'layer2.bias'", error.Problems[2]);
        Assert.StartsWith("Wavelet 'layer3'", error.Problems[3]);
        Assert.StartsWith("Activation 'layer4' has the activation 99", error.Problems[4]);
        Assert.All(error.Problems, p => Assert.Contains(p, error.Message));
    }

    [Fact]
    public void Weights_past_what_a_file_holds_are_refused_without_asking_for_them()
    {
        NetworkGraph graph = Chain(new TensorShape(1 << 15), new Dense(1 << 14, false));
        var error = Assert.Throws<OnnxExportException>(() => OnnxExporter.Export(graph, new RandomParameters([], 0)));
        Assert.Contains("2147483648 bytes", Assert.Single(error.Problems));
    }

    [Fact]
    public void A_file_is_written_whole_or_not_at_all()
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("edgenet").FullName, "model.onnx");
        NetworkGraph graph = Graph(Small);
        Assert.Throws<OnnxExportException>(() => OnnxExporter.Export(graph, new RandomParameters([], 0), path));
        Assert.False(File.Exists(path));
        OnnxExporter.Export(graph, Parameters(graph), path);
        Assert.Equal(OnnxExporter.Export(graph, Parameters(graph)), File.ReadAllBytes(path));
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    private static ModelProto Read(NetworkGraph graph) => ModelProto.Parser.ParseFrom(OnnxExporter.Export(graph, Parameters(graph)));

    private static NetworkGraph Graph(NetworkDescription description) =>
        GraphBuilder.Build(description, out var problems) ?? throw new InvalidOperationException(string.Join("\n", problems));

    private static RandomParameters Parameters(NetworkGraph graph) =>
        new(graph.Parameters().Select(p => new ParameterInfo(p.Name, [.. p.Shape.Dimensions])), 1);

    private static string Shape(ValueInfoProto value) => string.Join(",", value.Type.TensorType.Shape.Dim.Select(d => d.DimValue));

    private static NetworkGraph Chain(TensorShape shape, params Layer[] layers)
    {
        List<Node> nodes = [new("input", new Input(shape), default, shape, -1)];
        foreach (Layer layer in layers)
            nodes.Add(new($"layer{nodes.Count}", layer, new[] { nodes[^1].Name }, layer.InferShape([nodes[^1].Shape]), nodes.Count - 1));
        return new NetworkGraph("Chain", nodes, [nodes[^1].Name]);
    }

    private sealed record Unknown(string Name) : Layer
    {
        public override string Kind => Name;

        public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs) => inputs[0];
    }
}
