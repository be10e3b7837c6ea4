using EdgeNet.Generator.Tests.Infrastructure;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.CodeAnalysis;

namespace EdgeNet.Generator.Tests.Pipeline;

/// <summary>Nothing that stands in an editor makes the generator throw, and nothing makes it pile on top of the compiler's errors.</summary>
public sealed class EditingTests
{
    private const string Whole = """
        using EdgeNet;

        namespace Acme
        {
            public partial class Models
            {
                [Network(1, 16, 16, Unroll = Unroll.Auto)]
                [Conv2D(4, kernel: 3, Pads = new[] { 1, 1, 1, 1 }, Activation = Activation.Tanh, Name = "c1")]
                [AvgPool2D(2, 2, Ceil = true), Dropout(0.25f)]
                [Flatten(From = "c1")]
                [Dense(10, Bias = false)]
                public sealed partial class Net { public int Extra => 1; }
            }
        }
        """;

    [Theory]
    [InlineData("[Conv2D(6)]")]
    [InlineData("[Conv2D(6, )]")]
    [InlineData("[Conv2D(6, 5, ]")]
    [InlineData("[Conv2D(6, 5")]
    [InlineData("[Conv2D(")]
    [InlineData("[Conv2D]")]
    [InlineData("[Conv2(6, 5)]")]
    [InlineData("[Conv2D(6, \"5\")]")]
    [InlineData("[Conv2D(6, x)]")]
    [InlineData("[Conv2D(6, 5, 5, 5)]")]
    [InlineData("[Conv2D(6, 5, Nme = \"c1\")]")]
    [InlineData("[Conv2D(6, 5, Name = )]")]
    [InlineData("[Conv2D(6, 5, Name = 1)]")]
    [InlineData("[Conv2D(6, 5, Name = \"a\", Name = \"b\")]")]
    [InlineData("[Conv2D(6, 5, Activation = Activation.Tan)]")]
    [InlineData("[Conv2D(6, 5, Activation = Activation.)]")]
    [InlineData("[Conv2D(6, 5, Pads = new[] { 1, x })]")]
    [InlineData("[Conv2D(6, 5, Pads = new int[] { 1, \"2\" })]")]
    [InlineData("[Conv2D(6, 5, filters: 6)]")]
    [InlineData("[Conv2D(6, kernels: 5)]")]
    [InlineData("[Conv2D(1 / 0, 5)]")]
    [InlineData("[Conv2D(99999999999, 5)]")]
    [InlineData("[Conv2D(System.Environment.ProcessorCount, 5)]")]
    [InlineData("[Conv2D<int>(6, 5)]")]
    [InlineData("[EdgeNet.Layer]")]
    [InlineData("[Window]")]
    public void What_the_compiler_reports_is_enough(string layer)
    {
        GeneratorRun run = GeneratorRun.On(Sources.With("[Flatten]\n" + layer + "\n[MaxPool2D(100)]"));
        Assert.Null(run.Result.Exception);
        Assert.Contains(run.Input.GetDiagnostics(), d => d.Severity == DiagnosticSeverity.Error);
        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.Files);
    }

    [Theory]
    [InlineData("Network(1, x)")]
    [InlineData("Network(1, )")]
    [InlineData("Network(\"a\")")]
    [InlineData("Network(1, Unroll = Unroll.)")]
    [InlineData("Network(1, Depth = 3)")]
    [InlineData("Network(")]
    public void The_same_holds_of_the_network_s_attribute(string network)
    {
        GeneratorRun run = GeneratorRun.On(Sources.With("[MaxPool2D(100)]", network));
        Assert.Null(run.Result.Exception);
        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.Files);
    }

    [Fact]
    public void The_class_is_checked_even_while_its_attributes_are_in_error() =>
        Assert.Equal("EDGE2001", Assert.Single(GeneratorRun.On("using EdgeNet; [Network(3), Conv2D(4)] class A;").Diagnostics).Id);

    [Fact]
    public void Typing_a_network_from_its_first_character_to_its_last()
    {
        GeneratorRun run = GeneratorRun.On("");
        for (int length = 0; length <= Whole.Length; length++) AssertSound(run.Edit("Networks.cs", Whole[..length]), Whole[..length]);
        Assert.Single(run.Files);
    }

    [Fact]
    public void Any_piece_cut_out_of_a_network()
    {
        Gen<string> cut = from start in Gen.Choose(0, Whole.Length - 1)
                          from length in Gen.Choose(1, 40)
                          select Whole.Remove(start, Math.Min(length, Whole.Length - start));
        Check(cut);
    }

    [Fact]
    public void Any_piece_of_a_network_pasted_anywhere_into_it()
    {
        string[] pieces = ["(", ")", "[", "]", "\"", ",", "=", "-", "/*", "#if X\n", "null", "typeof(Net)", "1.5f", "int.MaxValue", "[Network(3)]", "class", "@", "\0", "\ud800"];
        Gen<string> pasted = from at in Gen.Choose(0, Whole.Length)
                             from start in Gen.Choose(0, Whole.Length - 1)
                             from length in Gen.Choose(1, 60)
                             from piece in Gen.OneOf(Gen.Elements(pieces), Gen.Constant(Whole.Substring(start, Math.Min(length, Whole.Length - start))))
                             select Whole.Insert(at, piece);
        Check(pasted);
    }

    private static void Check(Gen<string> sources)
    {
        GeneratorRun run = GeneratorRun.On("");
        Prop.ForAll(sources.ToArbitrary(), source => AssertSound(run.Edit("Networks.cs", source), source))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(60));
    }

    private static void AssertSound(GeneratorRun run, string source)
    {
        Assert.True(run.Result.Exception is null, $"{run.Result.Exception}\n{source}");
        Assert.All(run.Diagnostics, d => Assert.True(d.Location.IsInSource && d.Id.StartsWith("EDGE", StringComparison.Ordinal), d + "\n" + source));
    }
}
