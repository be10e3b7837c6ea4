using EdgeNet.Compiler.Graph;
using EdgeNet.Description;
using static EdgeNet.Compiler.Tests.Emit.Networks;

namespace EdgeNet.Compiler.Tests.Emit.Layers;

public class ReductionTests
{
    [Fact]
    public void Softmax_and_its_logarithm_match_the_reference_along_every_axis()
    {
        var networks = new List<NetworkDescription>();
        foreach (string kind in new[] { "Softmax", "LogSoftmax" })
        {
            for (int axis = 0; axis < 3; axis++)
                networks.AddRange(Orders.Of(FormattableString.Invariant($"{kind}{axis}"), [19, 3, 5], new LayerDescription(kind, A("axis", axis))));
            networks.Add(new(kind + "Flat", [24, 2, 3], new("Conv2D", A("filters", 19), A("kernel", 1)), new("Flatten"), new(kind)));
            networks.Add(new(kind + "Deep", [2, 3, 4, 5, 6], new LayerDescription(kind, A("axis", 2))));
            networks.Add(new(kind + "One", [1, 3, 2], new LayerDescription(kind)));
        }

        EmittedCheck.All(networks, scale: 20);
    }

    [Fact]
    public void Every_reduction_matches_the_reference_over_every_axis()
    {
        int[][] axes = [[0], [1], [2], [0, 1], [1, 2], [0, 2], [0, 1, 2]];
        var networks = new List<NetworkDescription>();
        int next = 0;
        foreach (string function in Enum.GetNames<ReduceFunction>())
        {
            LayerDescription positive = new("Activation", A("function", function == "LogSum" ? "Sigmoid" : "None"));
            // Three of the choices for each function, so that each choice meets every kind of function.
            for (int i = next % 7, count = 0; count < 3; i = (i + 3) % 7, count++)
                networks.AddRange(Orders.Of(FormattableString.Invariant($"{function}{i}"), function == "Prod" ? [6, 3, 5] : [21, 3, 5], positive,
                    new("Reduce" + function, A("axes", axes[i]), A("keepDims", next++ % 2 == 0))));
        }

        EmittedCheck.All(networks);
    }

    [Fact]
    public void Long_and_deep_reductions_match_the_reference() =>
        EmittedCheck.All([
            .. Orders.Of("Long", [24, 40, 52], new LayerDescription("ReduceMean", A("axes", new[] { 1, 2 }))),
            .. Orders.Of("Squares", [24, 16, 16], new LayerDescription("ReduceL2", A("axes", new[] { 1, 2 }))),
            new("Deep", [2, 3, 4, 5, 6], new LayerDescription("ReduceSum", A("axes", new[] { 1, 3 }), A("keepDims", false))),
            new("All", [2, 3, 4, 5, 6], new LayerDescription("ReduceMax", A("keepDims", false))),
        ]);

    [Fact]
    public void Normalisations_match_the_reference() =>
        EmittedCheck.All([
            .. Orders.Of("Instance", [19, 3, 5], new LayerDescription("InstanceNorm")),
            .. Orders.Of("Plain", [19, 3, 5], new LayerDescription("InstanceNorm", A("affine", false), A("epsilon", 0.01))),
            .. Orders.Of("Group", [20, 3, 5], new LayerDescription("GroupNorm", A("groups", 4))),
            .. Orders.Of("OneGroup", [20, 3, 5], new LayerDescription("GroupNorm", A("groups", 1), A("affine", false))),
            .. Orders.Of("Each", [20, 3, 5], new LayerDescription("GroupNorm", A("groups", 20))),
            .. Orders.Of("Layer0", [20, 3, 5], new LayerDescription("LayerNorm")),
            .. Orders.Of("Layer1", [20, 3, 5], new LayerDescription("LayerNorm", A("axis", 1))),
            .. Orders.Of("Layer2", [20, 3, 35], new LayerDescription("LayerNorm", A("axis", -1))),
            new("Tokens", [6, 48], new LayerDescription("LayerNorm", A("axis", 1))),
            new("Cube", [6, 3, 4, 5], new LayerDescription("InstanceNorm")),
            new("Rank5", [4, 2, 3, 4, 5], new LayerDescription("LayerNorm", A("axis", 3))),
            new("Vector", [48], new LayerDescription("GroupNorm", A("groups", 3))),
        ]);
}
