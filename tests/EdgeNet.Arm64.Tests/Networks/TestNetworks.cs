using EdgeNet.Description;
using EdgeNet.Models;

namespace EdgeNet.Arm64.Tests.Networks;

/// <summary>The benchmarks' LeNet-5, one small network of each kind, and the small ones of EdgeNet.Models.</summary>
internal static class TestNetworks
{
    public static IReadOnlyList<NetworkDescription> All { get; } =
    [
        LeNet5.Description, TimeSeriesCnn.Description, VolumeCnn.Description, DsCnn.Description, MobileNetV1.Description, ResNet8.Description,
        new("LeNet5ReLU", [1, 32, 32],
            new("Conv2D", A("filters", 6), A("kernel", 5), A("activation", "ReLU"), A("name", "c1")),
            new("MaxPool2D", A("kernel", 2)),
            new("Conv2D", A("filters", 16), A("kernel", 5), A("activation", "ReLU"), A("name", "c3")),
            new("MaxPool2D", A("kernel", 2)),
            new("Flatten"),
            new("Dense", A("units", 120), A("activation", "ReLU"), A("name", "c5")),
            new("Dense", A("units", 60), A("activation", "ReLU"), A("name", "f6")),
            new("Dense", A("units", 10), A("name", "output")),
            new("Softmax")),
        new("TimeSeries", [3, 96],
            new("Conv1D", A("filters", 24), A("kernel", 5), A("activation", "ReLU")),
            new("MaxPool1D", A("kernel", 2)),
            new("Conv1D", A("filters", 20), A("kernel", 3), A("dilation", 2), A("activation", "Tanh")),
            new("Flatten"),
            new("Dense", A("units", 6)),
            new("Softmax")),
        new("Volume", [2, 10, 10, 10],
            new("Conv3D", A("filters", 12), A("kernel", 3), A("padding", 1), A("activation", "ReLU")),
            new("MaxPool3D", A("kernel", 2)),
            new("Conv3D", A("filters", 16), A("kernel", 3), A("stride", 2), A("activation", "LeakyReLU")),
            new("Flatten"),
            new("Dense", A("units", 10)),
            new("Softmax")),
        new("Depthwise", [8, 16, 16],
            new("DepthwiseConv2D", A("kernel", 3), A("padding", 1), A("activation", "ReLU")),
            new("Conv2D", A("filters", 24), A("kernel", 1), A("activation", "ReLU")),
            new("DepthwiseConv2D", A("kernel", 3), A("stride", 2), A("padding", 1), A("activation", "ReLU")),
            new("Conv2D", A("filters", 32), A("kernel", 1), A("activation", "ReLU")),
            new("AvgPool2D", A("kernel", 8)),
            new("Flatten"),
            new("Dense", A("units", 12)),
            new("Softmax")),
        new("Residual", [3, 12, 12],
            new("Conv2D", A("filters", 16), A("kernel", 3), A("padding", 1), A("activation", "ReLU"), A("name", "stem")),
            new("Conv2D", A("filters", 16), A("kernel", 3), A("padding", 1), A("activation", "ReLU")),
            new("Conv2D", A("filters", 16), A("kernel", 3), A("padding", 1)),
            new("Add", A("inputs", new[] { "stem" }), A("activation", "ReLU"), A("name", "block1")),
            new("Conv2D", A("filters", 32), A("kernel", 3), A("stride", 2), A("padding", 1), A("activation", "ReLU")),
            new("Conv2D", A("filters", 32), A("kernel", 3), A("padding", 1), A("name", "main2")),
            new("Conv2D", A("filters", 32), A("kernel", 1), A("stride", 2), A("from", "block1")),
            new("Add", A("inputs", new[] { "main2" }), A("activation", "ReLU")),
            new("AvgPool2D", A("kernel", 6)),
            new("Flatten"),
            new("Dense", A("units", 10)),
            new("Softmax")),
    ];

    private static LayerArgument A(string name, ArgumentValue value) => new(name, value);
}
