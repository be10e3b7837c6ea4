using EdgeNet.Compiler.Problems;
using EdgeNet.Generator.Models;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace EdgeNet.Generator.Problems;

/// <summary>Problem → diagnostic.</summary>
internal static class Diagnostics
{
    private const string Category = "EdgeNet";

    private static readonly Dictionary<string, DiagnosticDescriptor> Descriptors = ProblemRegistry.All.Concat(DeclarationProblems.All)
        .ToDictionary(kind => kind.Id, Describe, StringComparer.Ordinal);

    /// <summary>The descriptor of a kind of problem.</summary>
    public static DiagnosticDescriptor DescriptorOf(ProblemKind kind) => Descriptors[kind.Id];

    /// <summary>
    /// A diagnostic in its syntax tree: #pragma warning disable is ignored where a location has a path and a span but no tree.
    /// </summary>
    public static Diagnostic Of(PlacedProblem problem, Compilation compilation)
    {
        SyntaxTree tree = ((CSharpCompilation)compilation).SyntaxTrees[problem.Place.Tree];
        var span = new TextSpan(problem.Place.Start, problem.Place.Length);
        return Diagnostic.Create(Descriptors[problem.Problem.Id], Location.Create(tree, span), problem.Problem.Message);
    }

    private static DiagnosticDescriptor Describe(ProblemKind kind) => new(
        kind.Id, kind.Title, "{0}", Category,
        kind.Severity == ProblemSeverity.Error ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning, isEnabledByDefault: true);
}
