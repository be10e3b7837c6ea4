using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using static EdgeNet.Tests.Shared.TestGraphs;
using static EdgeNet.Training.Tests.Gradients.GradientCheck;

namespace EdgeNet.Training.Tests.Gradients;

/// <summary>Layers that put elements elsewhere.</summary>
public class MoveGradientTests
{
    [Fact]
    public void Slices()
    {
        Check(Single(new Slice(new[] { 1, 0 }, new[] { 1, 1 }, new[] { 2, 4 }), 4, 5));
        Check(Single(new Slice(new[] { 4, 1, 0 }, new[] { -2, 2, 1 }, new[] { 3, 2, 1 }), 5, 4, 3));
    }

    [Fact]
    public void Parts_of_a_split_share_an_input() => Check(Graph([4, 3],
        ("s.0", new Slice(new[] { 0, 0 }, new[] { 1, 1 }, new[] { 3, 3 }), ["input"]),
        ("s.1", new Slice(new[] { 3, 0 }, new[] { 1, 1 }, new[] { 1, 3 }), ["input"]),
        ("product", new Elementwise(ElementwiseFunction.Mul, null), ["s.0", "s.1"])));

    [Fact]
    public void Transpositions()
    {
        Check(Single(new Transpose(new[] { 1, 0 }), 3, 5));
        Check(Single(new Transpose(new[] { 2, 0, 3, 1 }), 2, 3, 4, 2));
    }

    [Theory]
    [InlineData(PadMode.Constant)]
    [InlineData(PadMode.Reflect)]
    [InlineData(PadMode.Edge)]
    public void Padding(PadMode mode)
    {
        float value = mode == PadMode.Constant ? 0.75f : 0;
        Check(Single(new Pad(new[] { 0, 2, 1 }, new[] { 0, 1, 3 }, mode, value), 2, 3, 4));
        Check(Single(new Pad(new[] { 1, -1 }, new[] { 2, 1 }, mode, value), 3, 5));
    }

    [Theory]
    [InlineData(ResizeCoordinates.Asymmetric, ResizeRounding.Floor)]
    [InlineData(ResizeCoordinates.HalfPixel, ResizeRounding.RoundPreferFloor)]
    [InlineData(ResizeCoordinates.AlignCorners, ResizeRounding.RoundPreferCeil)]
    public void Resizing(ResizeCoordinates coordinates, ResizeRounding rounding)
    {
        Check(Single(new Resize(new[] { 4, 9 }, new[] { 2.0, 3.0 }, coordinates, rounding), 2, 2, 3));
        Check(Single(new Resize(new[] { 3 }, new[] { 0.6 }, coordinates, rounding), 2, 5));
    }

    [Theory]
    [InlineData(DepthToSpaceMode.DCR)]
    [InlineData(DepthToSpaceMode.CRD)]
    public void Depth_to_space(DepthToSpaceMode mode) => Check(Single(new DepthToSpace(2, mode), 12, 2, 3), probes: 72);

    [Fact]
    public void Space_to_depth() => Check(Single(new SpaceToDepth(2), 3, 4, 6), probes: 72);

    [Fact]
    public void Reshaping_in_place_and_not()
    {
        Check(Single(new Reshape(new(4, 3)), 2, 6));
        Check(Graph([2, 3],
            ("dense", new Constant(new(2, 3)), []),
            ("product", new Elementwise(ElementwiseFunction.Mul, null), ["dense", "input"]),
            ("reshape", new Reshape(new(3, 2)), ["product"]),
            ("tanh", new Activate(new(Activation.Tanh)), ["reshape"])));
    }
}
