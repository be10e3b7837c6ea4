using EdgeNet.Description;

namespace EdgeNet.Compiler.Tests.Emit;

/// <summary>Descriptions for tests.</summary>
internal static class Networks
{
    public static NetworkDescription LeNet5(string activation) => new("LeNet5", [1, 32, 32],
        new("Conv2D", A("filters", 6), A("kernel", 5), A("activation", activation), A("name", "c1")),
        new("MaxPool2D", A("kernel", 2)),
        new("Conv2D", A("filters", 16), A("kernel", 5), A("activation", activation), A("name", "c3")),
        new("MaxPool2D", A("kernel", 2)),
        new("Flatten"),
        new("Dense", A("units", 120), A("activation", activation), A("name", "c5")),
        new("Dense", A("units", 60), A("activation", activation), A("name", "f6")),
        new("Dense", A("units", 10), A("name", "output")),
        new("Softmax"));

    /// <summary>A layer's argument.</summary>
    public static LayerArgument A(string name, ArgumentValue value) => new(name, value);
}
