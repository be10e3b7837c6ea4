using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using static EdgeNet.Tests.Shared.TestGraphs;
using static EdgeNet.Training.Tests.Gradients.GradientCheck;

namespace EdgeNet.Training.Tests.Gradients;

public class NetworkGradientTests
{
    [Fact]
    public void A_small_convolutional_network() => Check(Graph([1, 8, 8],
        ("c1", new Conv(3, Window([3, 3]), 1, true), ["input"]),
        ("c1.activation", new Activate(new(Activation.Tanh)), ["c1"]),
        ("pool", new MaxPool(Window([2, 2], [2, 2]), false), ["c1.activation"]),
        ("c2", new Conv(4, Window([2, 2], begin: [1, 1]), 1, true), ["pool"]),
        ("c2.activation", new Activate(new(Activation.Sigmoid)), ["c2"]),
        ("avg", new AvgPool(Window([2, 2], [2, 2]), true, false), ["c2.activation"]),
        ("flat", new Flatten(), ["avg"]),
        ("d1", new Dense(5, true), ["flat"]),
        ("d1.activation", new Activate(new(Activation.Tanh)), ["d1"]),
        ("d2", new Dense(3, true), ["d1.activation"]),
        ("softmax", new Softmax(), ["d2"])), probes: 4);

    /// <summary>One value taken by several layers, which come together again.</summary>
    [Fact]
    public void Branches_sum_their_gradients() => Check(Graph([2, 6],
        ("trunk", new Conv(2, Window([3], begin: [1]), 1, true), ["input"]),
        ("left", new Activate(new(Activation.Tanh)), ["trunk"]),
        ("right", new AvgPool(Window([1]), false, true), ["trunk"]),
        ("join", new Join(), ["left", "right", "trunk"]),
        ("flat", new Flatten(), ["join"]),
        ("out", new Dense(2, true), ["flat"])));

    [Fact]
    public void Nothing_runs_in_place_over_what_others_read() => Check(Graph([5],
        ("dense", new Dense(4, true), ["input"]),
        ("tanh", new Activate(new(Activation.Tanh)), ["dense"]),
        ("sigmoid", new Activate(new(Activation.Sigmoid)), ["tanh"]),
        ("flatten", new Flatten(), ["sigmoid"]),
        ("relu", new Activate(new(Activation.LeakyReLU, 0.5f)), ["flatten"]),
        ("again", new Activate(new(Activation.Sigmoid)), ["dense"]),
        ("join", new Join(), ["relu", "again"])));
}
