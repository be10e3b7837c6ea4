using EdgeNet.Compiler.Graph;
using EdgeNet.Description;

namespace EdgeNet.Training.Tests;

/// <summary>A small ResNet: convolutions without bias, batch norms, sums, global pooling. Learns synthetic digits in a few seconds.</summary>
internal static class ResidualNetwork
{
    public static readonly int[] InputShape = [1, 20, 20];

    public static NetworkDescription Description => new("Residual", InputShape,
    [
        .. Conv("stem", filters: 8, stride: 2),
        Layer("Activation", ("function", "ReLU"), ("name", "trunk1")),
        .. Block(1, filters: 8, stride: 1),
        .. Block(2, filters: 16, stride: 2),
        Layer("GlobalAvgPool"),
        Layer("Flatten"),
        Layer("Dense", ("units", 10), ("name", "output")),
        Layer("Softmax"),
    ]);

    public static NetworkGraph Graph() => GraphBuilder.Build(Description, out IReadOnlyList<EdgeNet.Compiler.Problems.Problem> problems)
        ?? throw new InvalidOperationException(string.Join("\n", problems));

    /// <summary>Two convolutions on top of "trunk" and the block's number, summed with it, to the next trunk.</summary>
    private static IEnumerable<LayerDescription> Block(int number, int filters, int stride)
    {
        string trunk = $"trunk{number}", shortcut = trunk;
        foreach (LayerDescription layer in Conv($"a{number}", filters, stride)) yield return layer;
        yield return Layer("Activation", ("function", "ReLU"));
        foreach (LayerDescription layer in Conv($"b{number}", filters, 1)) yield return layer;
        if (stride > 1)
        {
            shortcut = $"project{number}bn";
            yield return Layer("Conv2D", ("filters", filters), ("kernel", 1), ("stride", stride), ("bias", false), ("from", trunk), ("name", $"project{number}"));
            yield return Layer("BatchNorm", ("name", shortcut));
        }

        yield return Layer("Add", ("inputs", new[] { $"b{number}bn", shortcut }), ("activation", "ReLU"), ("name", $"trunk{number + 1}"));
    }

    private static LayerDescription[] Conv(string name, int filters, int stride) =>
    [
        Layer("Conv2D", ("filters", filters), ("kernel", 3), ("stride", stride), ("padding", 1), ("bias", false), ("name", name)),
        Layer("BatchNorm", ("name", name + "bn")),
    ];

    private static LayerDescription Layer(string kind, params (string Name, ArgumentValue Value)[] arguments) =>
        new(kind, [.. arguments.Select(a => new LayerArgument(a.Name, a.Value))]);
}
