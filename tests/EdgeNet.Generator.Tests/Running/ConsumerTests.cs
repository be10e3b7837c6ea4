using EdgeNet.Generator.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EdgeNet.Generator.Tests.Running;

/// <summary>
/// Projects that ask more of their code than others: generated code gives them no error and no warning, and answers the same.
/// </summary>
public sealed class ConsumerTests
{
    private const string Network = """
        /// <summary>A network.</summary>
        [Network(3, 14, 18)]
        [Conv2D(16, 3, Padding = 1, Activation = Activation.ReLU), MaxPool2D(2), BatchNorm, Conv2D(8, 3), AvgPool2D(2)]
        [Flatten, Dense(6, Activation = Activation.Tanh), Softmax]
        """;

    private static readonly CSharpCompilationOptions Options = new(
        OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, generalDiagnosticOption: ReportDiagnostic.Error, warningLevel: 9999);

    public static TheoryData<string, string> Classes => new()
    {
        { "Net", "public sealed partial class Net;" },
        { "lower", "public sealed partial class @lower;" },
        { "Net", "public sealed partial class Net { /// <summary>What it is for.</summary>\n public required string Purpose { get; set; } }" },
        { "Net", "public sealed partial class Net { /// <summary>What it is for.</summary>\n public required int Field; }" },
        { "Net", "public sealed partial class Net : Base; /// <summary>A base.</summary>\n public abstract class Base { /// <summary>What it is for.</summary>\n public required string Purpose { get; init; } }" },
        {
            "Net", "public sealed partial class Net : Base; /// <summary>A base.</summary>\n public abstract class Base { /// <summary>Sets all.</summary>\n "
                + "[System.Diagnostics.CodeAnalysis.SetsRequiredMembers] protected Base() { Purpose = \"\"; } /// <summary>What it is for.</summary>\n public required string Purpose { get; init; } }"
        },
        { "Net", "[System.Obsolete(\"old\")] public sealed partial class Net;" },
        { "Net", "public sealed partial class Net : System.ICloneable { /// <inheritdoc/>\n public object Clone() => Share(); }" },
    };

    [Theory]
    [MemberData(nameof(Classes))]
    public void Strict_projects_get_no_warning(string name, string declaration)
    {
        string text = "using EdgeNet;\n[assembly: System.CLSCompliant(true)]\nnamespace Acme;\n" + Network + "\n" + declaration.Replace("; /// <summary>A base", ";\n/// <summary>A base", StringComparison.Ordinal);
        foreach (LanguageVersion version in new[] { LanguageVersion.CSharp12, LanguageVersion.CSharp13, LanguageVersion.Latest })
        {
            foreach (bool isChecked in new[] { false, true })
            {
                GeneratorRun run = GeneratorRun.On(
                    References.All, new CSharpParseOptions(version, DocumentationMode.Diagnose), Options.WithOverflowChecks(isChecked), ("Net.cs", text));
                Assert.Empty(run.Diagnostics);
                using var networks = new LoadedNetworks(run);
                if (version == LanguageVersion.Latest) networks.AssertAgreesWithReference("Acme." + name);
            }
        }
    }

    [Fact]
    public void What_users_are_spared_is_not_needed_otherwise()
    {
        GeneratorRun run = GeneratorRun.On(Sources.Small);
        SyntaxTree tree = run.Output.SyntaxTrees.Last();
        string text = tree.ToString();
        Assert.Contains("\n#pragma warning disable //", text, StringComparison.Ordinal);
        // Nothing but members without a comment, which the class's author is not asked for.
        SyntaxTree bare = CSharpSyntaxTree.ParseText(text.Replace("\n#pragma warning disable //", "\n//", StringComparison.Ordinal), (CSharpParseOptions)tree.Options, tree.FilePath);
        Assert.Empty(run.Output.ReplaceSyntaxTree(tree, bare).GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning && d.Id != "CS1591").Select(d => d.ToString()));
    }
}
