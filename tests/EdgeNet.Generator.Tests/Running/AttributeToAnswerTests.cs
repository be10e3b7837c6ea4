using EdgeNet.Description;
using EdgeNet.Generator.Tests.Infrastructure;

namespace EdgeNet.Generator.Tests.Running;

/// <summary>What the generator adds compiles without a word, and answers as the scalar reference does.</summary>
public sealed class AttributeToAnswerTests
{
    private const string LeNet5 = """
        using EdgeNet;

        namespace Acme;

        [Network(1, 32, 32)]
        [Conv2D(6, 5, Activation = Activation.Tanh, Name = "c1")]
        [MaxPool2D(2)]
        [Conv2D(16, 5, Activation = Activation.Tanh, Name = "c3")]
        [MaxPool2D(2)]
        [Flatten]
        [Dense(120, Activation = Activation.Tanh, Name = "c5")]
        [Dense(60, Activation = Activation.Tanh, Name = "f6")]
        [Dense(10, Name = "output")]
        [Softmax]
        public sealed partial class LeNet5;
        """;

    private const string EveryLayer = """
        using EdgeNet;

        [Network(2, 13, 11)]
        [Conv2D(4, 3, 2, Strides = new[] { 2, 1 }, Pads = new[] { 1, 0, 2, 1 }, Dilations = new[] { 1, 2 }, Groups = 2, Bias = false)]
        [Activation(Activation.LeakyReLU, Alpha = 0.125f)]
        [AvgPool2D(2, 3, Stride = 1, Padding = 1, CountIncludePad = false)]
        [Dropout(0.25f)]
        [Conv2D(kernel: 1, filters: 6, Activation = Activation.Sigmoid, Name = "mix")]
        [MaxPool2D(2, Ceil = true)]
        [Softmax]
        [Flatten]
        [Dense(7, Activation = Activation.LeakyReLU, Alpha = -0.5f)]
        [Dropout]
        [Dense(5, Bias = false)]
        public partial class EveryLayer;
        """;

    private const string SeveralTensors = """
        using EdgeNet;

        [Network(3, 9, 9, Input = "image", Outputs = new[] { "scores", "map" })]
        [Input("state", 2, 4)]
        [Conv2D(4, 3, Activation = Activation.ReLU, Name = "map")]
        [Flatten(Name = "memory", From = "state")]
        [Dense(5, Name = "scores")]
        public partial class SeveralTensors;
        """;

    [Fact]
    public void A_network_that_traces_has_a_method_for_it_and_another_has_none()
    {
        GeneratorRun run = Generate(LeNet5.Replace("[Network(1, 32, 32)]", "[Network(1, 32, 32, Trace = true)]", StringComparison.Ordinal));
        using var networks = new LoadedNetworks(run);
        Assert.True(networks.DescriptionOf("Acme.LeNet5").Trace);
        Assert.Single(run.Output.GetTypeByMetadataName("Acme.LeNet5")!.GetMembers("Trace"));
        networks.AssertAgreesWithReference("Acme.LeNet5");
        Assert.Empty(Generate(LeNet5).Output.GetTypeByMetadataName("Acme.LeNet5")!.GetMembers("Trace"));
    }

    [Fact]
    public void Several_inputs_and_outputs_lie_one_after_the_other()
    {
        GeneratorRun run = Generate(SeveralTensors);
        using var networks = new LoadedNetworks(run);
        networks.AssertAgreesWithReference("SeveralTensors");
        Assert.Equal(run.Declarations.Single().Description, networks.DescriptionOf("SeveralTensors"));
    }

    [Fact]
    public void LeNet5_is_what_its_attributes_say()
    {
        GeneratorRun run = Generate(LeNet5);
        using var networks = new LoadedNetworks(run);
        networks.AssertAgreesWithReference("Acme.LeNet5");
        Assert.Equal(run.Declarations.Single().Description, networks.DescriptionOf("Acme.LeNet5"));
    }

    [Fact]
    public void Every_layer_and_argument_reaches_the_answer()
    {
        GeneratorRun run = Generate(EveryLayer);
        using var networks = new LoadedNetworks(run);
        networks.AssertAgreesWithReference("EveryLayer");
        Assert.Equal(run.Declarations.Single().Description, networks.DescriptionOf("EveryLayer"));
        Assert.Equal(
            ["Activation", "AvgPool2D", "Conv2D", "Dense", "Dropout", "Flatten", "MaxPool2D", "Softmax"],
            run.Declarations.Single().Description.Layers.Select(layer => layer.Kind).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Fully_unrolled_code_gives_the_same_answer()
    {
        using var networks = new LoadedNetworks(Generate(Sources.Small.Replace("8, 8)", "8, 8, Unroll = Unroll.Full)", StringComparison.Ordinal)));
        networks.AssertAgreesWithReference("Acme.Networks.Small");
        Assert.Equal(Unroll.Full, networks.DescriptionOf("Acme.Networks.Small").Unroll);
    }

    [Fact]
    public void Networks_of_any_place_and_name_run_in_one_assembly()
    {
        const string Layers = 
            "[global::EdgeNet.Network(3), global::EdgeNet.Dense(4, Name = \"d\"), global::EdgeNet.Activation(global::EdgeNet.Activation.Tanh)]";
        using var networks = new LoadedNetworks(Generate($$"""
            {{Layers}} partial class Root;
            {{Layers}} partial class root;
            namespace @namespace { {{Layers}} internal sealed partial class @class { public int Extra => InputLength; } }
            namespace Outer
            {
                public partial class P<T, U> where T : struct { {{Layers}} public partial class Net; }
                internal partial interface IQ<T> { partial record R { partial struct S { {{Layers}} internal partial class Net; } } }
                partial class System { {{Layers}} private protected partial class EdgeNet; }
                namespace EdgeNet.Generated { {{Layers}} partial class Vector512; }
            }
            namespace Netze { {{Layers}} partial class Größe世; }
            """));
        string[] names = ["Root", "root", "namespace.class", "Outer.IQ`1+R+S+Net", "Outer.System+EdgeNet", "Outer.EdgeNet.Generated.Vector512", "Netze.Größe世"];
        foreach (string name in names)
            networks.AssertAgreesWithReference(name, name.Contains('`', StringComparison.Ordinal) ? [typeof(string)] : []);
        networks.AssertAgreesWithReference("Outer.P`2+Net", typeof(int), typeof(string));
    }

    [Fact]
    public void A_part_of_the_user_s_own_stands_beside_the_generated_one()
    {
        using var networks = new LoadedNetworks(GenerateFrom(
            ("Net.cs", "using EdgeNet; namespace N; [Network(4), Dense(3), Softmax] public sealed partial class Net;"),
            ("Net.Api.cs", """
                using System;
                namespace N;
                public sealed partial class Net : Base, ICloneable
                {
                    public static Net Load(Uri uri) => Load(uri.LocalPath);
                    public EdgeNet.Prediction Predict(double[] input) => Predict(Array.ConvertAll(input, x => (float)x));
                    public object Clone() => Share();
                }
                public abstract class Base { protected Base() { } }
                """)));
        networks.AssertAgreesWithReference("N.Net");
    }

    private static GeneratorRun Generate(string source) => GenerateFrom(("Networks.cs", source));

    /// <summary>Runs the generator, which may have nothing to say; neither may the compiler when it loads the networks.</summary>
    private static GeneratorRun GenerateFrom(params (string Path, string Text)[] files)
    {
        GeneratorRun run = GeneratorRun.On(files);
        Assert.Empty(run.Diagnostics);
        Assert.NotEmpty(run.Files);
        return run;
    }
}
