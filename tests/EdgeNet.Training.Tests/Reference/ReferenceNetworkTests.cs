using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Onnx.Reference;

namespace EdgeNet.Training.Tests.Reference;

/// <summary>The yardstick itself, against sums done by hand.</summary>
public class ReferenceNetworkTests
{
    private static readonly float[] Image = [1, 2, 3, 4, 5, 6, 7, 8, 9];

    [Fact]
    public void Convolution_is_a_cross_correlation_with_zero_padding()
    {
        float[] output = Run(new Conv(1, Window2D(2, 1, [1, 0], [0, 1]), 1, true), new(1, 3, 3), Image,
            ("weight", [1, 10, 100, 1000]), ("bias", [0.5f]));
        // Padded above by one row and at the right by one column.
        Assert.Equal(
            [2100.5f, 3200.5f, 300.5f, 5421.5f, 6532.5f, 603.5f, 8754.5f, 9865.5f, 906.5f], output);
    }

    [Fact]
    public void Groups_stride_and_dilation()
    {
        var window = new Window(new[] { 2 }, new[] { 2 }, new[] { 0 }, new[] { 0 }, new[] { 2 });
        float[] output = Run(new Conv(2, window, 2, false), new(2, 5), [1, 2, 3, 4, 5, 10, 20, 30, 40, 50], ("weight", [1, 2, 3, 4]));
        Assert.Equal([7, 13, 150, 290], output);
    }

    [Fact]
    public void Poolings_count_only_what_they_should()
    {
        Window window = Window2D(2, 2, [1, 1], [0, 0]);
        Assert.Equal([1, 3, 7, 9], Run(new MaxPool(window, false), new(1, 3, 3), Image));
        Assert.Equal([0.25f, 1.25f, 2.75f, 7], Run(new AvgPool(window, false, true), new(1, 3, 3), Image));
        Assert.Equal([1, 2.5f, 5.5f, 7], Run(new AvgPool(window, false, false), new(1, 3, 3), Image));
        // The size rounded up: taps past the end are in no divisor.
        Assert.Equal([3, 4.5f, 7.5f, 9], Run(new AvgPool(Window2D(2, 2, [0, 0], [0, 0]), true, true), new(1, 3, 3), Image));
    }

    [Fact]
    public void Dense_activation_and_softmax()
    {
        Assert.Equal([-1, 8.5f], Run(new Dense(2, true), new(3), [1, 2, 3], ("weight", [1, 0, -1, 0, 1, 2]), ("bias", [1, 0.5f])));
        Assert.Equal([-0.25f, 2], Run(new Activate(new(Activation.LeakyReLU, 0.25f)), new(2), [-1, 2]));
        Assert.Equal([0.5f, 0.5f, 1, 0, 0.5f, 0.5f, 0, 1], Run(new Softmax(), new(2, 4), [1, 2, 500, -500, 1, 2, -500, 500]));
    }

    private static Window Window2D(int kernel, int stride, int[] padBegin, int[] padEnd) =>
        new(new[] { kernel, kernel }, new[] { stride, stride }, padBegin, padEnd, new[] { 1, 1 });

    private static float[] Run(Layer layer, TensorShape shape, float[] input, params (string Role, float[] Values)[] parameters)
    {
        Node[] nodes =
        [
            new("input", new Input(shape), Array.Empty<string>(), shape, -1),
            new("layer", layer, new[] { "input" }, layer.InferShape([shape]), 0),
        ];
        var graph = new NetworkGraph("Test", nodes, ["layer"]);
        GraphChecker.Check(graph);
        return new ReferenceNetwork(graph, name => parameters.Single(p => "layer." + p.Role == name).Values).Run(input);
    }
}
