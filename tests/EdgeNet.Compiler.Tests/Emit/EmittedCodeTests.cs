using System.Runtime.Intrinsics;
using EdgeNet.Description;
using static EdgeNet.Compiler.Tests.Emit.Networks;

namespace EdgeNet.Compiler.Tests.Emit;

/// <summary>Emitted code, compiled and run at every vector width, against the plain scalar reference.</summary>
public class EmittedCodeTests
{
    [Theory]
    [InlineData("ReLU")]
    [InlineData("Tanh")]
    public void LeNet5_matches_the_scalar_reference_at_every_width(string activation) =>
        EmittedCheck.One(EmittedNetwork.Compile(Networks.LeNet5(activation)), samples: 5);

    [Fact]
    public void Random_networks_match_the_scalar_reference_at_every_width()
    {
        // Without AVX-512 the JIT takes seconds for 512-bit code in its software form: every eighth network then stands for all.
        int[] seeds = [.. Enumerable.Range(1, 60)];
        IReadOnlyList<EmittedNetwork> networks = EmittedNetwork.CompileAll([.. seeds.Select(RandomNetworks.Create)]);
        foreach (int seed in seeds)
            EmittedCheck.One(networks[seed - 1], samples: 2, with512: Vector512.IsHardwareAccelerated || seed % 8 == 0);
    }

    /// <summary>One channel lies channels first and channels last at once; what pads or pools it must not mix the two.</summary>
    [Fact]
    public void Single_channels_and_single_pixels_match_the_scalar_reference()
    {
        NetworkDescription[] descriptions =
        [
            new("Pixel1", [8, 6, 6], new("Conv2D", A("filters", 1), A("kernel", 6)), new("Conv2D", A("filters", 16), A("kernel", 3), A("padding", 1))),
            new("Pixel2", [8, 6, 1], new("Conv2D", A("filters", 1), A("kernel", 1)), new("Conv2D", A("filters", 16), A("kernel", 3), A("padding", 1))),
            new("Pixel3", [16, 6, 1], new("Conv2D", A("filters", 1), A("kernel", 1)), new("MaxPool2D", A("kernel", 3), A("stride", 2), A("padding", 1))),
            new("Pixel4", [8, 6, 6], new("Conv2D", A("filters", 1), A("kernel", 6)), new("AvgPool2D", A("kernel", 3), A("stride", 1), A("padding", 1))),
            new("Pixel5", [1, 1, 1], new("Conv2D", A("filters", 17), A("kernel", 1), A("padding", 2)), new("Flatten"), new("Dense", A("units", 3))),
            new("Pixel6", [1, 1, 1], new LayerDescription("AvgPool2D", A("kernel", 3), A("padding", 1))),
            new("Pixel7", [1, 63, 1], new("Softmax"), new("MaxPool2D", A("kernelHeight", 43), A("kernelWidth", 1)),
                new("Conv2D", A("filters", 16), A("kernelHeight", 2), A("kernelWidth", 1), A("padding", 1), A("from", "softmax1"))),
            new("Pixel8", [1, 1, 1], new("Conv2D", A("filters", 7), A("kernelHeight", 1), A("kernelWidth", 4), A("pads", new[] { 0, 0, 4, 3 }), A("activation", "Tanh")),
                new("MaxPool2D", A("kernelHeight", 1), A("kernelWidth", 3), A("ceil", true))),
            new("Pixel9", [1, 9, 9], new("MaxPool2D", A("kernel", 3), A("stride", 2), A("padding", 1)), new("Conv2D", A("filters", 3), A("kernel", 3), A("stride", 2), A("padding", 1))),
        ];
        foreach (EmittedNetwork network in EmittedNetwork.CompileAll(descriptions)) EmittedCheck.One(network, samples: 2);
    }

    /// <summary>Several inputs lie one after the other, and so do several outputs, some of which other layers read on.</summary>
    [Fact]
    public void Several_inputs_and_outputs_match_the_scalar_reference()
    {
        InputDescription[] inputs = [new("image", new[] { 3, 9, 9 }), new("mask", new[] { 1, 5 }), new("more", new[] { 3, 9, 9 })];
        LayerDescription[] layers =
        [
            new("Conv2D", A("filters", 5), A("kernel", 3), A("name", "c1"), A("activation", "ReLU")),
            new("MaxPool2D", A("kernel", 2), A("name", "p1")),
            new("Activation", A("function", "Tanh"), A("name", "t1")),
            new("Flatten", A("name", "f1"), A("from", "mask")),
            new("Dense", A("units", 7), A("name", "d1")),
            new("Conv2D", A("filters", 2), A("kernel", 9), A("from", "more"), A("name", "c2")),
            new("Flatten", A("name", "f2")),
        ];
        NetworkDescription[] descriptions =
        [
            new("Several1", inputs, layers, Unroll.Auto, new[] { "f2", "p1", "d1", "t1" }),
            new("Several3", inputs, new([.. layers, new LayerDescription("Dropout", A("name", "g1"), A("from", "t1"))]), Unroll.Auto, new[] { "t1", "g1", "c2" }),
            new("Several2", inputs, layers, Unroll.Auto, new[] { "c1", "f1", "c2", "f2", "mask" }),
        ];
        foreach (EmittedNetwork network in EmittedNetwork.CompileAll(descriptions)) EmittedCheck.One(network, samples: 2);
    }

    [Fact]
    public void Full_unrolling_matches_the_scalar_reference_at_every_width() =>
        EmittedCheck.One(EmittedNetwork.Compile(Networks.LeNet5("ReLU") with { Unroll = Unroll.Full }), samples: 2, Vector512.IsHardwareAccelerated);

    /// <summary>Fewer filters than lanes take narrower vectors, also from a method of some taps to the next.</summary>
    [Theory]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(24)]
    public void Few_filters_unroll_fully_too(int filters)
    {
        LayerDescription Conv(string name, int count, int dilation) => new("Conv2D", A("filters", count), A("kernel", 3), A("dilation", dilation), A("name", name), A("activation", "ReLU"));
        var description = new NetworkDescription(FormattableString.Invariant($"Few{filters}"), [3, 13, 12], [Conv("first", 24, 1), Conv("second", filters, 2), Conv("third", filters, 2)]) { Unroll = Unroll.Full };
        EmittedCheck.One(EmittedNetwork.Compile(description), samples: 2, Vector512.IsHardwareAccelerated);
    }
}
