using EdgeNet.Generator.Models;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace EdgeNet.Generator.Reading;

/// <summary>Syntax → place.</summary>
internal sealed class PlaceFinder(Compilation compilation)
{
    private readonly CSharpCompilation _compilation = (CSharpCompilation)compilation;
    private SyntaxTree? _lastTree;
    private int _lastIndex;

    /// <summary>Where a node stands.</summary>
    public Place Of(SyntaxNode node) => Of(node.SyntaxTree, node.Span);

    /// <summary>Where a token stands.</summary>
    public Place Of(SyntaxToken token) => Of(token.SyntaxTree!, token.Span);

    /// <summary>The place of a location in source.</summary>
    public Place Of(Location location) => Of(location.SourceTree!, location.SourceSpan);

    private Place Of(SyntaxTree tree, TextSpan span)
    {
        if (tree != _lastTree)
        {
            _lastIndex = _compilation.SyntaxTrees.IndexOf(tree);
            _lastTree = tree;
        }

        return new(_lastIndex, span.Start, span.Length);
    }
}
