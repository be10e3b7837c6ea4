using EdgeNet.Description;
using EdgeNet.Generator.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EdgeNet.Generator;

/// <summary>C# text with [Network] classes → their descriptions, read as the generator reads them. Nothing is generated.</summary>
public static class NetworkText
{
    private static readonly string[] Usings = ["EdgeNet", "System"];

    /// <summary>Reads the networks of a text.</summary>
    /// <param name="text">The text of a C# file. What <c>using</c> a project would give implicitly is given.</param>
    /// <param name="references">The framework and EdgeNet.Abstractions.</param>
    /// <returns>The networks in order; one with an attribute that is in error is left out.</returns>
    public static IReadOnlyList<NetworkDescription> Read(string text, IEnumerable<MetadataReference> references)
    {
        if (text is null) throw new ArgumentNullException(nameof(text));
        var options = new CSharpParseOptions(LanguageVersion.Latest);
        SyntaxTree tree = CSharpSyntaxTree.ParseText(text, options);
        SyntaxTree usings = CSharpSyntaxTree.ParseText(string.Concat(Usings.Select(u => $"global using {u};")), options);
        var library = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary);
        var compilation = CSharpCompilation.Create("Networks", [usings, tree], references, library);
        SemanticModel model = compilation.GetSemanticModel(tree);
        var networks = new List<NetworkDescription>();
        foreach (TypeDeclarationSyntax declaration in tree.GetRoot().DescendantNodes().OfType<TypeDeclarationSyntax>())
        {
            if (model.GetDeclaredSymbol(declaration) is not { } type) continue;
            if (NetworkReader.Read(type, declaration, compilation)?.Declaration is { } network) networks.Add(network.Description);
        }

        return networks;
    }
}
