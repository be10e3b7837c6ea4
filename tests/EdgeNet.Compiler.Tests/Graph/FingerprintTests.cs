using EdgeNet.Compiler.Graph;
using EdgeNet.Description;

namespace EdgeNet.Compiler.Tests.Graph;

/// <summary>One fingerprint for one network, however it is written; another for every other.</summary>
public sealed class FingerprintTests
{
    private static readonly LayerDescription Conv = new("Conv2D", new LayerArgument("filters", 4), new LayerArgument("kernel", 3));

    [Fact]
    public void Is_sixteen_hexadecimal_digits_that_never_change()
    {
        // Weights files carry it: a change here would orphan every file in the world.
        Assert.Equal(Of([1, 8, 8], Conv), Of([1, 8, 8], Conv));
        Assert.Matches("^[0-9a-f]{16}$", Of([1, 8, 8], Conv));
    }

    [Fact]
    public void Knows_neither_class_name_nor_unrolling_nor_defaults_written_out()
    {
        string expected = Of([1, 8, 8], Conv);
        var other = new NetworkDescription("Other", new[] { new InputDescription("input", new[] { 1, 8, 8 }) }, new[] { Conv }, Unroll.Full);
        Assert.Equal(expected, Fingerprint.Of(GraphBuilder.Build(other, out _)!));
        Assert.Equal(expected, Of([1, 8, 8], With(Conv,
            ("stride", 1), ("padding", 0), ("dilation", 1), ("groups", 1), ("bias", true), ("activation", "None"), ("alpha", 0.5))));
        Assert.Equal(expected, Of([1, 8, 8], new LayerDescription("Conv2D",
            new LayerArgument("kernelWidth", 3), new LayerArgument("kernelHeight", 3), new LayerArgument("filters", 4))));
    }

    [Fact]
    public void Differs_for_everything_that_changes_the_answer()
    {
        string[] all =
        [
            Of([1, 8, 8], Conv),
            Of([1, 8, 9], Conv),
            Of([1, 8, 8], With(Conv, ("name", "c1"))),
            Of([1, 8, 8], With(Conv, ("stride", 2))),
            Of([1, 8, 8], With(Conv, ("padding", 1))),
            Of([1, 8, 8], With(Conv, ("pads", new[] { 1, 0, 0, 0 }))),
            Of([1, 8, 8], With(Conv, ("pads", new[] { 0, 0, 1, 0 }))),
            Of([1, 8, 8], With(Conv, ("dilation", 2))),
            Of([1, 8, 8], With(Conv, ("bias", false))),
            Of([1, 8, 8], With(Conv, ("activation", "ReLU"))),
            Of([1, 8, 8], With(Conv, ("activation", "LeakyReLU"))),
            Of([1, 8, 8], With(Conv, ("activation", "LeakyReLU"), ("alpha", 0.02))),
            Of([4, 8, 8], Conv),
            Of([4, 8, 8], With(Conv, ("groups", 2))),
            Of([1, 8, 8], Conv, new LayerDescription("Softmax")),
            Of([1, 8, 8], Conv, new LayerDescription("MaxPool2D", new LayerArgument("kernel", 4))),
            Of([1, 8, 8], Conv, new LayerDescription("MaxPool2D", new LayerArgument("kernel", 4), new LayerArgument("ceil", true))),
            Of([1, 8, 8], Conv, new LayerDescription("AvgPool2D", new LayerArgument("kernel", 4), new LayerArgument("padding", 1))),
            Of([1, 8, 8], Conv, new LayerDescription("AvgPool2D",
                new LayerArgument("kernel", 4), new LayerArgument("padding", 1), new LayerArgument("countIncludePad", false))),
        ];
        Assert.Equal(all.Length, all.Distinct().Count());
    }

    private static LayerDescription With(LayerDescription layer, params (string Name, ArgumentValue Value)[] arguments) =>
        new(layer.Kind, [.. layer.Arguments, .. arguments.Select(a => new LayerArgument(a.Name, a.Value))]);

    private static string Of(int[] input, params LayerDescription[] layers) =>
        Fingerprint.Of(GraphBuilder.Build(new NetworkDescription("Net", input, layers), out _)!);
}
