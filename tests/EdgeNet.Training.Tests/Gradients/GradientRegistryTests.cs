using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Training.Gradients;
using static EdgeNet.Tests.Shared.TestGraphs;

namespace EdgeNet.Training.Tests.Gradients;

public class GradientRegistryTests
{
    /// <summary>What ONNX files bring and training refuses by name: nothing falls smoothly there, or nobody has asked for it.</summary>
    private static readonly string[] Untrained = [nameof(Compare), nameof(Gather), nameof(Select)];

    [Fact]
    public void Every_layer_kind_can_be_trained_but_masks_and_gathers()
    {
        IEnumerable<Type> kinds = typeof(Layer).Assembly.GetTypes()
            .Where(t => t.IsSubclassOf(typeof(Layer)) && !t.IsAbstract && t != typeof(Input));
        Assert.Equal(Untrained, kinds.Where(kind => !GradientRegistry.Supports(kind)).Select(kind => kind.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_layer_of_another_kind_is_an_error_that_names_it()
    {
        string message = Assert.Throws<TrainingException>(() => new NetworkGradient(Single(new Join(), 3))).Message;
        Assert.Contains("layer 'layer'", message);
        Assert.Contains("does not support Join", message);
    }
}
