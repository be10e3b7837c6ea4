using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Training.Data;
using EdgeNet.Training.Gradients;
using EdgeNet.Training.Parameters;
using static EdgeNet.Tests.Shared.TestGraphs;

namespace EdgeNet.Training.Tests.Gradients;

public class DeadLayersTests
{
    private static readonly NetworkGraph Network = Graph([1, 8],
        ("conv", new Conv(4, Window([3]), 1, true), ["input"]),
        ("relu", new Activate(new(Activation.ReLU)), ["conv"]),
        ("flat", new Flatten(), ["relu"]),
        ("output", new Dense(2, true), ["flat"]),
        ("softmax", new Softmax(), ["output"]));

    [Theory]
    [InlineData(4, "'relu': 4 of its 4 units never fire on 30 training samples")]
    [InlineData(2, "'relu': 2 of its 4 units never fire on 30 training samples")]
    [InlineData(1, null)]
    [InlineData(0, null)]
    public void Units_that_never_fire_are_counted(int silent, string? expected)
    {
        var network = new NetworkGradient(Network);
        var parameters = new ParameterSet(network.Parameters);
        parameters.Slot("conv.bias").Fill(1);
        parameters.Slot("conv.bias")[..silent].Fill(-1);
        float[] gradient = [.. Enumerable.Repeat(1f, network.Parameters.Length)];
        IReadOnlyList<string> found = new DeadLayers(network).Find(parameters, Images(), gradient);
        if (expected is null) Assert.Empty(found);
        else Assert.Contains(expected, Assert.Single(found), StringComparison.Ordinal);
    }

    [Fact]
    public void A_unit_that_fires_on_one_sample_alone_is_alive()
    {
        var network = new NetworkGradient(Network);
        var parameters = new ParameterSet(network.Parameters);
        parameters.Slot("conv.weight").Fill(1);
        parameters.Slot("conv.bias").Fill(-0.5f);
        float[] values = new float[30 * 8];
        values[29 * 8 + 5] = 1;
        var images = new ImageSet([1, 8], values, new int[30]);
        float[] gradient = [.. Enumerable.Repeat(1f, network.Parameters.Length)];
        Assert.Empty(new DeadLayers(network).Find(parameters, images, gradient));
    }

    [Fact]
    public void Weights_without_a_gradient_are_named_unless_all_are_without()
    {
        var network = new NetworkGradient(Network);
        var parameters = new ParameterSet(network.Parameters);
        parameters.Slot("conv.bias").Fill(1);
        float[] gradient = new float[network.Parameters.Length];
        Assert.Empty(new DeadLayers(network).Find(parameters, Images(), gradient));
        gradient[network.Parameters.Find("output.weight")!.Offset] = 1e-9f;
        Assert.Contains("no gradient reaches 'conv':", Assert.Single(new DeadLayers(network).Find(parameters, Images(), gradient)), StringComparison.Ordinal);
    }

    [Fact]
    public void Training_with_a_rate_that_kills_says_so()
    {
        // One step throws all biases far below zero: nothing fires from there on.
        float[] values = [.. Enumerable.Range(0, 40 * 8).Select(i => i / 8 % 2 == 0 ? 1f : 0.8f)];
        var data = new Dataset("d", ["a", "b"], new ImageSet([1, 8], values, [.. Enumerable.Range(0, 40).Select(i => i % 4 / 3)]));
        var start = new ParameterSet(new NetworkGradient(Network).Parameters);
        start.Slot("conv.bias").Fill(-3);
        var options = new TrainingOptions { Epochs = 1, WeightAverage = 0, Start = start, ValidationSamples = 10, Optimizer = new SgdOptions(0.01f) };
        TrainingResult result = new Trainer(Network, options).Run(data);
        Assert.Equal(2, result.DeadLayers.Count);
        Assert.Contains("dead layer 'relu': 4 of its 4 units", result.DeadLayers[0], StringComparison.Ordinal);
    }

    private static ImageSet Images() => new([1, 8], new float[30 * 8], new int[30]);
}
