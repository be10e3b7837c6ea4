using EdgeNet.Generator.Models;
using EdgeNet.Generator.Tests.Infrastructure;

namespace EdgeNet.Generator.Tests.Reading;

/// <summary>Where the code goes: classes of every place and name.</summary>
public sealed class ClassTests
{
    private const string Layers = "[EdgeNet.Network(3), EdgeNet.Dense(2)]";

    [Theory]
    [InlineData("{0} partial class A;", "A.g.cs", "", "", "A")]
    [InlineData("namespace N; {0} public sealed partial class A;", "N.A.g.cs", "N", "", "A")]
    [InlineData("namespace N.M {{ namespace O {{ {0} partial class A; }} }}", "N.M.O.A.g.cs", "N.M.O", "", "A")]
    [InlineData("namespace N; partial class P {{ {0} private partial class A; }}", "N.P.A.g.cs", "N", "partial class P", "A")]
    [InlineData("partial struct P {{ {0} partial class A; }}", "P.A.g.cs", "", "partial struct P", "A")]
    [InlineData("partial record P {{ {0} partial class A; }}", "P.A.g.cs", "", "partial record P", "A")]
    [InlineData("readonly partial record struct P {{ {0} partial class A; }}", "P.A.g.cs", "", "partial record struct P", "A")]
    [InlineData("readonly ref partial struct P {{ {0} partial class A; }}", "P.A.g.cs", "", "partial struct P", "A")]
    [InlineData("partial interface P {{ {0} partial class A; }}", "P.A.g.cs", "", "partial interface P", "A")]
    [InlineData("partial class P<T, U> where T : class {{ partial class Q {{ {0} partial class A; }} }}", "P-00602.Q.A.g.cs", "", "partial class P<T, U>|partial class Q", "A")]
    [InlineData("namespace @namespace.@if; partial class @int {{ {0} partial class @class; }}", "namespace.if.int.class.g.cs", "@namespace.@if", "partial class @int", "@class")]
    [InlineData("{0} partial class @A;", "A.g.cs", "", "", "A")]
    [InlineData("{0} partial class Netz\u00e9\u4e16;", "Netz-00e9-4e16.g.cs", "", "", "Netz\u00e9\u4e16")]
    [InlineData("{0} partial class \\u0041b;", "Ab.g.cs", "", "", "Ab")]
    public void Name_namespace_and_types_around(string source, string hint, string space, string around, string name)
    {
        GeneratorRun run = GeneratorRun.On(string.Format(System.Globalization.CultureInfo.InvariantCulture, source, Layers));
        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.CompilerErrors());
        Assert.Equal(hint, Assert.Single(run.Files).Key);
        NetworkDeclaration declaration = run.Declarations.Single();
        Assert.Equal((space, around, name), (declaration.Target.Namespace, string.Join("|", declaration.Target.ContainingTypes), declaration.Target.Name));
        Assert.Equal(name.TrimStart('@'), declaration.Description.Name);
    }

    [Fact]
    public void Hint_names_differ_for_all_networks_of_a_compilation()
    {
        GeneratorRun run = GeneratorRun.On($$"""
            {{Layers}} partial class A;
            {{Layers}} partial class a;
            namespace N { {{Layers}} partial class A; partial class B { {{Layers}} partial class A; } partial class B<T> { {{Layers}} partial class A; } }
            namespace n { {{Layers}} partial class A; }
            partial class N_ { {{Layers}} partial class A; }
            namespace E { {{Layers}} partial class é; {{Layers}} partial class É; {{Layers}} partial class e00e9; }
            """);
        Assert.Empty(run.Diagnostics);
        Assert.Null(run.Result.Exception);
        Assert.Equal(10, run.Files.Count);
        Assert.Equal(10, run.Files.Keys.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Contains("N.B.A.g.cs", run.Files.Keys);
        Assert.Contains("-0041.g.cs", run.Files.Keys);
        Assert.Contains("a.g.cs", run.Files.Keys);
    }

    [Fact]
    public void A_class_in_two_files_is_one_network()
    {
        GeneratorRun run = GeneratorRun.On(
            ("A.cs", $"namespace N; {Layers} public sealed partial class A;"),
            ("A.More.cs", "namespace N; public partial class A { public string Hello => \"hello\"; }"));
        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.CompilerErrors());
        Assert.Equal("N.A.g.cs", Assert.Single(run.Files).Key);
    }

    [Fact]
    public void Two_Network_attributes_on_one_class_are_the_compiler_s_error()
    {
        GeneratorRun run = GeneratorRun.On("using EdgeNet; [Network(3), Dense(2)] partial class A; [Network(4)] partial class A;");
        Assert.Empty(run.Diagnostics);
        Assert.Null(run.Result.Exception);
        Assert.Contains(run.CompilerErrors(), d => d.Id == "CS0579");
    }

    [Fact]
    public void The_emitted_text_has_newlines_of_its_own()
    {
        GeneratorRun run = GeneratorRun.On(Sources.Small.Replace("\n", "\r\n", StringComparison.Ordinal));
        Assert.DoesNotContain('\r', Assert.Single(run.Files).Value);
    }

    [Fact]
    public void Structs_and_methods_with_the_attribute_are_the_compiler_s_error()
    {
        GeneratorRun run = GeneratorRun.On($"{Layers} partial struct A; partial class B {{ {Layers} void M() {{ }} }} {Layers} partial interface C; {Layers} delegate void D();");
        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.Files);
        Assert.Null(run.Result.Exception);
    }
}
