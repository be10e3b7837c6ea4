using EdgeNet.Onnx.Proto;
using EdgeNet.Onnx.Reference;
using static EdgeNet.Onnx.Proto.TensorProto.Types;

namespace EdgeNet.Onnx.Tests.Import;

/// <summary>Operators on constants give what their types give: an input of zeros plus the constant, cast to float32, shows it.</summary>
public class FoldTests
{
    [Fact]
    public void Whole_numbers_wrap_as_their_types_do()
    {
        Assert.Equal([int.MinValue], Run("Add", Of(DataType.Int32, int.MaxValue), Of(DataType.Int32, 1)));
        Assert.Equal([255], Run("Sub", Of(DataType.Uint8, 2), Of(DataType.Uint8, 3)));
        Assert.Equal([44], Run("Mul", Of(DataType.Uint8, 100), Of(DataType.Uint8, 3)));
        Assert.Equal([-128], Run("Neg", Of(DataType.Int8, -128)));
        Assert.Equal([250], Run("Max", Of(DataType.Uint8, 250), Of(DataType.Uint8, 4)));
    }

    [Fact]
    public void Remainders_take_the_sign_that_is_asked_for()
    {
        Assert.Equal([2, -2], Run("Mod", Of(DataType.Int64, -7, 7), Of(DataType.Int64, 3, -3)));
        Assert.Equal([-1, 1], Run("Mod", [("fmod", 1)], Of(DataType.Int64, -7, 7), Of(DataType.Int64, 3, -3)));
        Assert.Equal([-0.5f], Run("Mod", [("fmod", 1)], Floats(-3.5f), Floats(1.5f)));
        Assert.Equal([-2, 2], Run("Div", Of(DataType.Int32, -7, 7), Of(DataType.Int32, 3, 3)));
    }

    [Fact]
    public void Numbers_beyond_2_to_the_53_are_compared_exactly()
    {
        long large = (1L << 53) + 1;
        Assert.Equal([1], Run("Greater", Of(DataType.Int64, large), Of(DataType.Int64, large - 1)));
        Assert.Equal([0], Run("Equal", Of(DataType.Int64, large), Of(DataType.Int64, large - 1)));
        // The bits of -1 are the largest number of uint64.
        Assert.Equal([1], Run("Greater", Of(DataType.Uint64, -1), Of(DataType.Uint64, 1)));
        Assert.Equal([3], Run("Div", Of(DataType.Uint64, -1), Of(DataType.Uint64, unchecked((long)6148914691236517205UL))));
    }

    [Theory]
    [InlineData(nameof(DataType.Uint8), 300.7f, 44)]
    [InlineData(nameof(DataType.Int8), 200f, -56)]
    [InlineData(nameof(DataType.Int64), -2.9f, -2)]
    [InlineData(nameof(DataType.Bool), 0.25f, 1)]
    [InlineData(nameof(DataType.Float16), 1e6f, float.PositiveInfinity)]
    [InlineData(nameof(DataType.Float16), 0.1f, 0.0999755859375f)]
    [InlineData(nameof(DataType.Bfloat16), 1.00390625f, 1f)] // halfway: to the even one
    public void Casts_round_cut_and_wrap(string to, float value, float expected) =>
        Assert.Equal([expected], Run("Cast", [("to", (int)Enum.Parse<DataType>(to))], Floats(value)));

    [Fact]
    public void Powers_have_the_type_of_their_base()
    {
        Assert.Equal([9], Run("Pow", Floats(3), Of(DataType.Int64, 2)));
        Assert.Equal([8, 1], Run("Pow", Of(DataType.Int32, 2, 2), Floats(3.4f, 0.5f), decimals: 0, scale: [8, 1]));
        Assert.Equal([-27], Run("Pow", Of(DataType.Int64, -3), Of(DataType.Int64, 3)));
    }

    [Fact]
    public void NaN_reaches_what_it_goes_into()
    {
        Assert.Equal([float.NaN], Run("ReduceMax", [("keepdims", 0)], Floats(1, float.NaN, 2)));
        Assert.Equal([float.NaN], Run("ReduceMin", [("keepdims", 0)], Floats(1, float.NaN, 2)));
        Assert.Equal([float.NaN, 2], Run("Max", Floats(float.NaN, 1), Floats(1, 2)));
        Assert.Equal([0, 0, 1], Run("IsNaN", Floats(1, float.PositiveInfinity, float.NaN)));
        // It lies neither above nor below what Shrink keeps.
        Assert.Equal([0, 1.5f], Run("Shrink", Floats(float.NaN, 1.5f)));
    }

    [Fact]
    public void Reductions_without_axes_are_what_the_file_says()
    {
        Assert.Equal([6], Run("ReduceSum", [("keepdims", 0)], Floats(1, 2, 3)));
        Assert.Equal([1, 2, 3], Run("ReduceSum", [("noop_with_empty_axes", 1)], Floats(1, 2, 3)));
        Assert.Equal([1, 4, 9], Run("ReduceSumSquare", [("noop_with_empty_axes", 1)], Floats(1, 2, 3)));
        Assert.Equal([MathF.Sqrt(14)], Run("ReduceL2", [("keepdims", 0)], Floats(1, 2, 3)));
    }

    [Fact]
    public void What_prepares_weights_is_computed()
    {
        Assert.Equal([3, 1, 2], Run("CumSum", [("exclusive", 0)], Floats(3, -2, 1), Of(DataType.Int64, 0)));
        Assert.Equal([0, 3, 1], Run("CumSum", [("exclusive", 1)], Floats(3, -2, 1), Of(DataType.Int64, 0)));
        Assert.Equal([1, 2, 1, 2], Run("Tile", Floats(1, 2), Of(DataType.Int64, 2)));
        Assert.Equal([0, 1, 2, 2], Run("Pad", [("mode", "edge")], Floats(0, 1, 2), Of(DataType.Int64, 0, 1)));
        Assert.Equal([2, 1, 0, 1, 2, 1], Run("Pad", [("mode", "reflect")], Floats(0, 1, 2), Of(DataType.Int64, 2, 1)));
        Assert.Equal([1, 0, 1], Run("Where", Of(DataType.Bool, 1, 0, 1), Floats(1, 1, 1), Floats(0, 0, 0)));
        Assert.Equal([0.5f], Run("Sigmoid", Floats(0)));
        Assert.Equal([11], Run("MatMul", Floats(1, 2), Floats(3, 4)));
        Assert.Equal([-1, 0, 1], Run("Clip", Floats(-5, 0, 5), Scalar(-1), Scalar(1)));
        Assert.Equal([0, 5, 0, 7], Run("ScatterElements", Floats(0, 0, 0, 0), Of(DataType.Int64, 1, 3), Floats(5, 7)));
    }

    [Fact]
    public void Powers_of_whole_numbers_by_an_input_are_refused()
    {
        TestModel model = new TestModel(15).Input("x", 1, 4).Int("c", 3).Node("Pow", "c,x", "y").Output("y");
        Assert.Contains("computes with int64", Assert.Single(model.Problems()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_constant_cast_to_the_type_of_an_input_is_a_constant()
    {
        TestModel model = new TestModel(19).Input("x", 1, 4).Floats("c", [2], 1.5f, -0.5f).Node("CastLike", "c,x", "y").Output("y");
        Assert.Contains("is the same for every input", Assert.Single(model.Problems()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.5f, 0.5204999f)]
    [InlineData(-2f, -0.9953223f)]
    [InlineData(3.5f, 0.9999993f)]
    [InlineData(9f, 1f)]
    public void The_error_function_is_exact(float x, float expected) => Assert.Equal(expected, Run("Erf", Floats(x))[0], 1e-7f);

    [Fact]
    public void Weights_in_few_bits_are_weights()
    {
        Assert.Equal([-1, 0.5f], Run("DequantizeLinear", Of(DataType.Int8, 0, 6), Scalar(0.25f), Typed(DataType.Int8, [], 4)));
        Assert.Equal([1, 4, 3, 8], Run("DequantizeLinear", [("axis", 1)], Typed(DataType.Int8, [2, 2], 1, 2, 3, 4), Floats(1, 2)));
        Assert.Equal([20], Run("DequantizeLinear", Of(DataType.Int32, 40), Scalar(0.5f)));
    }

    [Fact]
    public void A_message_about_a_constant_says_what_computes_it()
    {
        // So much is not convolved while a file is read: the weights of the second convolution come from the first.
        TestModel model = new TestModel().Input("x", 1, 8, 200, 200).Weight("a", 1, 8, 128, 128).Weight("b", 8, 8, 3, 3)
            .Node("Conv", "a,b", "w").Named("prepare").Node("Conv", "x,w", "y").Output("y");
        Assert.Contains("Conv 'prepare'", model.Problems()[^1]);
    }

    [Fact]
    public void Small_files_do_not_compute_large_products()
    {
        TestModel model = new TestModel().Input("x", 1, 3).Ints("s", 20000, 20000).Node("ConstantOfShape", "s", "a").Node("MatMul", "a,a", "b").Node("ReduceSum", "b", "c").Node("Add", "x,c", "y").Output("y");
        Assert.NotEmpty(model.Problems());
    }

    internal static float[] Run(string type, params TensorProto[] inputs) => Run(type, [], inputs);

    private static float[] Run(string type, TensorProto a, TensorProto b, int decimals, float[] scale) =>
        [.. Run(type, [], a, b).Select((v, i) => scale[i] * MathF.Round(v / scale[i], decimals))];

    /// <summary>The elements of what an operator makes of constants: what a network gives that adds it to an input of 0.</summary>
    internal static float[] Run(string type, (string, object)[] attributes, params TensorProto[] inputs)
    {
        TestModel model = new TestModel(opset: 18);
        for (int i = 0; i < inputs.Length; i++)
        {
            inputs[i].Name = $"c{i}";
            model.Proto.Graph.Initializer.Add(inputs[i]);
        }

        model.Node(type, string.Join(",", inputs.Select(t => t.Name)), "r", attributes).Node("Cast", "r", "f", ("to", 1)).Ints("flat", -1).Node("Reshape", "f,flat", "v");
        // As many as it has, and one that keeps it from being one number.
        model.Floats("mark", [1], 12345).Node("Concat", "v,mark", "w", ("axis", 0)).Input("x", 1, 1).Node("Add", "x,w", "y").Output("y");
        ImportedNetwork network = model.Import();
        return new ReferenceNetwork(network.Graph, network.Parameters).RunAll([0])[..^1];
    }

    internal static TensorProto Floats(params float[] values) => TestModel.FloatTensor("", [values.Length], values);

    internal static TensorProto Scalar(float value) => TestModel.FloatTensor("", [], value);

    internal static TensorProto Of(DataType type, params long[] values) => Typed(type, [values.Length], values);

    internal static TensorProto Typed(DataType type, long[] shape, params long[] values)
    {
        var tensor = new TensorProto { DataType = (int)type, Dims = { shape } };
        if (type == DataType.Int64) tensor.Int64Data.Add(values);
        else if (type is DataType.Uint64 or DataType.Uint32) tensor.Uint64Data.Add(values.Select(v => unchecked((ulong)v)));
        else tensor.Int32Data.Add(values.Select(v => (int)v));
        return tensor;
    }
}
