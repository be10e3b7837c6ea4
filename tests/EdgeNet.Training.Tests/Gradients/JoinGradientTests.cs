using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using static EdgeNet.Tests.Shared.TestGraphs;
using static EdgeNet.Training.Tests.Gradients.GradientCheck;

namespace EdgeNet.Training.Tests.Gradients;

/// <summary>Layers of several inputs.</summary>
public class JoinGradientTests
{
    [Theory]
    [InlineData(ElementwiseFunction.Add, 3)]
    [InlineData(ElementwiseFunction.Sum, 2)]
    [InlineData(ElementwiseFunction.Sub, 2)]
    [InlineData(ElementwiseFunction.Mul, 2)]
    [InlineData(ElementwiseFunction.Mul, 3)]
    [InlineData(ElementwiseFunction.Div, 2)]
    [InlineData(ElementwiseFunction.Pow, 2)]
    [InlineData(ElementwiseFunction.Min, 3)]
    [InlineData(ElementwiseFunction.Max, 3)]
    [InlineData(ElementwiseFunction.Mean, 3)]
    public void Elementwise_functions_with_broadcasting(ElementwiseFunction function, int operands)
    {
        var join = new Elementwise(function, null);
        // Above zero, so that they can be divided by and raised to.
        (string, Layer, string[])[] layers =
        [
            ("a", new Activate(new(Activation.Exp)), ["input"]),
            ("b", new Activate(new(Activation.Sigmoid)), ["input"]),
            ("c", new Activate(new(Activation.Softplus, 1)), ["input"]),
        ];
        Check(Graph([2, 3], [.. layers, ("join", join, [.. new[] { "a", "b", "c" }.Take(operands)])]));

        (string, Layer, string[])[] parts =
        [
            .. layers,
            ("channel", new Reduce(ReduceFunction.Mean, new[] { 1, 2 }, true), ["a"]),
            ("plane", new Reduce(ReduceFunction.Max, new[] { 0 }, false), ["b"]),
        ];
        Check(Graph([3, 2, 4], [.. parts, ("join", join, [.. new[] { "channel", "plane", "c" }.Take(operands)])]));
        Check(Graph([3, 2, 4], [.. parts, ("join", join, [.. new[] { "c", "channel", "plane" }.Take(operands)])]));
    }

    [Theory]
    [InlineData(ElementwiseFunction.Add)]
    [InlineData(ElementwiseFunction.Sub)]
    [InlineData(ElementwiseFunction.Mul)]
    [InlineData(ElementwiseFunction.Div)]
    [InlineData(ElementwiseFunction.Pow)]
    [InlineData(ElementwiseFunction.Min)]
    [InlineData(ElementwiseFunction.Max)]
    [InlineData(ElementwiseFunction.Mean)]
    public void Elementwise_functions_with_a_number(ElementwiseFunction function) => Check(Graph([2, 5],
        ("positive", new Activate(new(Activation.Exp)), ["input"]),
        ("join", new Elementwise(function, 1.3f), ["positive"])));

    [Fact]
    public void One_value_twice() => Check(Graph([6], ("square", new Elementwise(ElementwiseFunction.Mul, null), ["input", "input"])));

    [Fact]
    public void Constants_are_trained() => Check(Graph([3, 4],
        ("scale", new Constant(new(3, 1)), []),
        ("shift", new Constant(new(4)), []),
        ("scaled", new Elementwise(ElementwiseFunction.Mul, null), ["input", "scale"]),
        ("shifted", new Elementwise(ElementwiseFunction.Add, null), ["shift", "scaled"])));

    [Fact]
    public void Concatenations_on_any_axis()
    {
        for (int axis = 0; axis < 3; axis++)
        {
            int length = axis;
            int[] begin = new int[3];
            begin[axis] = 2;
            Check(Graph([2, 3, 2],
                ("wider", new Pad(begin, new int[3], PadMode.Edge, 0), ["input"]),
                ("tanh", new Activate(new(Activation.Tanh)), ["input"]),
                ("concat", new Concat(length), ["wider", "input", "tanh"])));
        }
    }

    [Fact]
    public void Matrix_products()
    {
        Check(Graph([3, 4], ("weight", new Constant(new(4, 5)), []), ("product", new MatMul(), ["input", "weight"])));
        Check(Graph([3, 4], ("weight", new Constant(new(2, 3)), []), ("product", new MatMul(), ["weight", "input"])));
        Check(Graph([2, 1, 3, 4],
            ("turned", new Transpose(new[] { 1, 0, 3, 2 }), ["input"]),
            ("product", new MatMul(), ["input", "turned"])));
        Check(Graph([2, 3, 4], ("weight", new Constant(new(5, 1, 4, 3)), []), ("product", new MatMul(), ["input", "weight"])));
    }

    /// <summary>softmax(q·kᵀ)·v.</summary>
    [Fact]
    public void Attention() => Check(Graph([3, 4],
        ("wq", new Constant(new(4, 4)), []),
        ("wk", new Constant(new(4, 4)), []),
        ("q", new MatMul(), ["input", "wq"]),
        ("k", new MatMul(), ["input", "wk"]),
        ("kt", new Transpose(new[] { 1, 0 }), ["k"]),
        ("scores", new MatMul(), ["q", "kt"]),
        ("weights", new Softmax(1), ["scores"]),
        ("mixed", new MatMul(), ["weights", "input"])));
}
