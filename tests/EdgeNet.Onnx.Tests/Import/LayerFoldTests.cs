using EdgeNet.Onnx.Proto;
using EdgeNet.Onnx.Reference;
using Google.Protobuf;
using static EdgeNet.Onnx.Proto.AttributeProto.Types;
using static EdgeNet.Onnx.Proto.TensorProto.Types;
using static EdgeNet.Onnx.Tests.Import.FoldTests;

namespace EdgeNet.Onnx.Tests.Import;

/// <summary>Operators of layers, and those that networks do not have, on constants; constants in forms that files keep them in.</summary>
public class LayerFoldTests
{
    [Fact]
    public void What_a_layer_computes_is_computed_on_constants()
    {
        Assert.Equal([21, 32], Run("Conv", Tensor([1, 1, 3], 1, 2, 3), Tensor([1, 1, 2], 1, 10)));
        Assert.Equal([1, 10, 2, 20], Run("ConvTranspose", [("strides", new[] { 2 })], Tensor([1, 1, 2], 1, 2), Tensor([1, 1, 2], 1, 10)));
        Assert.Equal([1, 2, 3, 4], Run("DepthToSpace", [("blocksize", 2)], Tensor([1, 4, 1, 1], 1, 2, 3, 4)));
        Assert.Equal([1.5f, 3.5f], Run("AveragePool", [("kernel_shape", new[] { 2 }), ("strides", new[] { 2 })], Tensor([1, 1, 4], 1, 2, 3, 4)));
        Assert.Equal([1, 1, 2, 2], Run("Resize", Tensor([1, 1, 2], 1, 2), Tensor([0]), Tensor([3], 1, 1, 2)));
        Assert.Equal([0, 1, 0], Run("Hardmax", Floats(1, 3, 3)));
        Assert.Equal([4, 6], Run("Conv", Tensor([2, 1, 1], 2, 3), Tensor([1, 1, 1], 2))); // two samples
        float[] norm = Run("LayerNormalization", Floats(1, 3), Floats(2, 2), Floats(0, 1));
        Assert.Equal(-2, norm[0], 1e-4f);
        Assert.Equal(3, norm[1], 1e-4f);
    }

    [Fact]
    public void Whole_numbers_stay_exact_or_are_refused()
    {
        Assert.Equal([7, -8, 9, 16777216], Run("DepthToSpace", [("blocksize", 2)], Typed(DataType.Int64, [1, 4, 1, 1], 7, -8, 9, 16777216)));
        var e = Assert.Throws<OnnxImportException>(() => Run("DepthToSpace", [("blocksize", 2)], Typed(DataType.Int64, [1, 4, 1, 1], 7, -8, 9, 16777217)));
        Assert.Contains("16777217", e.Message);
    }

    [Theory]
    [InlineData("ij,jk->ik", new float[] { 19, 22, 43, 50 })]
    [InlineData(" ij , jk ", new float[] { 19, 22, 43, 50 })]
    [InlineData("ij,ij->", new float[] { 70 })]
    [InlineData("ii,jj->ij", new float[] { 5, 8, 20, 32 })]
    [InlineData("ij,kj->kij", new float[] { 5, 12, 15, 24, 7, 16, 21, 32 })]
    [InlineData("...j,j...->...", new float[] { 17, 22, 53, 60 }, "outer")]
    public void Einsum_is_what_its_equation_says(string equation, float[] expected, string kind = "")
    {
        if (kind == "outer") expected = [19, 50]; // (i)j times j(k), where i and k are one ellipsis
        Assert.Equal(expected, Run("Einsum", [("equation", equation)], Tensor([2, 2], 1, 2, 3, 4), Tensor([2, 2], 5, 6, 7, 8)));
    }

    [Theory]
    [InlineData("ij->ij")]
    [InlineData("ij,jk->iz")]
    [InlineData("ijk,jk->i")]
    [InlineData("i1,jk->i")]
    [InlineData("ij,jk->ii")]
    public void An_equation_that_does_not_fit_is_refused(string equation) =>
        Assert.Throws<OnnxImportException>(() => Run("Einsum", [("equation", equation)], Tensor([2, 2], 1, 2, 3, 4), Tensor([2, 2], 5, 6, 7, 8)));

    [Fact]
    public void TopK_takes_the_first_of_equal_ones()
    {
        Assert.Equal([3, 2], Run("TopK", Floats(1, 3, 2), Of(DataType.Int64, 2)));
        Assert.Equal([1, 1, 2], Run("TopK", [("largest", 0)], Floats(2, 1, 1, 3), Of(DataType.Int64, 3)));
        Assert.Equal([4, 5, 1, 3], Run("TopK", [("axis", 0)], Tensor([3, 2], 1, 3, 4, 2, 0, 5), Of(DataType.Int64, 2)));
        TestModel places = new TestModel().Input("x", 1, 3).Floats("c", [4], 1, 5, 5, 0).Ints("k", 3).Node("TopK", "c,k", "v,i").Node("Cast", "i", "f", ("to", 1)).Node("Add", "x,f", "y").Output("y");
        Assert.Equal([1, 2, 0], Infer(places, 0, 0, 0));
    }

    [Fact]
    public void Weights_quantized_by_their_range_are_weights()
    {
        Assert.Equal([0, 255], Run("DynamicQuantizeLinear", Floats(-1, 3)));
        Assert.Equal([0, 51, 255], Run("DynamicQuantizeLinear", Floats(0, 1, 5)));
    }

    [Theory]
    [InlineData(nameof(DataType.Int4), new byte[] { 0x21, 0x8F }, new float[] { 1, 2, -1, -8 })]
    [InlineData(nameof(DataType.Uint4), new byte[] { 0x21, 0x8F }, new float[] { 1, 2, 15, 8 })]
    [InlineData(nameof(DataType.Int2), new byte[] { 0b10_11_01_00 }, new float[] { 0, 1, -1, -2 })]
    public void Several_weights_of_a_byte_are_read(string name, byte[] bytes, float[] expected)
    {
        DataType type = Enum.Parse<DataType>(name);
        var raw = new TensorProto { DataType = (int)type, Dims = { 4L }, RawData = ByteString.CopyFrom(bytes) };
        Assert.Equal(expected, Run("DequantizeLinear", raw, Scalar(1)));
        var listed = new TensorProto { DataType = (int)type, Dims = { 4L }, Int32Data = { bytes.Select(b => (int)b) } };
        Assert.Equal(expected, Run("DequantizeLinear", listed, Scalar(1)));
        var blocked = new TensorProto { DataType = (int)type, Dims = { 1L, 4L }, RawData = ByteString.CopyFrom(bytes) };
        Assert.Equal([expected[0], expected[1], 10 * expected[2], 10 * expected[3]], Run("DequantizeLinear", [("axis", 1), ("block_size", 2)], blocked, Tensor([1, 2], 1, 10)));
        raw.RawData = ByteString.CopyFrom([.. bytes, 0]);
        Assert.Contains("bytes", Assert.Throws<OnnxImportException>(() => Run("DequantizeLinear", raw, Scalar(1))).Message);
    }

    [Theory]
    [InlineData(new long[] { 1, 3 }, new long[] { 2 })]
    [InlineData(new long[] { 0, 1, 1, 1 }, new long[] { 2, 2 })]
    public void Sparse_tensors_are_dense_ones_with_zeros(long[] indices, long[] shape)
    {
        Assert.Equal([0, 5, 0, 7], Infer(Sparse([2, 2], indices, shape), 0, 0, 0, 0));
        TestModel attribute = new TestModel().Input("x", 1, 4);
        var constant = new NodeProto { OpType = "Constant", Output = { "c" } };
        constant.Attribute.Add(new AttributeProto { Name = "sparse_value", Type = AttributeType.SparseTensor, SparseTensor = Sparse([2, 2], indices, shape).Proto.Graph.SparseInitializer[0] });
        attribute.Proto.Graph.Node.Add(constant);
        attribute.Ints("flat", -1).Node("Reshape", "c,flat", "v").Node("Add", "x,v", "y").Output("y");
        Assert.Equal([0, 5, 0, 7], Infer(attribute, 0, 0, 0, 0));
    }

    [Theory]
    [InlineData(new long[] { 20000, 20000 }, new long[] { 1, 3 }, "besides 64 for each value")]
    [InlineData(new long[] { 2, 2 }, new long[] { 1, 4 }, "has the index 4")]
    [InlineData(new long[] { 2, 2 }, new long[] { 1, -1 }, "has the index -1")]
    [InlineData(new long[] { 2, 2 }, new long[] { 1, 1 }, "has an index twice")]
    [InlineData(new long[] { 2, 2 }, new long[] { 1, 2, 3 }, "expected (n)")]
    [InlineData(new long[] { -2, 2 }, new long[] { 1, 2 }, "expected 8 axes")]
    public void A_sparse_tensor_is_not_believed(long[] dims, long[] indices, string expected) =>
        Assert.Contains(expected, Sparse(dims, indices, [indices.Length]).Problems()[0]);

    [Fact]
    public void A_convolution_with_channels_last_is_one_between_transpositions()
    {
        TestModel model = new TestModel().Input("x", 1, 3, 1, 2).Floats("w", [1, 2, 1, 2], 1, 10, 100, 1000).Node("NhwcConv", "x,w", "y").Output("y");
        model.Proto.Graph.Node[^1].Domain = "com.microsoft";
        Assert.Equal([1 + 20 + 300 + 4000, 3 + 40 + 500 + 6000], Infer(model, 1, 2, 3, 4, 5, 6));
    }

    [Fact]
    public void The_sum_of_a_fused_norm_is_an_output_too()
    {
        TestModel model = new TestModel().Input("x", 1, 2).Floats("s", [1, 2], 1, 3).Floats("g", [2], 1, 1).Node("SkipLayerNormalization", "x,s,g", "n,,,y").Output("y");
        model.Proto.Graph.Node[^1].Domain = "com.microsoft";
        Assert.Equal([11, 23], Infer(model, 10, 20));
    }

    private static float[] Infer(TestModel model, params float[] input)
    {
        ImportedNetwork network = model.Import();
        return new ReferenceNetwork(network.Graph, network.Parameters).RunAll(input);
    }

    private static TensorProto Tensor(int[] shape, params float[] values) => TestModel.FloatTensor("", shape, values);

    /// <summary>A model that adds 5 and 7 at two places.</summary>
    private static TestModel Sparse(long[] dims, long[] indices, long[] shape)
    {
        TestModel model = new TestModel().Input("x", 1, 4).Ints("flat", -1).Node("Reshape", "c,flat", "v").Node("Add", "x,v", "y").Output("y");
        TensorProto values = TestModel.FloatTensor("c", [2], 5, 7);
        var sparse = new SparseTensorProto { Values = values, Indices = Typed(DataType.Int64, shape is [_, _] ? [2, 2] : [indices.Length], indices), Dims = { dims } };
        model.Proto.Graph.SparseInitializer.Add(sparse);
        return model;
    }
}
