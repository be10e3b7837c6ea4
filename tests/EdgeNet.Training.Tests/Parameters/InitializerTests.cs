using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Training.Parameters;
using static EdgeNet.Tests.Shared.TestGraphs;

namespace EdgeNet.Training.Tests.Parameters;

public class InitializerTests
{
    [Theory]
    [InlineData(Initialization.He, 2.0 / 200)]
    [InlineData(Initialization.LeCun, 1.0 / 200)]
    [InlineData(Initialization.Glorot, 2.0 / 500)]
    public void Variances_are_those_of_the_papers(Initialization rule, double variance)
    {
        float[] weights = Draw(Single(new Dense(300, true), 200), rule).Slot("layer.weight").ToArray();
        Assert.Equal(0, weights.Average(), 0.01 * Math.Sqrt(variance));
        Assert.Equal(variance, weights.Average(w => (double)w * w), 0.02 * variance);
        Assert.All(Draw(Single(new Dense(300, true), 200), rule).Slot("layer.bias").ToArray(), b => Assert.Equal(0, b));
    }

    [Fact]
    public void The_rule_follows_the_activation_behind_the_layer()
    {
        NetworkGraph graph = Graph([200],
            ("relu", new Dense(200, false), ["input"]),
            ("r", new Activate(new(Activation.ReLU)), ["relu"]),
            ("tanh", new Dense(200, false), ["r"]),
            ("t", new Activate(new(Activation.Tanh)), ["tanh"]),
            ("out", new Dense(200, false), ["t"]),
            ("softmax", new Softmax(), ["out"]));
        ParameterSet drawn = Draw(graph, Initialization.Automatic);
        Assert.Equal(2.0 / 200, Square("relu"), 4e-4);
        Assert.Equal(2.0 / 400, Square("tanh"), 2e-4);
        Assert.Equal(1.0 / 200, Square("out"), 2e-4);

        double Square(string layer) => drawn.Slot(layer + ".weight").ToArray().Average(w => (double)w * w);
    }

    /// <summary>Past norms, sums and poolings, as residual networks have them between.</summary>
    [Fact]
    public void The_rule_looks_past_what_keeps_the_sign()
    {
        NetworkGraph graph = Graph([40, 5, 5],
            ("conv", new Conv(40, Window([3, 3], begin: [1, 1]), 1, false), ["input"]),
            ("norm", new BatchNorm(1e-5f, 0.1f), ["conv"]),
            ("sum", new Elementwise(ElementwiseFunction.Add, null), ["norm", "input"]),
            ("pool", new MaxPool(Window([2, 2]), false), ["sum"]),
            ("swish", new Activate(ActivationFunction.Of(Activation.Swish)), ["pool"]),
            ("selu", new Conv(40, Window([3, 3]), 1, false), ["swish"]),
            ("s", new Activate(ActivationFunction.Of(Activation.SELU)), ["selu"]));
        ParameterSet drawn = Draw(graph, Initialization.Automatic);
        Assert.Equal(2.0 / 360, drawn.Slot("conv.weight").ToArray().Average(w => (double)w * w), 2e-4);
        Assert.Equal(1.0 / 360, drawn.Slot("selu.weight").ToArray().Average(w => (double)w * w), 2e-4);
    }

    /// <summary>With inputs of variance 1, outputs have variance 1 too.</summary>
    [Fact]
    public void Fans_count_what_one_output_sums_over()
    {
        AssertFans(new Conv(12, Window([3, 3]), 1, true), new(8 * 9, 12 * 9), 8, 5, 5);
        AssertFans(new Conv(16, Window([3, 3]), 8, true), new(9, 2 * 9), 8, 5, 5);
        AssertFans(new Conv(12, Window([3, 2]), 4, true), new(2 * 6, 3 * 6), 8, 5, 5);
        // Every output pixel takes part in one of four windows of stride 2.
        AssertFans(new ConvTranspose(6, Window([4, 4], [2, 2]), new[] { 0, 0 }, 1, true), new(8 * 4, 6 * 16), 8, 5, 5);
        AssertFans(new ConvTranspose(6, Window([2], [3]), new[] { 0 }, 2, true), new(4, 3 * 2), 8, 5);
        AssertFans(new Dense(7, true), new(9, 7), 9);
        AssertFans(new LayerNorm(0, 1e-5f, true), null, 3, 4);
        AssertFans(new PRelu(new(3, 1)), null, 3, 4);

        static void AssertFans(Layer layer, Fans? fans, params int[] shape) =>
            Assert.Equal(fans, new ParameterLayout(Single(layer, shape)).Find("layer.weight")!.Fans);
    }

    [Fact]
    public void What_scales_or_shifts_leaves_things_as_they_are()
    {
        NetworkGraph graph = Graph([4, 6],
            ("bn", new BatchNorm(1e-5f, 0.1f), ["input"]),
            ("ln", new LayerNorm(0, 1e-5f, true), ["bn"]),
            ("slope", new PRelu(new(4)), ["ln"]),
            ("scale", new Constant(new(6)), []),
            ("scaled", new Elementwise(ElementwiseFunction.Mul, null), ["slope", "scale"]),
            ("shift", new Constant(new(4, 1)), []),
            ("shifted", new Elementwise(ElementwiseFunction.Add, null), ["scaled", "shift"]),
            ("matrix", new Constant(new(6, 500)), []),
            ("product", new MatMul(), ["shifted", "matrix"]));
        ParameterSet drawn = Draw(graph, Initialization.Automatic);
        foreach ((string name, float value) in new[]
        {
            ("bn.weight", 1f), ("bn.bias", 0), ("bn.running_mean", 0), ("bn.running_var", 1), ("ln.weight", 1), ("ln.bias", 0),
            ("slope.weight", 0.25f), ("scale.value", 1), ("shift.value", 0),
        })
            Assert.All(drawn.Slot(name).ToArray(), v => Assert.Equal(value, v));
        Assert.Equal(1.0 / 6, drawn.Slot("matrix.value").ToArray().Average(w => (double)w * w), 0.02);
    }

    private static ParameterSet Draw(NetworkGraph graph, Initialization rule)
    {
        ParameterSet first = new(new ParameterLayout(graph)), second = new(new ParameterLayout(graph));
        Initializer.Draw(graph, first, rule, 5);
        Initializer.Draw(graph, second, rule, 5);
        Assert.True(first.Values.SequenceEqual(second.Values));
        Initializer.Draw(graph, second, rule, 6);
        Assert.False(first.Values.SequenceEqual(second.Values));
        return first;
    }
}
