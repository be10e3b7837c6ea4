using EdgeNet.Compiler;
using EdgeNet.Description;
using Microsoft.CodeAnalysis;

namespace EdgeNet.Generator.Reading;

/// <summary>Class → how generated code and files name it.</summary>
internal static class TypeNames
{
    /// <summary>Full names as source writes them (@class), without global::.</summary>
    private static readonly SymbolDisplayFormat SourceName = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    /// <summary>The name with type parameters: Models&lt;T&gt;, @class.</summary>
    private static readonly SymbolDisplayFormat DeclaredName = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameOnly,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeVariance,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    /// <summary>The types around a type, outermost first.</summary>
    public static IReadOnlyList<INamedTypeSymbol> ContainingTypes(INamedTypeSymbol type)
    {
        var containing = new List<INamedTypeSymbol>();
        for (INamedTypeSymbol? outer = type.ContainingType; outer is not null; outer = outer.ContainingType) containing.Insert(0, outer);
        return containing;
    }

    /// <summary>The class as the emitter writes it.</summary>
    public static TargetClass Target(INamedTypeSymbol type) => new(
        type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(SourceName),
        new EquatableArray<string>(ContainingTypes(type).Select(outer => $"partial {Keyword(outer)} {outer.ToDisplayString(DeclaredName)}")),
        type.ToDisplayString(DeclaredName.WithGenericsOptions(SymbolDisplayGenericsOptions.None)));

    /// <summary>The metadata name with namespace and containing types, which tells any two classes of a compilation apart.</summary>
    public static string Key(INamedTypeSymbol type)
    {
        string space = type.ContainingNamespace.IsGlobalNamespace ? "" : Qualified(type.ContainingNamespace) + ".";
        return space + string.Concat(ContainingTypes(type).Select(outer => outer.MetadataName + ".")) + type.MetadataName;
    }

    private static string Keyword(INamedTypeSymbol type) => type switch
    {
        { IsRecord: true, IsValueType: true } => "record struct",
        { IsRecord: true } => "record",
        { IsValueType: true } => "struct",
        { TypeKind: TypeKind.Interface } => "interface",
        _ => "class",
    };

    private static string Qualified(INamespaceSymbol space) =>
        space.ContainingNamespace.IsGlobalNamespace ? space.Name : Qualified(space.ContainingNamespace) + "." + space.Name;
}
