using EdgeNet.Compiler.Graph.Layers;
using static EdgeNet.Training.Tests.Gradients.GradientCheck;

namespace EdgeNet.Training.Tests.Gradients;

public class LayerGradientTests
{
    [Theory]
    [InlineData(1, true)]
    [InlineData(7, false)]
    [InlineData(19, true)]
    public void Dense_layers(int units, bool bias)
    {
        Check(Single(new Dense(units, bias), 11));
        Check(Single(new Dense(units, bias), 2, 5, 7));
    }

    [Fact]
    public void Convolutions_of_any_filters_and_bias()
    {
        Check(Single(new Conv(1, Window([3, 3]), 1, true), 1, 5, 5));
        Check(Single(new Conv(2, Window([2, 3]), 1, false), 3, 4, 5));
        Check(Single(new Conv(5, Window([1, 1]), 1, true), 4, 3, 2));
    }

    [Fact]
    public void Convolutions_with_stride_dilation_and_padding_on_any_side()
    {
        Check(Single(new Conv(3, Window([3, 3], [2, 1], [1, 0], [0, 2], [1, 2]), 1, true), 2, 5, 6));
        Check(Single(new Conv(2, Window([3, 3], [3, 2], [2, 2], [1, 0]), 1, true), 1, 4, 4));
    }

    [Fact]
    public void Convolutions_in_groups()
    {
        Check(Single(new Conv(6, Window([2, 2], begin: [1, 1]), 3, true), 6, 3, 3));
        Check(Single(new Conv(4, Window([3, 3], begin: [1, 1]), 4, false), 4, 4, 3));
        Check(Single(new Conv(4, Window([3, 1]), 2, true), 2, 4, 3));
    }

    [Fact]
    public void Convolutions_over_one_and_three_axes()
    {
        Check(Single(new Conv(3, Window([4], [2], [3], [1]), 1, true), 2, 9));
        Check(Single(new Conv(2, Window([2, 1, 2], [1, 2, 1], [0, 1, 1], [1, 0, 0]), 1, true), 2, 3, 2, 3));
    }

    [Fact]
    public void Max_pooling()
    {
        Check(Single(new MaxPool(Window([2, 2], [2, 2]), false), 2, 4, 5));
        Check(Single(new MaxPool(Window([3, 3], [2, 2], [1, 1]), true), 2, 5, 4));
        Check(Single(new MaxPool(Window([2], [1], dilation: [3]), false), 1, 9));
        Check(Single(new MaxPool(Window([2, 2, 1], [1, 2, 2]), false), 2, 3, 3, 2));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Average_pooling(bool countIncludePad)
    {
        Check(Single(new AvgPool(Window([2, 2], [2, 2]), false, countIncludePad), 2, 4, 5));
        Check(Single(new AvgPool(Window([3, 2], [2, 2], [1, 0], [1, 1]), true, countIncludePad), 2, 6, 4));
        Check(Single(new AvgPool(Window([4], [1], [2]), false, countIncludePad), 3, 5));
    }

    [Theory]
    [InlineData(Activation.None, 0)]
    [InlineData(Activation.ReLU, 0)]
    [InlineData(Activation.LeakyReLU, 0.3f)]
    [InlineData(Activation.LeakyReLU, 0)]
    [InlineData(Activation.LeakyReLU, -0.5f)]
    [InlineData(Activation.Tanh, 0)]
    [InlineData(Activation.Sigmoid, 0)]
    public void Activations_alone_and_in_place(Activation kind, float alpha)
    {
        var activate = new Activate(new(kind, alpha));
        Check(Single(activate, 14));
        Check(Graph([6], ("dense", new Dense(5, true), ["input"]), ("act", activate, ["dense"])));
    }

    [Fact]
    public void Softmax_over_channels()
    {
        Check(Single(new Softmax(), 7));
        Check(Single(new Softmax(), 3, 2, 2));
    }

    [Fact]
    public void Flatten_and_a_dropout_that_drops_nothing()
    {
        Check(Graph([2, 2, 3], ("flatten", new Flatten(), ["input"]), ("drop", new Dropout(0), ["flatten"]), ("dense", new Dense(3, true), ["drop"])));
    }
}
