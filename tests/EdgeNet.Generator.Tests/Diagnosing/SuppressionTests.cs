using EdgeNet.Generator.Tests.Infrastructure;
using Microsoft.CodeAnalysis;

namespace EdgeNet.Generator.Tests.Diagnosing;

/// <summary>#pragma warning and severity options act on the generator's diagnostics as on the compiler's.</summary>
public sealed class SuppressionTests
{
    private const string Unused = "[Conv2D(4, 3)]";

    [Fact]
    public async Task Pragma_disable_and_restore_hold_where_they_stand()
    {
        await Expect.SquigglesAsync("""
            using EdgeNet;
            [Network(1, 8, 8)]
            #pragma warning disable EDGE1015 // kept for a later experiment
            [Conv2D(4, 3)]
            #pragma warning restore EDGE1015
            [{|EDGE1015:Conv2D(4, 3, From = "input")|}]
            [Flatten(From = "input")]
            public partial class A;

            #pragma warning disable EDGE2009
            [Flatten] public class B;
            """);
    }

    [Fact]
    public void A_pragma_added_later_takes_effect()
    {
        GeneratorRun run = GeneratorRun.On(Sources.With(Unused + "\n[Flatten(From = \"input\")]"));
        Assert.Equal("EDGE1015", Assert.Single(run.Diagnostics).Id);
        run.Replace(Unused, "#pragma warning disable EDGE1015\n" + Unused);
        Assert.Empty(run.Diagnostics);
    }

    [Fact]
    public void A_project_s_options_change_the_severity()
    {
        GeneratorRun run = GeneratorRun.On(Sources.With(Unused + "\n[Flatten(From = \"input\")]"));
        run.SetSeverity("EDGE1015", ReportDiagnostic.Error);
        Assert.Equal(DiagnosticSeverity.Error, Assert.Single(run.Diagnostics).Severity);
        run.SetSeverity("EDGE1015", ReportDiagnostic.Suppress);
        Assert.Empty(run.Diagnostics);
    }

    [Fact]
    public void Severity_comes_from_the_catalogue()
    {
        GeneratorRun run = GeneratorRun.On(Sources.With(Unused + "\n[Flatten(From = \"input\")]") + "\n[Network(1, 8, 8), Dense(2)] partial class B;");
        Assert.Equal(
            ["EDGE1004 Error", "EDGE1015 Warning"],
            run.Diagnostics.Select(d => $"{d.Id} {d.Severity}").Order(StringComparer.Ordinal));
        Assert.All(run.Diagnostics, d => Assert.Equal("EdgeNet", d.Descriptor.Category));
    }

    [Fact]
    public void A_diagnostic_follows_its_attribute_through_edits()
    {
        GeneratorRun run = GeneratorRun.On(Sources.With("[Dense(10)]"));
        run.Replace("using EdgeNet;", "using EdgeNet;\n\n// A comment that moves everything.\n");
        Diagnostic found = Assert.Single(run.Diagnostics);
        Assert.Equal("Dense(10)", found.Location.SourceTree!.ToString().Substring(found.Location.SourceSpan.Start, found.Location.SourceSpan.Length));
        Assert.Same(run.Input.SyntaxTrees.Single(), found.Location.SourceTree);

        run.Edit("Other.cs", "class Other;");
        Assert.Same(run.Input.SyntaxTrees[0], Assert.Single(run.Diagnostics).Location.SourceTree);
    }
}
