using EdgeNet.Compiler.Graph;
using EdgeNet.Description;
using static EdgeNet.Compiler.Tests.Emit.Networks;

namespace EdgeNet.Compiler.Tests.Emit.Layers;

/// <summary>Networks that put layers behind tensors in every order in memory.</summary>
internal static class Orders
{
    /// <summary>
    /// The layers behind the input, which lies channels first; behind a convolution that leaves its channels last; and between two of
    /// these, where the layers leave an image. The tensor before them is called "x".
    /// </summary>
    /// <param name="name">What the networks' names begin with.</param>
    /// <param name="shape">The shape of "x".</param>
    /// <param name="layers">The layers.</param>
    public static IEnumerable<NetworkDescription> Of(string name, int[] shape, params LayerDescription[] layers)
    {
        yield return new NetworkDescription(name + "First", shape, [new("Dropout", A("name", "x")), .. layers]);
        if (shape.Length == 1) yield break;
        int rank = shape.Length - 1;
        LayerDescription Conv(int filters) => new(FormattableString.Invariant($"Conv{rank}D"), A("filters", filters), A("kernel", 1));
        LayerDescription before = new(FormattableString.Invariant($"Conv{rank}D"), A("filters", shape[0]), A("kernel", 1), A("name", "x"));
        // So many channels of so few pixels that lanes over channels win.
        int[] input = [24, .. shape[1..]];
        yield return new NetworkDescription(name + "Last", input, [before, .. layers]);
        var inner = new NetworkDescription(name + "Inner", input, [before, .. layers, Conv(17)]);
        if (GraphBuilder.Build(inner, out _) is not null) yield return inner;
    }
}
