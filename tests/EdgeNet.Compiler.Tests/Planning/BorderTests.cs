using EdgeNet.Compiler.Planning;
using EdgeNet.Compiler.Planning.Steps;
using EdgeNet.Compiler.Planning.Streaming;
using EdgeNet.Description;
using static EdgeNet.Compiler.Tests.Emit.Networks;

namespace EdgeNet.Compiler.Tests.Planning;

public class BorderTests
{
    [Fact]
    public void Only_the_input_is_copied_into_borders()
    {
        ExecutionPlan plan = Plan([], Conv("c1", 16), Conv("c2", 16), new("Activation", A("function", "Tanh"), A("name", "t")), Conv("c3", 16),
            new("Add", A("inputs", new[] { "c3", "t" }), A("name", "a")), new("MaxPool2D", A("kernel", 3), A("stride", 2), A("padding", 1)));
        Assert.Single(plan.Steps.OfType<PadStep>());
    }

    [Fact]
    public void Readers_that_pad_differently_share_the_widest_border()
    {
        ExecutionPlan plan = Plan(["c2", "c3"], Conv("c1", 16), Conv("c2", 16, kernel: 5, padding: 2),
            new("Conv2D", A("filters", 16), A("kernel", 3), A("padding", 1), A("from", "c1"), A("name", "c3")));
        Assert.Single(plan.Steps.OfType<PadStep>());
        BorderStep border = plan.Steps.OfType<BorderStep>().First();
        Assert.Equal(new EquatableArray<int>([0, 2, 2]), border.Border.Begin);
        Assert.Equal(new EquatableArray<int>([0, 2, 2]), border.Border.End);
    }

    [Fact]
    public void What_is_read_without_gaps_has_no_border()
    {
        ExecutionPlan plan = Plan(["c2", "d"], Conv("c1", 16), Conv("c2", 16), new("Flatten", A("from", "c1")), new("Dense", A("units", 3), A("name", "d")));
        Assert.DoesNotContain(plan.Steps, s => s is BorderStep { Name: "c1" });
        Assert.True(plan.Buffers.Single(b => b.Name == "c1").Length == 16 * 12 * 12);
    }

    [Fact]
    public void A_maximum_and_a_convolution_do_not_share_a_border()
    {
        ExecutionPlan plan = Plan(["c2", "m"], Conv("c1", 16), Conv("c2", 16),
            new("MaxPool2D", A("kernel", 3), A("stride", 2), A("padding", 1), A("from", "c1"), A("name", "m")));
        Assert.Equal([0, float.NegativeInfinity], plan.Steps.OfType<PadStep>().Select(p => p.Fill));
        Assert.All(plan.Steps.OfType<BorderStep>(), b => Assert.Equal(0, b.Border.Fill));
    }

    /// <summary>Tensors of the same place and shape follow each other: only the first one's border is filled.</summary>
    [Fact]
    public void A_border_that_is_still_there_is_not_filled_again()
    {
        LayerDescription Separable(string name) => new("DepthwiseConv2D", A("kernel", 3), A("padding", 1), A("name", name));
        LayerDescription Pointwise(string name, int filters) => Conv(name, filters, kernel: 1, padding: 0);
        ExecutionPlan same = Plan([], Pointwise("p0", 16), Separable("d1"), Pointwise("p1", 16), Separable("d2"), Pointwise("p2", 16), Separable("d3"), Pointwise("p3", 16));
        Assert.Equal("p0", Assert.Single(same.Steps.OfType<BorderStep>()).Name);

        // One of another shape in the same place needs its own, and so does the one after it.
        ExecutionPlan other = Plan([], Pointwise("p0", 16), Separable("d1"), Pointwise("p1", 32), Separable("d2"), Pointwise("p2", 16), Separable("d3"), Pointwise("p3", 16));
        Assert.Equal(["p0", "p1", "p2"], other.Steps.OfType<BorderStep>().Select(b => b.Name));
    }

    private static LayerDescription Conv(string name, int filters, int kernel = 3, int padding = 1) =>
        new("Conv2D", A("filters", filters), A("kernel", kernel), A("padding", padding), A("name", name));

    private static ExecutionPlan Plan(string[] outputs, params LayerDescription[] layers)
    {
        var description = new NetworkDescription("Bordered", new[] { new InputDescription("input", new[] { 3, 12, 12 }) }, layers, Unroll.Auto, outputs);
        return NetworkCompiler.Compile(description, new TargetClass("Planned", default, description.Name), new CompilerOptions { Streaming = StreamingMode.Never }).Plan!;
    }
}
