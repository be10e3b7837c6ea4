using EdgeNet.Generator.Models;
using EdgeNet.Generator.Problems;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EdgeNet.Generator.Reading;

/// <summary>What keeps code from being added to a class.</summary>
internal static class ClassChecker
{
    /// <summary>Every problem of the class and the types around it.</summary>
    /// <param name="type">The class.</param>
    /// <param name="declaration">Where it is declared.</param>
    /// <param name="places">Finds places.</param>
    /// <param name="traces">Whether its code has a trace.</param>
    public static IEnumerable<PlacedProblem> Check(INamedTypeSymbol type, TypeDeclarationSyntax declaration, PlaceFinder places, bool traces)
    {
        Place identifier = places.Of(declaration.Identifier);
        if (Unsupported(type) is var (what, why))
            yield return new(DeclarationProblems.UnsupportedClass.At(null, null, type.Name, what, why), identifier);
        else if (UnsupportedConstructor(type) is { } constructor)
            yield return new(DeclarationProblems.UnsupportedConstructor.At(null, null, type.Name, constructor), identifier);

        foreach (PlacedProblem taken in TakenNames(type, identifier, places, traces)) yield return taken;
        if (!IsPartial(type))
            yield return new(DeclarationProblems.NotPartial.At(null, null, $"Network class '{type.Name}'"), identifier);
        INamedTypeSymbol? outer = type.ContainingType;
        for (SyntaxNode? node = declaration.Parent; node is TypeDeclarationSyntax around && outer is not null; node = node.Parent)
        {
            if (!IsPartial(outer))
            {
                string label = $"Type '{outer.Name}' around network class '{type.Name}'";
                yield return new(DeclarationProblems.NotPartial.At(null, null, label), places.Of(around.Identifier));
            }

            outer = outer.ContainingType;
        }
    }

    private static IEnumerable<PlacedProblem> TakenNames(INamedTypeSymbol type, Place identifier, PlaceFinder places, bool traces)
    {
        PlacedProblem Taken(string name, string other, Place place) => new(DeclarationProblems.NameTaken.At(null, null, type.Name, name, other), place);

        if (EmittedMembers.Contains(type.Name, traces)) yield return Taken(type.Name, HidingNames.Other(type.Name), identifier);
        foreach (ISymbol member in type.GetMembers())
            if (EmittedMembers.ClashWith(member, traces) && member.Locations.FirstOrDefault(location => location.IsInSource) is { } location)
                yield return Taken(member.Name, Other(type, member), places.Of(location));

        // The generated member would hide the inherited one: a base class's Dispose would not run any more.
        for (INamedTypeSymbol? parent = type.BaseType; parent is { SpecialType: not SpecialType.System_Object }; parent = parent.BaseType)
            foreach (ISymbol member in parent.GetMembers())
                if (member is not IMethodSymbol { MethodKind: MethodKind.Constructor } && member.DeclaredAccessibility != Accessibility.Private
                    && EmittedMembers.ClashWith(member, traces))
                    yield return Taken($"{parent.Name}.{member.Name}", Other(type, member), identifier);
    }

    /// <summary>Another name for a member: Info of LeNet5 is LeNet5Info, and _instance is _ownInstance.</summary>
    private static string Other(INamedTypeSymbol type, ISymbol member) => member is IMethodSymbol { MethodKind: MethodKind.Constructor } ? "a method of another name"
        : member.Name[0] == '_' ? "_own" + char.ToUpperInvariant(member.Name[1]) + member.Name.Substring(2)
        : type.Name + member.Name;

    private static (string What, string Why)? Unsupported(INamedTypeSymbol type)
    {
        if (type.IsRecord) return ("a record", "the generated code is a class with a workspace, which has no value equality");
        if (type.IsStatic) return ("a static class", "a network has instances, each with a workspace of its own");
        if (type.IsAbstract) return ("an abstract class", "the generated code creates instances of it");
        if (type.IsGenericType && type.Arity > 0) return ("a generic class", "a network is compiled for one set of types and shapes");
        if (IsFileLocal(type)) return ("file-local", "the generated code stands in another file");
        return null;
    }

    private static string? UnsupportedConstructor(INamedTypeSymbol type)
    {
        bool isPrimary = type.InstanceConstructors.Any(constructor => constructor.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax() is TypeDeclarationSyntax));
        if (isPrimary) return "a primary constructor";
        if (type.BaseType is not { TypeKind: TypeKind.Class, SpecialType: not SpecialType.System_Object } parent) return null;
        bool isCallable = parent.InstanceConstructors.Any(constructor => constructor.Parameters.Length == 0 && IsVisible(constructor, type));
        return isCallable ? null : $"a base class '{parent.Name}' without a parameterless constructor";
    }

    private static bool IsVisible(IMethodSymbol constructor, INamedTypeSymbol derived) => constructor.DeclaredAccessibility switch
    {
        Accessibility.Private => TypeNames.ContainingTypes(derived).Contains(constructor.ContainingType, SymbolEqualityComparer.Default),
        Accessibility.Internal or Accessibility.ProtectedAndInternal =>
            constructor.ContainingAssembly.GivesAccessTo(derived.ContainingAssembly)
            || SymbolEqualityComparer.Default.Equals(constructor.ContainingAssembly, derived.ContainingAssembly),
        _ => true,
    };

    private static bool IsFileLocal(INamedTypeSymbol type) => type.IsFileLocal || (type.ContainingType is { } outer && IsFileLocal(outer));

    /// <summary>Where one part is partial and another is not, the compiler says so.</summary>
    private static bool IsPartial(INamedTypeSymbol type) => type.DeclaringSyntaxReferences.Any(reference =>
        reference.GetSyntax() is TypeDeclarationSyntax part && part.Modifiers.Any(SyntaxKind.PartialKeyword));
}
