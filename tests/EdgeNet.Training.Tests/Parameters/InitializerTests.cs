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
