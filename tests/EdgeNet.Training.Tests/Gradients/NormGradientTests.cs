using EdgeNet.Compiler.Graph.Layers;
using static EdgeNet.Tests.Shared.TestGraphs;
using static EdgeNet.Training.Tests.Gradients.GradientCheck;

namespace EdgeNet.Training.Tests.Gradients;

/// <summary>Normalisation within a sample.</summary>
public class NormGradientTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Instance_norms(bool affine)
    {
        Check(Single(new InstanceNorm(1e-5f, affine), 3, 4, 5));
        Check(Single(new InstanceNorm(0.1f, affine), 2, 7));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Group_norms(bool affine)
    {
        Check(Single(new GroupNorm(2, 1e-5f, affine), 6, 2, 3));
        Check(Single(new GroupNorm(1, 1e-3f, affine), 4, 5));
        Check(Single(new GroupNorm(2, 1e-3f, affine), 8));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Layer_norms_from_any_axis(int axis)
    {
        Check(Single(new LayerNorm(axis, 1e-5f, true), 3, 2, 4));
        Check(Single(new LayerNorm(axis, 1e-2f, false), 2, 3, 5));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(16)]
    public void Local_response_norms(int size)
    {
        Check(Single(new LocalResponseNorm(size, 0.9f, 0.75f, 1), 7, 2, 2));
        Check(Single(new LocalResponseNorm(size, 2, 0.5f, 2), 5));
    }
}
