using EdgeNet.Description;
using EdgeNet.Generator.Tests.Infrastructure;

namespace EdgeNet.Generator.Tests.Reading;

/// <summary>What the attributes say, as the compiler gets it.</summary>
public sealed class DescriptionTests
{
    [Theory]
    [InlineData("Conv2D(6, 5)", "Conv2D(filters: 6, kernel: 5)")]
    [InlineData("Conv2D(6, 5, 3)", "Conv2D(filters: 6, kernelHeight: 5, kernelWidth: 3)")]
    [InlineData("Conv2D(kernel: 5, filters: 6)", "Conv2D(kernel: 5, filters: 6)")]
    [InlineData("Conv2D(6, kernel: 5, Name = \"c1\")", "Conv2D(filters: 6, kernel: 5, name: \"c1\")")]
    [InlineData("EdgeNet.Conv2DAttribute(6, 5)", "Conv2D(filters: 6, kernel: 5)")]
    [InlineData("Conv2D(2 * K, K - 1)", "Conv2D(filters: 8, kernel: 3)")]
    [InlineData("Conv2D((byte)6, 'A' - 60)", "Conv2D(filters: 6, kernel: 5)")]
    [InlineData("Conv2D(6, 5, Activation = Activation.Tanh)", "Conv2D(filters: 6, kernel: 5, activation: \"Tanh\")")]
    [InlineData("Conv2D(6, 5, Activation = (Activation)1)", "Conv2D(filters: 6, kernel: 5, activation: \"ReLU\")")]
    [InlineData("Conv2D(6, 5, Bias = false, Alpha = 0.1f)", "Conv2D(filters: 6, kernel: 5, bias: false, alpha: 0.1)")]
    [InlineData("Conv2D(6, 5, Pads = new[] { 1, 2, 3, 4 })", "Conv2D(filters: 6, kernel: 5, pads: new int[] { 1, 2, 3, 4 })")]
    [InlineData("Conv2D(6, 5, Pads = [1, 2, 3, 4])", "Conv2D(filters: 6, kernel: 5, pads: new int[] { 1, 2, 3, 4 })")]
    [InlineData("Conv2D(6, 5, Pads = null, Name = null, From = \"\")", "Conv2D(filters: 6, kernel: 5, from: \"\")")]
    [InlineData("AvgPool2D(2, CountIncludePad = true)", "AvgPool2D(kernel: 2, countIncludePad: true)")]
    [InlineData("Dropout", "Dropout()")]
    [InlineData("Dropout()", "Dropout()")]
    [InlineData("Dropout(0.3f)", "Dropout(rate: 0.3)")]
    [InlineData("Dropout(rate: 1e-30f)", "Dropout(rate: 1E-30)")]
    [InlineData("Dense(3, Name = \"\\u00e9\\\"\")", "Dense(units: 3, name: \"\\u00e9\\\"\")")]
    public void Arguments_that_were_written_and_no_others(string attribute, string expected)
    {
        string source = Sources.With($"[{attribute}]").Replace("class A;", "class A { const int K = 4; }", StringComparison.Ordinal);
        LayerDescription layer = Assert.Single(Assert.Single(GeneratorRun.On(source).Declarations).Description.Layers);
        Assert.Equal(expected, layer.ToString());
    }

    [Theory]
    [InlineData("Network(1, 32, 32)", "[1, 32, 32]", Unroll.Auto)]
    [InlineData("Network(new[] { 1, 32, 32 })", "[1, 32, 32]", Unroll.Auto)]
    [InlineData("Network([3, 100], Unroll = Unroll.Full)", "[3, 100]", Unroll.Full)]
    [InlineData("Network(shape: 7, Unroll = Unroll.Auto)", "[7]", Unroll.Auto)]
    public void The_network_s_input(string network, string shape, Unroll unroll)
    {
        NetworkDescription description = Assert.Single(GeneratorRun.On(Sources.With("[Flatten]", network)).Declarations).Description;
        Assert.Equal("A", description.Name);
        InputDescription input = Assert.Single(description.Inputs);
        Assert.Equal(("input", shape, unroll), (input.Name, input.Shape.ToString(), description.Unroll));
    }

    [Fact]
    public void Further_inputs_and_named_outputs()
    {
        NetworkDescription description = Assert.Single(GeneratorRun.On(Sources.With(
            "[Input(\"state\", 3, 4), Flatten(Name = \"f\"), Flatten(From = \"state\", Name = \"g\")]",
            "Network(1, 8, 8, Input = \"image\", Outputs = new[] { \"g\", \"f\" })")).Declarations).Description;
        Assert.Equal(["image [1, 8, 8]", "state [3, 4]"], description.Inputs.Select(i => $"{i.Name} {i.Shape}"));
        Assert.Equal(["g", "f"], description.Outputs);
        Assert.Equal(["Flatten", "Flatten"], description.Layers.Select(l => l.Kind));
    }

    [Fact]
    public void A_float_is_the_number_that_was_written()
    {
        foreach (float value in new[] { 0.01f, 0.1f, 1f / 3, float.Epsilon, float.MaxValue, 16777217f, -0.7f })
        {
            string literal = value.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
            GeneratorRun run = GeneratorRun.On(Sources.With($"[Activation(Activation.LeakyReLU, Alpha = {literal}f)]"));
            ArgumentValue found = run.Declarations.Single().Description.Layers[0].Find("alpha")!.Value;
            Assert.Equal(value, (float)found.Numbers[0]);
            Assert.Equal(literal, found.ToString());
        }
    }

    [Fact]
    public void Other_attributes_are_no_layers()
    {
        NetworkDescription description = GeneratorRun.On("""
            [System.Obsolete("soon")]
            [EdgeNet.Network(3), System.Serializable]
            [EdgeNet.Dense(2), EdgeNet.Softmax]
            partial class A;
            """).Declarations.Single().Description;
        Assert.Equal(["Dense", "Softmax"], description.Layers.Select(layer => layer.Kind));
    }

    [Fact]
    public void Layers_stand_in_source_order_and_the_file_of_the_network_comes_first()
    {
        (string, string)[] files =
        [
            ("src/B.cs", "using EdgeNet; [Dense(4), Dense(5)] partial class A;"),
            ("src/C.cs", "using EdgeNet; [Dense(1)] partial class A; [Network(3)] [Dense(2)] partial class A { } [Dense(3)] partial class A;"),
            ("src/D.cs", "using EdgeNet; [Dense(6)] partial class A;"),
        ];
        string expected = "1 2 3 4 5 6";
        Assert.Equal(expected, Units(files));
        Assert.Equal(expected, Units([.. files.Reverse()]));
        Assert.Equal(expected, Units([files[2], files[0], files[1]]));

        static string Units((string, string)[] files) => string.Join(" ", GeneratorRun.On(files).Declarations.Single()
            .Description.Layers.Select(layer => layer.Find("units")!.Value.ToString()));
    }
}
