using EdgeNet.Description;
using static EdgeNet.Compiler.Tests.Emit.Networks;

namespace EdgeNet.Compiler.Tests.Emit.Layers;

public class ElementwiseTests
{
    private static readonly string[] Functions = ["Add", "Sub", "Mul", "Div", "Min", "Max", "Mean", "Sum"];

    [Fact]
    public void Functions_of_two_and_three_tensors_match_the_reference()
    {
        var networks = new List<NetworkDescription>();
        foreach (string function in Functions)
        {
            bool two = function is "Sub" or "Div";
            networks.AddRange(Orders.Of("Of" + function, [19, 3, 5],
                new("Activation", A("function", "Tanh"), A("name", "a")),
                new("Activation", A("function", "Sigmoid"), A("from", "x"), A("name", "b")),
                new(function, A("inputs", two ? ["a", "b"] : new[] { "a", "b", "x" }), A("activation", "ReLU"))));
        }

        EmittedCheck.All(networks);
    }

    [Fact]
    public void Values_and_powers_match_the_reference()
    {
        var networks = new List<NetworkDescription>();
        foreach (string function in Functions) networks.AddRange(Orders.Of("Value" + function, [5, 3, 7], new LayerDescription(function, A("value", 2.5))));
        double[] exponents = [2, 3, 0.5, -1, 1, 1.75, 0];
        for (int i = 0; i < exponents.Length; i++)
            networks.AddRange(Orders.Of(FormattableString.Invariant($"Pow{i}"), [5, 3, 7], new("Sigmoid01"), new("Pow", A("value", exponents[i]))));
        networks.AddRange(Orders.Of("PowOfTwo", [5, 3, 7], new("Sigmoid01"), new("Activation", A("function", "Tanh"), A("from", "x"), A("name", "e")),
            new("Pow", A("inputs", new[] { "positive", "e" }), A("activation", "Neg"))));
        EmittedCheck.All(networks.Select(WithSigmoid));
    }

    [Theory]
    [InlineData("19")] // a vector over the last axis does not fit 19×3×5
    [InlineData("5")]
    [InlineData("1")]
    [InlineData("3,1")]
    [InlineData("3,5")]
    [InlineData("19,1,1")]
    [InlineData("19,1,5")]
    [InlineData("19,3,1")]
    [InlineData("1,3,5")]
    [InlineData("1,1,5")]
    [InlineData("1,3,1")]
    [InlineData("19,3,5")]
    public void Constants_are_broadcast(string sizes)
    {
        int[] shape = [.. sizes.Split(',').Select(int.Parse)];
        int[] x = shape is [19] ? [3, 5, 19] : [19, 3, 5];
        string name = "By" + sizes.Replace(',', '_');
        bool left = shape.Length % 2 == 0;
        EmittedCheck.All(Orders.Of(name, x, new("Constant", A("shape", shape), A("name", "k")),
            left ? new("Sub", A("inputs", new[] { "k", "x" }), A("activation", "ELU")) : new("Mul", A("inputs", new[] { "x", "k" }))));
    }

    [Fact]
    public void Tensors_are_broadcast_to_each_other_and_over_any_rank() =>
        EmittedCheck.All([
            .. Orders.Of("Gate", [24, 4, 4], new("ReduceMean", A("axes", new[] { 1, 2 }), A("name", "pooled")), new("Activation", A("function", "Sigmoid")), new("Mul", A("inputs", new[] { "x" }))),
            .. Orders.Of("Outer", [24, 3, 1], new("Constant", A("shape", new[] { 1, 17 }), A("name", "k")), new("Add", A("inputs", new[] { "x", "k" }))),
            .. Orders.Of("Rows", [3, 2, 4, 5], new("Constant", A("shape", new[] { 4, 5 }), A("name", "k")), new("Add", A("inputs", new[] { "x", "k" }))),
            new("Rank6", [2, 3, 2, 2, 3, 2], new("Constant", A("shape", new[] { 2, 1, 3, 1 }), A("name", "k")), new("Div", A("inputs", new[] { "k" }))),
            new("Vector", [37], new("Constant", A("shape", new[] { 37 }), A("name", "k")), new("Max", A("inputs", new[] { "k" }))),
        ]);

    [Fact]
    public void A_tensor_that_others_still_read_is_not_overwritten() =>
        EmittedCheck.All([
            .. Orders.Of("Kept", [17, 3, 5],
                new("Add", A("inputs", new[] { "x", "x" }), A("name", "twice")),
                new("Activation", A("function", "Exp"), A("name", "power")),
                new("Sub", A("inputs", new[] { "power", "twice" }), A("name", "rest")),
                new("Mul", A("inputs", new[] { "rest", "x" })),
                new("Reshape", A("shape", new[] { 17, 15 }), A("name", "flat")),
                new("Activation", A("function", "Neg")),
                new("Add", A("inputs", new[] { "flat" }))),
        ]);

    [Fact]
    public void Slopes_of_every_shape_match_the_reference() =>
        EmittedCheck.All([
            .. Orders.Of("Channels", [19, 3, 5], new LayerDescription("PReLU")),
            .. Orders.Of("Shared", [19, 3, 5], new LayerDescription("PReLU", A("shared", true))),
            .. Orders.Of("Whole", [19, 3, 5], new LayerDescription("PReLU", A("slopeShape", new[] { 19, 3, 5 }))),
            .. Orders.Of("Columns", [19, 3, 5], new LayerDescription("PReLU", A("slopeShape", new[] { 5 }))),
            .. Orders.Of("Vector", [37], new LayerDescription("PReLU")),
        ]);

    /// <summary>Stands a sigmoid called "positive" in the place of the marker.</summary>
    private static NetworkDescription WithSigmoid(NetworkDescription network) => network with
    {
        Layers = new(network.Layers.Select(l => l.Kind == "Sigmoid01" ? new("Activation", A("function", "Sigmoid"), A("name", "positive")) : l)),
    };
}
