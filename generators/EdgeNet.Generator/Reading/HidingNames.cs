using EdgeNet.Compiler.Naming;
using EdgeNet.Compiler.Problems;
using EdgeNet.Generator.Models;
using EdgeNet.Generator.Problems;
using EdgeNet.Safety;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EdgeNet.Generator.Reading;

/// <summary>
/// Types and namespaces of the compilation that stand where emitted code or the attributes of a network look for others: a class System
/// without a namespace, a network that is called Activation. The compiler's errors would be about code that nobody wrote, or tell nobody
/// what to do.
/// </summary>
internal static class HidingNames
{
    /// <summary>Another name for a type.</summary>
    public static string Other(string name) => CSharpText.Propose(name, "N") + "Network";

    /// <summary>What hides something from a network's emitted code.</summary>
    /// <param name="type">The network's class.</param>
    /// <param name="declaration">Its part with [Network].</param>
    /// <param name="compilation">The compilation.</param>
    /// <param name="places">Finds places.</param>
    public static IEnumerable<PlacedProblem> FromEmittedCode(
        INamedTypeSymbol type, TypeDeclarationSyntax declaration, Compilation compilation, PlaceFinder places)
    {
        Place identifier = places.Of(declaration.Identifier);
        foreach (string name in EmittedNames.Reserved.Concat(EmittedNames.Namespaces))
        {
            bool isNamespace = EmittedNames.Namespaces.Contains(name);
            if (Find(compilation.Assembly.GlobalNamespace, name.Split('.'), mayBeNamespace: isNamespace) is not { } hiding) continue;
            yield return new(Problem(type, hiding, $"the {name} of the code that is generated for it"), PlaceOf(hiding, type, identifier, places));
        }

        // Loops in the class itself count in nint; the kernels' are elsewhere.
        SemanticModel model = compilation.GetSemanticModel(declaration.SyntaxTree);
        foreach (string name in EmittedNames.WeakKeywords)
        {
            ISymbol? hiding = model.LookupNamespacesAndTypes(declaration.Identifier.SpanStart, null, name).FirstOrDefault(s => s is INamedTypeSymbol { SpecialType: SpecialType.None });
            if (hiding is null && type.Name == name) hiding = type;
            if (hiding is null || EmittedNames.Reserved.Contains(hiding.ToDisplayString(FullName))) continue;
            yield return new(Problem(type, hiding, $"C#'s {name}, which the generated code uses"), PlaceOf(hiding, type, identifier, places));
        }
    }

    /// <summary>
    /// What hides a type that attributes name, where the compiler could make nothing of an attribute; null where nothing does.
    /// </summary>
    /// <param name="type">The network's class.</param>
    /// <param name="identifier">Its name's place.</param>
    public static PlacedProblem? FromAttributes(INamedTypeSymbol type, Place identifier)
    {
        for (ISymbol? around = type; around is INamespaceOrTypeSymbol and not INamespaceSymbol { IsGlobalNamespace: true }; around = around.ContainingSymbol)
            if (ClassNames.InAttributes.Contains(around.Name))
                return new(Problem(type, around, $"EdgeNet.{around.Name}, which attributes name"), identifier);
        return null;
    }

    private static readonly SymbolDisplayFormat FullName = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces);

    private static Problem Problem(INamedTypeSymbol type, ISymbol hiding, string what) => DeclarationProblems.HidingName.At(
        null, null, type.Name, hiding is INamespaceSymbol ? "the namespace" : "the class",
        hiding.ToDisplayString(FullName), what, Other(hiding.Name));

    /// <summary>The name of a class where that is at fault, else the network's.</summary>
    private static Place PlaceOf(ISymbol hiding, INamedTypeSymbol type, Place identifier, PlaceFinder places) =>
        SymbolEqualityComparer.Default.Equals(hiding, type) || hiding is INamespaceSymbol ? identifier
        : hiding.Locations.FirstOrDefault(l => l.IsInSource) is { } location ? places.Of(location) : identifier;

    /// <summary>A type of that name in source, or a namespace where there should be none; else null.</summary>
    private static ISymbol? Find(INamespaceSymbol root, string[] path, bool mayBeNamespace)
    {
        INamespaceSymbol space = root;
        for (int i = 0; i < path.Length - 1; i++)
        {
            INamespaceSymbol? next = space.GetNamespaceMembers().FirstOrDefault(n => n.Name == path[i]);
            if (next is null) return null;
            space = next;
        }

        string name = path[path.Length - 1];
        if (space.GetTypeMembers(name).FirstOrDefault() is { } type) return type;
        // Without a type, a namespace of a keyword's name at the root hides nothing.
        return mayBeNamespace || path.Length == 1 ? null : space.GetNamespaceMembers().FirstOrDefault(n => n.Name == name);
    }
}
