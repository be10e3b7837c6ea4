using EdgeNet.Onnx.Proto;

namespace EdgeNet.Onnx.Tests.Import;

/// <summary>What the first axis is taken for.</summary>
public class BatchTests
{
    [Fact]
    public void An_open_first_axis_is_the_batch()
    {
        ImportedNetwork network = new TestModel().Input("x", 0, 3, 4).Node("Softmax", "x", "y", ("axis", 2)).Output("y").Import();
        Assert.True(network.Samples);
        Assert.Equal([3, 4], network.Graph.InputShape.Dimensions);
        Assert.Equal("[Softmax(1)]", AttributesOf(network)[1]);
    }

    [Fact]
    public void Several_samples_are_run_one_by_one_where_they_do_not_mix()
    {
        ImportedNetwork network = new TestModel().Input("x", 5, 3, 4).Node("Relu", "x", "y").Output("y").Import();
        Assert.True(network.Samples);
        Assert.Equal([3, 4], network.Graph.InputShape.Dimensions);
        Assert.Equal([5, 3, 4], network.Outputs[0].Shape);
        Assert.Contains("one sample of the 5", NetworkClassWriter.Write(network, ""));
    }

    [Theory]
    [InlineData("Softmax", 0)]
    [InlineData("ReduceSum", null)]
    public void Where_samples_mix_the_whole_is_the_network(string operatorType, int? axis)
    {
        TestModel model = new TestModel().Input("x", 5, 3).Node(operatorType, "x", "y", axis is { } a ? [("axis", a)] : []).Output("y");
        ImportedNetwork network = model.Import();
        Assert.False(network.Samples);
        Assert.Equal([5, 3], network.Graph.InputShape.Dimensions);
    }

    [Fact]
    public void A_convolution_over_several_samples_that_mix_has_them_as_an_axis()
    {
        TestModel model = new TestModel().Input("x", 2, 1, 4).Weight("w", 1, 1, 3).Node("Conv", "x,w", "c").Node("Softmax", "c", "y", ("axis", 0)).Output("y");
        Assert.Equal(["[Network(2, 1, 4)]", "[Transpose(1, 0, 2)]", "[Conv2D(1, 1, 3, Bias = false, Name = \"c\")]", "[Transpose(1, 0, 2)]", "[Softmax]"], model.Attributes());
    }

    [Fact]
    public void An_open_first_axis_that_operators_work_along_is_asked_for()
    {
        TestModel Points(string symbol)
        {
            TestModel model = new TestModel().Input("points", 0, 3).Node("ReduceMax", "points", "y", ("axes", new[] { 0 })).Output("y");
            model.Proto.Graph.Input[0].Type.TensorType.Shape.Dim[0].DimParam = symbol;
            return model;
        }

        foreach (string symbol in new[] { "num_points", "samples", "", "n", "b", "None", "batch", "batch_size" })
        {
            string problem = Assert.Single(Points(symbol).Problems());
            Assert.Contains("no batch", problem);
            // A size of 1 would be the answer that nobody wants.
            Assert.Contains($"--input points={(symbol.Length > 0 ? symbol.ToUpperInvariant() : "SIZE")},3", problem);
        }

        var options = new ImportOptions { InputShapes = new Dictionary<string, int[]> { ["points"] = [1024, 3] } };
        Assert.Equal([1024, 3], Points("num_points").Import(options).Graph.InputShape.Dimensions);
    }

    [Theory]
    [InlineData("ArgMax")]
    [InlineData("Gather")]
    [InlineData("ReduceMax")]
    [InlineData("LpNormalization")]
    [InlineData("Pad")]
    [InlineData("Reshape")]
    [InlineData("Add")]
    [InlineData("Div")]
    [InlineData("Slice")]
    [InlineData("CumSum")]
    [InlineData("Conv")]
    public void What_works_along_an_axis_called_n_asks_for_its_size(string operatorType)
    {
        TestModel model = new TestModel().Input("x", 0, 4).Ints("zero", 0).Ints("two", 2).Ints("flat", -1).Ints("pads", 1, 0, 1, 0).Weight("rows", 5, 4).Int("axis", 0).Weight("w", 2, 4, 3);
        model = operatorType switch
        {
            "ArgMax" or "LpNormalization" => model.Node(operatorType, "x", "y", ("axis", 0)),
            "Gather" => model.Node("Gather", "x,axis", "y"),
            "ReduceMax" => model.Node("ReduceMax", "x", "y", ("keepdims", 0)),
            "Pad" => model.Node("Pad", "x,pads", "y"),
            "Reshape" => model.Node("Reshape", "x,flat", "y"),
            "Add" => model.Node("Add", "x,rows", "y"),
            "Div" => model.Node("Shape", "x", "s").Node("Gather", "s,axis", "n").Node("Cast", "n", "f", ("to", 1)).Node("ReduceSum", "x", "r").Node("Div", "r,f", "y"),
            "Slice" => model.Ints("one", 1).Node("Slice", "x,one,two,zero", "y"),
            "CumSum" => model.Node("CumSum", "x,axis", "y"),
            _ => model.Node("Transpose", "x", "t").Node("Unsqueeze", "t,zero", "u").Node("Conv", "u,w", "y"),
        };
        string question = model.Output("y").Problems()[0];
        Assert.Contains("no batch", question);
        Assert.Contains("--input x=N,4", question);
        var options = new ImportOptions { InputShapes = new Dictionary<string, int[]> { ["x"] = [5, 4] } };
        Assert.Equal([5, 4], model.Import(options).Graph.InputShape.Dimensions);
    }

    [Fact]
    public void What_is_unsupported_whatever_the_size_is_told_alone()
    {
        TestModel model = new TestModel().Input("x", 0, 4).Node("NonMaxSuppression", "x", "y").Output("y");
        Assert.StartsWith("NonMaxSuppression 'y'", Assert.Single(model.Problems()));
    }

    [Fact]
    public void An_open_first_axis_that_a_convolution_reads_is_the_batch()
    {
        TestModel model = new TestModel().Input("x", 0, 1, 4).Weight("w", 1, 1, 3).Node("Conv", "x,w", "c").Ints("s", 1, 2).Node("Reshape", "c,s", "y").Output("y");
        model.Proto.Graph.Input[0].Type.TensorType.Shape.Dim[0].DimParam = "d0";
        Assert.Equal([1, 4], model.Import().Graph.InputShape.Dimensions);
    }

    [Fact]
    public void A_target_that_keeps_the_batch_in_front_is_one_of_the_sample()
    {
        TestModel model = new TestModel().Input("x", 4, 2, 6).Ints("s", 0, 3, -1).Node("Reshape", "x,s", "r").Node("Transpose", "r", "y", ("perm", new[] { 0, 2, 1 })).Output("y");
        Assert.Equal(["[Network(2, 6)]", "[Reshape(3, 4)]", "[Transpose(1, 0)]"], model.Attributes());
    }

    [Fact]
    public void Other_open_sizes_are_asked_for()
    {
        TestModel model = new TestModel().Input("x", 0, 3, 0).Node("Relu", "x", "y").Output("y");
        Assert.Contains("axis 2 of a size that the file leaves open ('N')", Assert.Single(model.Problems()));
        ImportedNetwork network = model.Import(new ImportOptions { InputShapes = new Dictionary<string, int[]> { ["x"] = [1, 3, 7] } });
        Assert.Equal([3, 7], network.Graph.InputShape.Dimensions);
        Assert.Contains("does not fit", Assert.Throws<OnnxImportException>(
            () => model.Import(new ImportOptions { InputShapes = new Dictionary<string, int[]> { ["x"] = [1, 4, 7] } })).Message);
    }

    [Fact]
    public void Integers_that_only_move_are_taken_as_numbers_and_arithmetic_is_refused()
    {
        TestModel moved = new TestModel().Input("x", TensorProto.Types.DataType.Int32, 1, 3, 4).Node("Transpose", "x", "y", ("perm", new[] { 0, 2, 1 })).Output("y");
        Assert.Equal(["[Network(3, 4)]", "[Transpose(1, 0)]"], moved.Attributes());
        TestModel computed = new TestModel().Input("x", TensorProto.Types.DataType.Int32, 1, 3, 4).Node("Div", "x,x", "y").Output("y");
        Assert.Contains("computes with int32", Assert.Single(computed.Problems()));
        TestModel texts = new TestModel().Input("x", TensorProto.Types.DataType.String, 1, 3).Node("Identity", "x", "y").Output("y");
        Assert.Contains("elements of string", texts.Problems()[0]);
    }

    [Fact]
    public void Initializers_that_are_listed_as_inputs_are_constants()
    {
        TestModel model = new TestModel(opset: 8).Input("w", 2, 3).Input("x", 1, 3).Weight("w", 2, 3).Node("Gemm", "x,w", "y", ("transB", 1)).Output("y");
        Assert.Equal([3], model.Import().Graph.InputShape.Dimensions);
    }

    private static string[] AttributesOf(ImportedNetwork network) => [.. NetworkClassWriter.Write(network, "").Split('\n').Where(l => l.StartsWith('['))];
}
