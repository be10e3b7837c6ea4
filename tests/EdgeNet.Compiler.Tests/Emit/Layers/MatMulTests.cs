using EdgeNet.Description;
using static EdgeNet.Compiler.Tests.Emit.Networks;

namespace EdgeNet.Compiler.Tests.Emit.Layers;

public class MatMulTests
{
    [Fact]
    public void Products_of_every_size_match_the_reference()
    {
        var networks = new List<NetworkDescription>();
        foreach (int rows in new[] { 1, 3, 4, 9 })
            foreach (int columns in new[] { 1, 4, 15, 37, 64 })
                networks.Add(Product(FormattableString.Invariant($"M{rows}x{columns}"), [rows, 11], [11, columns]));
        EmittedCheck.All(networks);
    }

    [Fact]
    public void Batches_are_broadcast() =>
        EmittedCheck.All([
            Product("Equal", [3, 4, 5], [3, 5, 6]),
            Product("Left", [4, 5], [3, 5, 6]),
            Product("Right", [2, 3, 4, 5], [5, 6]),
            Product("Both", [2, 1, 4, 5], [1, 3, 5, 6]),
            Product("Missing", [3, 4, 5], [2, 1, 5, 6]),
            .. Orders.Of("Attention", [19, 3, 5], new("Transpose", A("axes", new[] { 0, 2, 1 }), A("name", "t")), new("MatMul", A("inputs", new[] { "x", "t" })), new("Softmax", A("axis", -1)), new("MatMul", A("inputs", new[] { "x" }))),
        ]);

    private static NetworkDescription Product(string name, int[] left, int[] right) => new(name, left,
        new("Constant", A("shape", right), A("name", "k")), new("MatMul", A("inputs", new[] { "k" })));
}
