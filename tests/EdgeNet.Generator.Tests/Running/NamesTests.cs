using System.Text;
using EdgeNet.Compiler.Naming;
using EdgeNet.Generator.Tests.Infrastructure;
using EdgeNet.Safety;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EdgeNet.Generator.Tests.Running;

/// <summary>
/// Networks, and what stands around them, may have any name of C#: the code compiles without a word, or a diagnostic of EdgeNet's
/// proposes another name. No error and no warning is left in code that nobody wrote.
/// </summary>
public sealed class NamesTests
{
    /// <summary>Layers by their full names, which no name around them hides.</summary>
    private const string Full = "[global::EdgeNet.Network(3), global::EdgeNet.Dense(2, Activation = global::EdgeNet.Activation.ReLU)]";

    /// <summary>Layers as people write them.</summary>
    private const string Short = "[Network(3), Dense(2, Activation = Activation.ReLU)]";

    private static readonly string[] All = [.. NameLists.Keywords.Concat(NameLists.Scripts).Concat(NameLists.Emitted).Concat(NameLists.OfEdgeNet).Distinct()];

    public static TheoryData<string, string> Places => new()
    {
        { "a class in a namespace", "namespace N# { " + Full + " public sealed partial class @$; }" },
        { "a namespace", "namespace P#.@$.Q { " + Full + " public sealed partial class Net; }" },
        { "the type around a network", "namespace N# { public partial class @$ { " + Full + " public sealed partial class Net; } }" },
        { "a type parameter around a network", "namespace N# { public partial interface I<out @$> { " + Full + " public sealed partial class Net; } }" },
        { "a type beside a network", "namespace N# { public class @$; " + Full + " public sealed partial class Net; }" },
        { "a type in a network", "namespace N# { " + Full + " public sealed partial class Net { public class @$; } }" },
        { "a namespace beside a network", "namespace N# { namespace @$ { class C; } " + Full + " public sealed partial class Net; }" },
    };

    [Theory]
    [MemberData(nameof(Places))]
    public void Any_name_of_C_sharp_compiles_or_has_a_proposal(string place, string template) => AssertAll(place, template, All);

    [Fact]
    public void Names_of_System_s_types_compile()
    {
        AssertAll("a class in a namespace", "namespace N# { " + Full + " public sealed partial class @$; }", [.. NameLists.OfSystem.Except(All)]);
        Assert.True(NameLists.OfSystem.Length > 300);
    }

    /// <summary>One compilation for each: a class System spoils everything else.</summary>
    [Theory]
    [InlineData("System", true)]
    [InlineData("var", true)]
    [InlineData("nint", true)]
    [InlineData("file", false)]
    [InlineData("required", false)]
    [InlineData("lenet", false)]
    [InlineData("Vector512", false)]
    [InlineData("NetworkInfo", true)]
    [InlineData("Console", false)]
    [InlineData("Größe", false)]
    public void A_class_without_a_namespace(string name, bool isRefused)
    {
        GeneratorRun run = GeneratorRun.On($"{Full} public sealed partial class @{name};");
        AssertClean(run, $"class {name}", isRefused);
    }

    [Theory]
    [InlineData("EdgeNet")]
    [InlineData("EdgeNet.Generated")]
    [InlineData("System")]
    [InlineData("System.Runtime.Intrinsics")]
    public void A_class_in_a_namespace_that_emitted_code_uses(string space)
    {
        foreach (string name in EmittedNames.InKernels.Concat(EmittedNames.WeakKeywords).Concat(["Mine", "NetKernels", "NetworkInfo", "System", "Runtime", "lower"]))
        {
            GeneratorRun run = GeneratorRun.On($"namespace {space} {{ {Full} public sealed partial class @{name}; }}");
            AssertClean(run, $"{space}.{name}");
        }
    }

    [Theory]
    [InlineData("namespace Acme; {0} public sealed partial class Activation;", "ActivationNetwork")]
    [InlineData("namespace Acme.Activation; {0} public sealed partial class Net;", "ActivationNetwork")]
    [InlineData("namespace Acme; partial class Activation {{ {0} public sealed partial class Net; }}", "ActivationNetwork")]
    [InlineData("namespace Acme; {0} public sealed partial class DenseAttribute;", "DenseAttributeNetwork")]
    public void A_name_that_hides_what_attributes_name_has_a_proposal(string source, string proposal)
    {
        GeneratorRun run = GeneratorRun.On("using EdgeNet; " + string.Format(System.Globalization.CultureInfo.InvariantCulture, source, Short));
        Diagnostic found = Assert.Single(run.Diagnostics);
        Assert.Equal("EDGE2011", found.Id);
        Assert.Contains($"call it '{proposal}'", found.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Empty(run.Files);
    }

    /// <summary>What is refused is not refused again under its proposed name.</summary>
    [Fact]
    public void Proposals_are_accepted()
    {
        foreach (string name in All.Concat(NameLists.OfSystem).Concat(["", "1", "2 nets", "résumé-v2", "a.b", "😀", "\u202e", "-", "_", "load", "info"]))
        {
            Assert.Null(ClassNames.ProblemOfClass(ClassNames.ProposeClass(name, "Acme"), "Acme"));
            Assert.Null(ClassNames.ProblemOfClass(ClassNames.ProposeClass(name, ""), ""));
            Assert.Null(ClassNames.ProblemOfNamespace(ClassNames.ProposeNamespace(name)));
            Assert.True(LayerName.IsValid(LayerName.Propose(name)));
        }
    }

    [Fact]
    public void The_keywords_are_the_compiler_s()
    {
        Assert.All(NameLists.Keywords, name => Assert.True(CSharpText.IsKeyword(name), name));
        Assert.All(NameLists.Scripts.Concat(NameLists.OfSystem), name => Assert.True(CSharpText.HasLettersOnly(name), name));
    }

    /// <summary>The lists that conflicts are found by are what emitted code names.</summary>
    [Fact]
    public void The_names_of_emitted_code_are_known()
    {
        GeneratorRun run = GeneratorRun.On("""
            using EdgeNet;
            [Network(3, 20, 24)]
            [Conv2D(16, 3, Padding = 1, Activation = Activation.ReLU)]
            [BatchNorm]
            [MaxPool2D(2)]
            [AvgPool2D(3, Padding = 1, CountIncludePad = false)]
            [Conv2D(64, 1, Activation = Activation.GELU), Conv2D(64, 1)]
            [DepthwiseConv2D(3, Activation = Activation.Swish)]
            [Resize(8, 8), LocalResponseNorm(5), LayerNorm, Softmax, GlobalMaxPool, Flatten, Dense(4)]
            public partial class Net;
            """);
        Assert.Empty(run.Diagnostics);
        SyntaxTree tree = run.Output.SyntaxTrees.Last();
        SemanticModel model = run.Output.GetSemanticModel(tree);
        foreach (SimpleNameSyntax name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
        {
            if (name.Parent is MemberAccessExpressionSyntax access && access.Name == name || name.Parent is QualifiedNameSyntax or AliasQualifiedNameSyntax) continue;
            ISymbol? symbol = model.GetSymbolInfo(name).Symbol;
            if (symbol is IMethodSymbol { MethodKind: MethodKind.Constructor }) symbol = symbol.ContainingType;
            if (symbol is not INamedTypeSymbol { Locations: [{ IsInSource: false }, ..] } || name.Identifier.Text == "nint") continue;
            Assert.True(EmittedNames.InKernels.Contains(name.Identifier.Text) || EmittedNames.WeakKeywords.Contains(name.Identifier.Text), name.ToString());
        }
    }

    private static void AssertAll(string place, string template, string[] names)
    {
        var text = new StringBuilder();
        for (int i = 0; i < names.Length; i++)
            text.Append(template.Replace("#", i.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal)
                .Replace("$", names[i], StringComparison.Ordinal)).Append('\n');
        AssertClean(GeneratorRun.On(text.ToString()), place, files: names.Length);
    }

    /// <summary>No word of the compiler about generated code; a class without code has a diagnostic with a proposal.</summary>
    private static void AssertClean(GeneratorRun run, string what, bool? isRefused = null, int files = 1)
    {
        string[] missing = [.. run.Diagnostics.Where(d => !d.GetMessage(System.Globalization.CultureInfo.InvariantCulture).Contains("call it '", StringComparison.Ordinal)).Select(d => d.ToString())];
        Assert.True(missing.Length == 0, $"{what}: {string.Join("\n", missing.Take(5))}");
        if (isRefused is { } refused) Assert.Equal(refused, run.Diagnostics.Length > 0);
        int lines = run.Diagnostics.Select(d => d.Location.GetLineSpan().StartLinePosition.Line).Distinct().Count();
        Assert.True(run.Files.Count + lines >= files, $"{what}: {files} networks, {run.Files.Count} files, {lines} refused");
        HashSet<SyntaxTree> generated = [.. run.Output.SyntaxTrees.Except(run.Input.SyntaxTrees)];
        Diagnostic[] found = [.. run.Output.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Info && !d.IsSuppressed && d.Location.SourceTree is { } tree && generated.Contains(tree))];
        Assert.True(found.Length == 0, $"{what}: {string.Join("\n", found.Take(5).Select(d => d + " — " + d.Location.SourceTree!.FilePath))}");
    }
}
