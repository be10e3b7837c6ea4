using EdgeNet.Onnx.Proto;
using Google.Protobuf;

namespace EdgeNet.Onnx.Tests.Import;

/// <summary>Damaged and hostile files give an error that says what is wrong, and nothing else.</summary>
public class HostileFileTests
{
    [Fact]
    public void What_is_no_model_is_refused()
    {
        Refused("not an ONNX file", [0x3A, 2, 3, 4, 5]);
        Refused("with a graph, found none", []);
        Refused("with a graph, found none", new ModelProto { IrVersion = 8 }.ToByteArray());
        Refused("not an ONNX file", [.. "<html>"u8]);
    }

    [Fact]
    public void A_truncated_file_is_refused_wherever_it_ends()
    {
        byte[] whole = Small().ToBytes();
        for (int length = 1; length < whole.Length; length += 7)
            Assert.Throws<OnnxImportException>(() => OnnxImporter.Import(whole[..length], "cut.onnx"));
    }

    [Fact]
    public void A_cycle_is_found()
    {
        TestModel model = new TestModel().Input("x", 1, 3).Node("Relu", "x", "a").Node("Add", "a,c", "b").Node("Relu", "b", "c").Output("c");
        Assert.Contains("cyclic", Assert.Single(model.Problems()));
        Assert.Contains("cyclic", Assert.Single(new TestModel().Input("x", 1, 3).Node("Add", "x,y", "y").Output("y").Problems()));
    }

    [Fact]
    public void A_small_file_cannot_ask_for_gigabytes() =>
        Assert.Contains("more than this file may compute", Assert.Single(
            new TestModel().Input("x", 1, 1).Ints("s", 1, 200_000_000).Node("Expand", "x,s", "y").Output("y").Problems()));

    [Fact]
    public void Nodes_out_of_order_are_sorted() =>
        Assert.Equal(2, new TestModel().Input("x", 1, 3).Node("Tanh", "a", "b").Node("Relu", "x", "a").Output("b").Import().Description.Layers.Count);

    [Fact]
    public void Graphs_in_graphs_are_not_followed()
    {
        // Messages a thousand deep: 10 is an attribute's tensor, whatever is in it.
        byte[] inner = [];
        for (int i = 0; i < 1000; i++) inner = [.. Field(5, inner)];
        byte[] node = [.. Field(5, [.. Field(5, inner), .. Field(1, [.. "value"u8])]), .. Field(4, [.. "Constant"u8])];
        byte[] model = [.. Field(7, Field(1, node))];
        Assert.Throws<OnnxImportException>(() => OnnxImporter.Import(model, "deep.onnx"));
        Assert.Contains("control flow", Assert.Single(new TestModel().Input("x", 1, 3).Node("If", "x", "y", ("then_branch", AttributeProto.Types.AttributeType.Graph)).Output("y").Problems()));
    }

    [Theory]
    [InlineData(new long[] { -1, 3 }, "(-1, 3)")]
    [InlineData(new long[] { 1L << 40, 1L << 40 }, "1099511627776")]
    [InlineData(new long[] { long.MaxValue, long.MaxValue, 2 }, "elements at most")]
    [InlineData(new long[] { 1, 1, 1, 1, 1, 1, 1, 1, 1 }, "9 axes")]
    [InlineData(new long[] { 3, 3 }, "36 bytes; found 24")]
    public void A_tensor_that_its_shape_does_not_fit_is_refused(long[] shape, string problem)
    {
        TestModel model = new TestModel().Input("x", 1, 3).Weight("w", 2, 3).Node("Gemm", "x,w", "y", ("transB", 1)).Output("y");
        TensorProto weight = model.Proto.Graph.Initializer[0];
        weight.Dims.Clear();
        weight.Dims.Add(shape);
        string found = Assert.Single(model.Problems());
        Assert.Contains("'w'", found);
        Assert.Contains(problem, found);
    }

    [Fact]
    public void Elements_in_the_wrong_field_are_no_elements()
    {
        TestModel model = new TestModel().Input("x", 1, 3).Node("Gemm", "x,w", "y", ("transB", 1)).Output("y");
        model.Proto.Graph.Initializer.Add(new TensorProto { Name = "w", DataType = 1, Dims = { 2, 3 }, Int64Data = { 1, 2, 3, 4, 5, 6 } });
        Assert.Contains("(2, 3) = 6 elements; found 0", Assert.Single(model.Problems()));
    }

    [Fact]
    public void Everything_structural_comes_at_once()
    {
        TestModel model = new TestModel(opset: 99).Input("x", 1, 3).Input("x", 1, 3).Weight("w", 2).Weight("w", 2).Node("Relu", "x", "y").Node("Tanh", "x", "y").Output("z");
        model.Proto.Graph.SparseInitializer.Add(new SparseTensorProto());
        IReadOnlyList<string> problems = model.Problems();
        Assert.Contains(problems, p => p.Contains("opset 99", StringComparison.Ordinal));
        Assert.Contains(problems, p => p.Contains("'x' is listed twice", StringComparison.Ordinal));
        Assert.Contains(problems, p => p.Contains("'w' is given to more than one", StringComparison.Ordinal));
        Assert.Contains(problems, p => p.Contains("'y' is given to more than one", StringComparison.Ordinal));
        Assert.Contains(problems, p => p.Contains("output 'z' is given by no node", StringComparison.Ordinal));
        Assert.Contains(problems, p => p.Contains("no values or no indices", StringComparison.Ordinal));
    }

    [Fact]
    public void Everything_unsupported_comes_at_once_and_nothing_twice()
    {
        TestModel model = new TestModel().Input("x", 1, 3, 8, 8).Weight("w", 4, 3, 3, 3)
            .Node("ConvInteger", "x", "q").Node("Conv", "q,w", "c").Named("stem").Node("NonMaxSuppression", "c", "n")
            .Node("Relu", "x", "r").Named("act").Node("Resize", "r", "z", ("mode", "lanczos")).Named("up").Node("Softmax", "z", "y").Output("y", "n");
        model.Proto.Graph.Node.Add(new NodeProto { OpType = "NchwcConv", Domain = "com.microsoft", Name = "fused", Input = { "r" }, Output = { "f" } });
        IReadOnlyList<string> problems = model.Problems();
        string[] expected =
        [
            "ConvInteger 'q' is quantized arithmetic", "NonMaxSuppression 'n' picks elements by their values", "Resize 'up' has mode = 'lanczos'; supported are 'nearest'",
            "NchwcConv 'fused' is an operator of ONNX Runtime's own set 'com.microsoft' that is unsupported: BiasGelu, ",
        ];
        Assert.Equal(expected.Length, problems.Count);
        foreach (string start in expected) Assert.Single(problems, p => p.StartsWith(start, StringComparison.Ordinal));
    }

    [Fact]
    public void An_attribute_that_nobody_knows_is_not_passed_over() =>
        Assert.Contains("'spin'", Assert.Single(new TestModel().Input("x", 1, 3).Node("Relu", "x", "y", ("spin", 1)).Output("y").Problems()));

    [Fact]
    public void An_attribute_of_the_wrong_type_is_refused() =>
        Assert.Contains("'alpha' of the type Int; expected Float", Assert.Single(new TestModel().Input("x", 1, 3).Node("Elu", "x", "y", ("alpha", 1)).Output("y").Problems()));

    [Theory]
    [InlineData("ConstantOfShape")]
    [InlineData("Expand")]
    [InlineData("Range")]
    public void A_small_file_does_not_get_gigabytes(string operatorType)
    {
        TestModel model = new TestModel().Input("x", 1, 3).Ints("huge", 1 << 14, 1 << 14).Ints("many", 1, 2);
        _ = operatorType switch
        {
            "ConstantOfShape" => model.Node("ConstantOfShape", "huge", "c"),
            "Expand" => model.Node("Expand", "many,huge2", "c").Ints("huge2", 1 << 14, 1 << 13, 2),
            _ => model.Int("zero", 0).Int("end", 1L << 40).Int("one", 1).Node("Range", "zero,end,one", "c"),
        };
        model.Node("Add", "x,c", "y").Output("y");
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.NotEmpty(model.Problems());
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 32 << 20);
    }

    [Fact]
    public void A_layer_beyond_all_measure_is_refused()
    {
        Assert.NotEmpty(new TestModel().Input("x", 1, 1, 8).Ints("p", 0, 0, int.MaxValue, 0, 0, int.MaxValue).Node("Pad", "x,p", "y").Output("y").Problems());
        Assert.NotEmpty(new TestModel().Input("x", 1, 1, 8).Ints("r", 64, 64, 64).Node("Tile", "x,r", "a").Node("Tile", "a,r", "b").Node("Tile", "b,r", "y").Output("y").Problems());
        Assert.NotEmpty(new TestModel().Input("x", 1, 1, 8).Floats("s", [3], 1, 1, 3e38f).Node("Upsample", "x,s", "y").Output("y").Problems());
        Assert.NotEmpty(new TestModel().Input("x", 1, 1, 8).Weight("w", 1, 1, 2).Node("Conv", "x,w", "y", ("dilations", new[] { int.MaxValue })).Output("y").Problems());
        Assert.NotEmpty(new TestModel().Input("x", 1, 1, 8).Weight("w", 1, 1, 2).Node("ConvTranspose", "x,w", "y", ("strides", new[] { int.MaxValue })).Output("y").Problems());
    }

    private static TestModel Small() => new TestModel().Input("x", 1, 1, 8, 8).Weight("w", 2, 1, 3, 3).Node("Conv", "x,w", "c").Node("Relu", "c", "y").Output("y");

    private static void Refused(string problem, byte[] bytes) =>
        Assert.Contains(problem, Assert.Throws<OnnxImportException>(() => OnnxImporter.Import(bytes, "bad.onnx")).Message);

    /// <summary>A field that holds bytes, as protobuf writes it.</summary>
    private static byte[] Field(int number, byte[] bytes)
    {
        var stream = new MemoryStream();
        using (var output = new CodedOutputStream(stream, leaveOpen: true))
        {
            output.WriteTag(number, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(ByteString.CopyFrom(bytes));
        }

        return stream.ToArray();
    }
}
