using EdgeNet.Description;
using static EdgeNet.Compiler.Tests.Emit.Networks;

namespace EdgeNet.Compiler.Tests.Emit.Layers;

/// <summary>Comparisons, choices by them, and elements picked by their numbers.</summary>
public class MaskTests
{
    [Fact]
    public void Comparisons_and_choices_match_the_reference()
    {
        var networks = new List<NetworkDescription>();
        foreach (string function in new[] { "Equal", "Greater", "GreaterOrEqual", "Less", "LessOrEqual" })
        {
            // Rounded values meet often; the mask chooses between two others.
            networks.AddRange(Orders.Of("Of" + function, [19, 3, 5],
                new("Activation", A("function", "Round"), A("name", "r")),
                new("Activation", A("function", "Neg"), A("name", "n")),
                new(function, A("inputs", new[] { "r", "n" }), A("name", "m")),
                new("Where", A("inputs", new[] { "m", "x", "r" }))));
            networks.AddRange(Orders.Of("Value" + function, [5, 3, 7],
                new("Activation", A("function", "Round"), A("name", "r")),
                new(function, A("value", 1), A("name", "m")),
                new("Constant", A("shape", new[] { 5, 1, 1 }), A("name", "k")),
                new("Where", A("inputs", new[] { "m", "k", "x" }))));
        }

        EmittedCheck.All(networks);
    }

    [Fact]
    public void Gathers_match_the_reference() =>
        EmittedCheck.All([
            .. Orders.Of("GatherChannels", [18, 3, 5], new LayerDescription("Gather", A("indices", new[] { 17, 0, 3, 3, -2 }))),
            .. Orders.Of("GatherColumns", [18, 3, 9], new LayerDescription("Gather", A("indices", new[] { 8, 1, 0, 2, 2, 5, 7, 1, 3, 4, 6 }), A("axis", -1))),
            .. Orders.Of("GatherEven", [18, 3, 9], new LayerDescription("Gather", A("indices", new[] { 7, 5, 3, 1 }), A("axis", 2))),
            new("GatherVector", [300], new LayerDescription("Gather", A("indices", Enumerable.Range(0, 600).Select(i => i * 7919 % 300).ToArray()))),
        ]);
}
