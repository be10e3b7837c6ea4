using EdgeNet.Models;

namespace EdgeNet.Models.Tests;

/// <summary>Activations in memory: at least a quarter below the two largest tensors that live together where layers run one by one.</summary>
public class WorkspaceTests
{
    [Fact]
    public void ResNet8_needs_a_quarter_less_than_two_tensors_of_its_first_stack() =>
        Assert.InRange(ResNet8.WorkspaceLength, 1, 2 * (16 * 32 * 32) * 3 / 4);

    [Fact]
    public void MobileNetV1_needs_a_quarter_less_than_the_tensors_around_its_first_pointwise_convolution() =>
        Assert.InRange(MobileNetV1.WorkspaceLength, 1, (8 * 48 * 48 + 16 * 48 * 48) * 3 / 4);
}
