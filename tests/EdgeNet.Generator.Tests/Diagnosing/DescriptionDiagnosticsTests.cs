using EdgeNet.Generator.Tests.Infrastructure;

namespace EdgeNet.Generator.Tests.Diagnosing;

/// <summary>Every problem of a description, at the argument at fault.</summary>
public sealed class DescriptionDiagnosticsTests
{
    [Theory]
    [InlineData("Network({|EDGE1001:1, 0, 8|})", "[Flatten]", "(1, 0, 8)")]
    [InlineData("Network({|EDGE1001:1, 2, 3, 4, 5, 6, 7, 8, 9|}, Unroll = Unroll.Full)", "[Flatten]", "(1, 2, 3, 4, 5, 6, 7, 8, 9)")]
    [InlineData("{|EDGE1001:Network|}", "[Flatten]", "()")]
    [InlineData("Network({|EDGE1001:null|})", "[Flatten]", "()")]
    [InlineData("{|EDGE1002:Network(3)|}", "", "'A' has no layers")]
    [InlineData("Network(3, {|EDGE1006:Unroll = (Unroll)7|})", "[Softmax]", "one of Auto, Full, but it is 7")]
    [InlineData("Network({|EDGE1014:65536, 65536|})", "[Flatten]", "65536×65536")]
    [InlineData("Network(5000, {|EDGE1016:Unroll = Unroll.Full|})", "[Dense(2)]", "5000 taps")]
    [InlineData("Network(3, {|EDGE1018:Outputs = new[] { \"x\" }|})", "[Softmax]", "there are 'input', 'softmax1'")]
    [InlineData("Network(3, {|EDGE1011:Input = \"1\"|})", "[Softmax]", "'1'")]
    [InlineData("Network({|EDGE1020:128, 3|})", "[Conv1D(4, 3)]", "channels come first; if the last axis is meant, it is (3, 128)")]
    [InlineData("Network(3)", "[Input({|EDGE1010:\"input\"|}, 3), Softmax]", "'input' is taken by the network's input")]
    [InlineData("Network(3)", "[Input(\"b\", {|EDGE1001:3, 0|}), Softmax]", "(3, 0)")]
    public async Task Problems_of_the_network_stand_at_its_attribute(string network, string layers, string message)
    {
        string found = Assert.Single(await Expect.SquigglesAsync(Sources.With(layers, network)));
        Assert.Contains(message, found, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[{|EDGE1004:Dense(10)|}]", "Dense 'dense1' needs a vector, but the network's input gives 1×8×8 = 64: put [Flatten] before it")]
    [InlineData("[Flatten, {|EDGE1004:Conv2D(4, 3)|}]", "(channels, height, width)")]
    [InlineData("[Conv2D(4, {|EDGE1005:9|})]", "9×9")]
    [InlineData("[Conv2D(4, {|EDGE1005:9|}, 3)]", "9×3")]
    [InlineData("[Conv2D(kernel: 9, filters: 4)]", "9×9", "kernel: 9")]
    [InlineData("[MaxPool2D({|EDGE1005:9|})]", "1×8×8")]
    [InlineData("[Conv2D({|EDGE1006:0|}, 3)]", "a whole number of 1 or more, but it is 0")]
    [InlineData("[Conv2D(4, 3, {|EDGE1006:-1|})]", "-1")]
    [InlineData("[Conv2D(4, 3, {|EDGE1006:Stride = 0|})]", "stride")]
    [InlineData("[Conv2D(4, 3, {|EDGE1006:Activation = (Activation)99|})]", "None, ReLU, LeakyReLU, Tanh, Sigmoid, ReLU6")]
    [InlineData("[Flatten, Dropout({|EDGE1006:1f|})]", "less than 1, but it is 1")]
    [InlineData("[Activation(Activation.LeakyReLU, {|EDGE1006:Alpha = float.NaN|})]", "a finite number, but it is NaN")]
    [InlineData("[Conv2D(4, 3, {|EDGE1007:Pads = new[] { 1, 2, 3 }|})]", "needs 4 values for pads, but there are 3")]
    [InlineData("[Conv2D(4, 3, {|EDGE1012:Strides = new int[0]|})]", "needs strides to be a number")]
    [InlineData("[Conv2D(4, 3), Conv2D(6, 3, {|EDGE1008,EDGE1008:Groups = 5|})]", "6 filters into 5 groups", null, "4 channels", 2)]
    [InlineData("[Conv2D(4, 3, {|EDGE1009:From = \"c0\"|})]", "takes its input from 'c0'")]
    [InlineData("[Conv2D(4, 3, Name = \"c1\"), Conv2D(4, 3, {|EDGE1010:Name = \"c1\"|})]", "'c1' is taken by Conv2D 'c1'")]
    [InlineData("[Conv2D(4, 3, {|EDGE1011:Name = \"1st\"|})]", "'1st'")]
    [InlineData("[Conv2D(4, 3, {|EDGE1012:Stride = 2|}, Strides = new[] { 2, 2 })]", "both stride and strides")]
    [InlineData("[MaxPool2D(2, {|EDGE1013:Padding = 2|})]", "pads 2 elements")]
    [InlineData("[Flatten, {|EDGE1014:Dense(1000000000)|}]", "64000000000")]
    [InlineData("[Conv2D(4, 3, Activation = Activation.ReLU, {|EDGE1019:Alpha = 0.2f|})]", "takes none: leave it out, or choose one that does: LeakyReLU")]
    [InlineData("[Conv2D(4, 3, {|EDGE1011:Name = \"größe\"|})]", "call it 'gr_e'")]
    [InlineData("[{|EDGE1015:Conv2D(4, 3)|}, Flatten(From = \"input\")]", "Nothing takes the output")]
    public async Task Problems_of_a_layer_stand_at_the_argument_else_at_the_layer(
        string layers, string message, string? named = null, string? second = null, int count = 1)
    {
        if (named is not null) layers = layers.Replace(named, "{|EDGE1005:" + named + "|}", StringComparison.Ordinal);
        IReadOnlyList<string> found = await Expect.SquigglesAsync(Sources.With(layers));
        Assert.Equal(count, found.Count);
        Assert.Contains(found, text => text.Contains(message, StringComparison.Ordinal));
        if (second is not null) Assert.Contains(found, text => text.Contains(second, StringComparison.Ordinal));
    }

    [Fact]
    public async Task All_problems_of_a_network_are_reported_at_once()
    {
        await Expect.SquigglesAsync("""
            using EdgeNet;

            [Network(1, 32, 32)]
            [Conv2D({|EDGE1006:0|}, 5)]
            [MaxPool2D(2, {|EDGE1013:Padding = 7|})]
            [Flatten(Name = {|EDGE1011:"a b"|})]
            public partial class A;
            """.Replace("Name = {|EDGE1011:\"a b\"|}", "{|EDGE1011:Name = \"a b\"|}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Each_network_has_its_own_problems()
    {
        await Expect.SquigglesAsync("""
            using EdgeNet;

            [Network(1, 8, 8)]
            [{|EDGE1004:Dense(10)|}]
            partial class A;

            [Network(3)]
            [Dense(10)]
            partial class B;

            [Network(3)]
            [{|EDGE1004:MaxPool2D(2)|}]
            partial class C;
            """);
    }

    [Fact]
    public async Task A_problem_stands_in_the_file_of_its_attribute()
    {
        await Expect.SquigglesAsync(
            "using EdgeNet; [Network(1, 8, 8)] partial class A;",
            "using EdgeNet; [{|EDGE1004:Dense(10)|}] partial class A;");
    }
}
