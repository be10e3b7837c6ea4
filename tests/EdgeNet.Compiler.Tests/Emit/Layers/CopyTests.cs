using EdgeNet.Description;
using static EdgeNet.Compiler.Tests.Emit.Networks;

namespace EdgeNet.Compiler.Tests.Emit.Layers;

/// <summary>Layers that move elements.</summary>
public class CopyTests
{
    [Fact]
    public void Transposes_match_the_reference()
    {
        var networks = new List<NetworkDescription>();
        int[][] orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
        for (int i = 0; i < orders.Length; i++) networks.AddRange(Orders.Of(FormattableString.Invariant($"T{i}"), [18, 3, 5], new LayerDescription("Transpose", A("axes", orders[i]))));
        networks.Add(new("T6", [2, 3, 4, 5, 2, 3], new LayerDescription("Transpose", A("axes", new[] { 4, 0, 5, 2, 1, 3 }))));
        networks.Add(new("T7", [3, 4], new("Transpose"), new("Activation", A("function", "Tanh")), new("Transpose", A("axes", new[] { 1, 0 }))));
        EmittedCheck.All(networks);
    }

    [Fact]
    public void Slices_match_the_reference() =>
        EmittedCheck.All([
            .. Orders.Of("Channels", [18, 3, 5], new LayerDescription("Slice", A("starts", new[] { 4 }), A("ends", new[] { 15 }))),
            .. Orders.Of("Rows", [18, 6, 5], new LayerDescription("Slice", A("starts", new[] { 2 }), A("ends", new[] { 5 }), A("axes", new[] { 1 }))),
            .. Orders.Of("Backwards", [18, 6, 5], new LayerDescription("Slice", A("starts", new[] { -1, 4 }), A("ends", new[] { -100, 0 }), A("axes", new[] { 0, 2 }), A("steps", new[] { -2, -1 }))),
            .. Orders.Of("Steps", [18, 6, 5], new LayerDescription("Slice", A("starts", new[] { 1, 0, 1 }), A("ends", new[] { 18, 6, 5 }), A("steps", new[] { 3, 5, 2 }))),
            .. Orders.Of("Parts", [18, 3, 5], new("Split", A("sizes", 3), A("name", "p")), new("Sub", A("inputs", new[] { "p.2", "p.0" })), new("Activation", A("function", "Exp")), new("Mul", A("inputs", new[] { "p.1" }))),
            .. Orders.Of("Unequal", [7, 3, 10], new("Split", A("sizes", new[] { 1, 6, 3 }), A("axis", -1), A("name", "p")), new("Activation", A("function", "Tanh"), A("from", "p.1"), A("name", "t")),
                new("Concat", A("inputs", new[] { "p.2", "t", "p.0", "p.1" }), A("axis", 2))),
            new("Rank5", [2, 3, 4, 3, 2], new LayerDescription("Slice", A("starts", new[] { 1, 2 }), A("ends", new[] { 3, 0 }), A("axes", new[] { 1, 3 }), A("steps", new[] { 1, -1 }))),
        ]);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Joins_match_the_reference(int axis) =>
        EmittedCheck.All([
            .. Orders.Of("Join", [18, 3, 5], new("Activation", A("function", "Neg"), A("name", "n")), new("Conv2D", A("filters", 18), A("kernel", 1), A("name", "c")),
                new("Concat", A("inputs", new[] { "x", "n", "c", "x" }), A("axis", axis))),
            .. Orders.Of("Constant", [18, 3, 5], new("Constant", A("shape", new[] { 18, 3, 5 }), A("name", "k")), new("Concat", A("inputs", new[] { "k", "x" }), A("axis", axis - 3))),
        ]);

    [Fact]
    public void Blocks_match_the_reference() =>
        EmittedCheck.All([
            .. Orders.Of("Dcr", [16, 3, 5], new LayerDescription("DepthToSpace", A("blockSize", 2))),
            .. Orders.Of("Crd", [18, 2, 3], new LayerDescription("DepthToSpace", A("blockSize", 3), A("mode", "CRD"))),
            .. Orders.Of("Depth", [18, 4, 6], new LayerDescription("SpaceToDepth", A("blockSize", 2))),
        ]);

    [Fact]
    public void Samplings_match_the_reference()
    {
        var networks = new List<NetworkDescription>
        {
            new("Cube", [2, 2, 3, 2], new LayerDescription("Upsample", A("scales", new[] { 3, 1, 2 }))),
            new("Series", [3, 7], new LayerDescription("Upsample", A("scales", 3))),
        };
        networks.AddRange(Orders.Of("Twice", [18, 3, 5], new LayerDescription("Upsample", A("scales", new[] { 2, 2 }))));
        foreach (string coordinates in Enum.GetNames<ResizeCoordinates>())
            networks.AddRange(Orders.Of("To" + coordinates, [17, 4, 6], new LayerDescription("Resize", A("sizes", new[] { 7, 4 }), A("coordinates", coordinates), A("rounding", "RoundPreferCeil"))));
        networks.AddRange(Orders.Of("Down", [17, 8, 12], new LayerDescription("Resize", A("scales", new[] { 0.6, 0.5 }))));
        EmittedCheck.All(networks);
    }

    [Theory]
    [InlineData("Constant")]
    [InlineData("Reflect")]
    [InlineData("Edge")]
    public void Borders_match_the_reference(string mode) =>
        EmittedCheck.All([
            .. Orders.Of("Around", [18, 4, 5], new LayerDescription("Pad", A("pads", new[] { 1, 2, 3, 0 }), A("mode", mode), A("value", mode == "Constant" ? 0.5 : 0))),
            .. Orders.Of("Channels", [18, 4, 5], new LayerDescription("Pad", A("pads", new[] { 3, 0, 1, 2, 0, 0 }), A("mode", mode))),
            .. Orders.Of("Cut", [18, 4, 5], new LayerDescription("Pad", A("pads", new[] { -2, -1, 2, 0, 2, -1 }), A("mode", mode))),
            new("Rank5" + mode, [3, 2, 3, 2, 3], new LayerDescription("Pad", A("pads", new[] { 1, 0, 2, 1, 0, 0, 1, 0, 0, 2 }), A("mode", mode))),
            new("Only" + mode, [3, 4], new LayerDescription("Pad", A("pads", mode == "Constant" ? new[] { 0, 5, 0, -4 } : [0, 3, 0, -3]), A("mode", mode), A("value", 0))),
        ]);

    [Fact]
    public void Other_shapes_match_the_reference() =>
        EmittedCheck.All([
            .. Orders.Of("Same", [18, 4, 5], new LayerDescription("Reshape", A("shape", new[] { 18, 4, 5 }))),
            .. Orders.Of("Fold", [18, 4, 5], new("Reshape", A("shape", new[] { 6, 3, 2, -1 })), new("Transpose", A("axes", new[] { 1, 0, 3, 2 })), new("Reshape", A("shape", new[] { 0, 0, 20 }))),
            .. Orders.Of("Flat", [18, 4, 5], new("Flatten"), new("Reshape", A("shape", new[] { 5, 72 })), new("Flatten"), new("Dense", A("units", 3))),
            .. Orders.Of("Vector", [18, 4, 5], new("Flatten"), new("Add", A("value", 1)), new("Slice", A("starts", new[] { 7 }), A("ends", new[] { 300 }))),
            .. Orders.Of("Shuffle", [18, 4, 5], new("Reshape", A("shape", new[] { 3, 6, 4, 5 })), new("Transpose", A("axes", new[] { 1, 0, 2, 3 })), new("Reshape", A("shape", new[] { 18, 4, 5 }))),
        ]);
}
