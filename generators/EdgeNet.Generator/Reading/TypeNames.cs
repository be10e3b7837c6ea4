using EdgeNet.Compiler;
using EdgeNet.Description;
using EdgeNet.Safety;
using Microsoft.CodeAnalysis;

namespace EdgeNet.Generator.Reading;

/// <summary>Class → how generated code and files name it.</summary>
internal static class TypeNames
{
    /// <summary>The types around a type, outermost first.</summary>
    public static IReadOnlyList<INamedTypeSymbol> ContainingTypes(INamedTypeSymbol type)
    {
        var containing = new List<INamedTypeSymbol>();
        for (INamedTypeSymbol? outer = type.ContainingType; outer is not null; outer = outer.ContainingType) containing.Insert(0, outer);
        return containing;
    }

    /// <summary>The class as the emitter writes it.</summary>
    public static TargetClass Target(INamedTypeSymbol type) => new(
        type.ContainingNamespace.IsGlobalNamespace ? "" : CSharpText.NamespaceName(Qualified(type.ContainingNamespace)),
        new EquatableArray<string>(ContainingTypes(type).Select(outer => $"partial {Keyword(outer)} {Declared(outer)}")),
        CSharpText.TypeName(type.Name))
    {
        HasRequiredMembers = RequiresMembers(type),
        DeniesClsCompliance = ClsCompliance(type.ContainingAssembly) == true && ClsCompliance(type) is null,
    };

    /// <summary>The metadata name with namespace and containing types, which tells any two classes of a compilation apart.</summary>
    public static string Key(INamedTypeSymbol type)
    {
        string space = type.ContainingNamespace.IsGlobalNamespace ? "" : Qualified(type.ContainingNamespace) + ".";
        return space + string.Concat(ContainingTypes(type).Select(outer => outer.MetadataName + ".")) + type.MetadataName;
    }

    /// <summary>The name with type parameters: Models&lt;T&gt;, @class.</summary>
    private static string Declared(INamedTypeSymbol type) => CSharpText.TypeName(type.Name)
        + (type.TypeParameters.Length == 0 ? "" : $"<{string.Join(", ", type.TypeParameters.Select(Declared))}>");

    private static string Declared(ITypeParameterSymbol parameter) => parameter.Variance switch
    {
        VarianceKind.In => "in ",
        VarianceKind.Out => "out ",
        _ => "",
    } + CSharpText.TypeName(parameter.Name);

    /// <summary>
    /// Whether whoever creates an instance has to set members, unless the constructor says that it does, as one of a base class may.
    /// </summary>
    private static bool RequiresMembers(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? each = type; each is { SpecialType: not SpecialType.System_Object }; each = each.BaseType)
            if (each.GetMembers().Any(member => member is IFieldSymbol { IsRequired: true } or IPropertySymbol { IsRequired: true })) return true;
        return false;
    }

    /// <summary>What [CLSCompliant] says; null where it is not there.</summary>
    private static bool? ClsCompliance(ISymbol symbol)
    {
        foreach (AttributeData attribute in symbol.GetAttributes())
            if (attribute.AttributeClass?.ToDisplayString() == "System.CLSCompliantAttribute" && attribute.ConstructorArguments.FirstOrDefault().Value is bool value)
                return value;
        return null;
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
