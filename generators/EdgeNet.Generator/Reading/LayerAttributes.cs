using EdgeNet.Description;
using Microsoft.CodeAnalysis;

namespace EdgeNet.Generator.Reading;

/// <summary>Which attributes are layers, and of what kind.</summary>
internal static class LayerAttributes
{
    private const string Suffix = "Attribute";

    /// <summary>EdgeNet's LayerAttribute where an attribute derives from it, else null.</summary>
    public static INamedTypeSymbol? BaseOf(INamedTypeSymbol? attribute)
    {
        for (INamedTypeSymbol? type = attribute?.BaseType; type is not null; type = type.BaseType)
            if (type is { Name: "LayerAttribute", ContainingNamespace: { Name: "EdgeNet", ContainingNamespace.IsGlobalNamespace: true } })
                return type;
        return null;
    }

    /// <summary>Whether an attribute is a layer that the compiler may know: EdgeNet's own, not one that a user derived.</summary>
    public static bool IsOwn(INamedTypeSymbol attribute) =>
        SymbolEqualityComparer.Default.Equals(attribute.ContainingAssembly, BaseOf(attribute)?.ContainingAssembly);

    /// <summary>Whether an attribute is [Network].</summary>
    public static bool IsNetwork(INamedTypeSymbol? attribute) =>
        attribute is { Name: "NetworkAttribute", ContainingNamespace: { Name: "EdgeNet", ContainingNamespace.IsGlobalNamespace: true } };

    /// <summary>Whether an attribute is [Input].</summary>
    public static bool IsInput(INamedTypeSymbol? attribute) =>
        attribute is { Name: "InputAttribute", ContainingNamespace: { Name: "EdgeNet", ContainingNamespace.IsGlobalNamespace: true } };

    /// <summary>The kind, as <see cref="LayerDescription.Kind"/> has it.</summary>
    public static string KindOf(INamedTypeSymbol attribute) =>
        attribute.Name.EndsWith(Suffix, StringComparison.Ordinal)
            ? attribute.Name.Substring(0, attribute.Name.Length - Suffix.Length)
            : attribute.Name;
}
