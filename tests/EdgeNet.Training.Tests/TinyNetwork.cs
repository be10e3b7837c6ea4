using EdgeNet.Compiler.Graph;
using EdgeNet.Description;

namespace EdgeNet.Training.Tests;

/// <summary>A network that learns synthetic digits in a second or two.</summary>
internal static class TinyNetwork
{
    public static readonly int[] InputShape = [1, 28, 28];

    public static NetworkGraph Graph(float dropout = 0)
    {
        var description = new NetworkDescription("Tiny", InputShape,
            Layer("Conv2D", ("filters", 6), ("kernel", 5), ("stride", 2), ("activation", "ReLU"), ("name", "c1")),
            Layer("MaxPool2D", ("kernel", 2)),
            Layer("Flatten"),
            Layer("Dropout", ("rate", dropout)),
            Layer("Dense", ("units", 32), ("activation", "Tanh"), ("name", "hidden")),
            Layer("Dense", ("units", 10), ("name", "output")),
            Layer("Softmax"));
        NetworkGraph? graph = GraphBuilder.Build(description, out IReadOnlyList<EdgeNet.Compiler.Problems.Problem> problems);
        return graph ?? throw new InvalidOperationException(string.Join("\n", problems));
    }

    private static LayerDescription Layer(string kind, params (string Name, ArgumentValue Value)[] arguments) =>
        new(kind, [.. arguments.Select(a => new LayerArgument(a.Name, a.Value))]);
}
