using Microsoft.CodeAnalysis;

namespace EdgeNet.Generator.Reading;

/// <summary>
/// The members that the generated code adds to a class. A clash with one of them would be a compiler error inside generated code, which
/// tells nobody what to do.
/// </summary>
internal static class EmittedMembers
{
    private const string Floats = "System.ReadOnlySpan<float>";
    private const string Workspace = "System.Span<float>";
    private const string Parameters = "EdgeNet.IParameterSource";

    /// <summary>Types without nullable annotations, by which signatures do not differ.</summary>
    private static readonly SymbolDisplayFormat TypeFormat = SymbolDisplayFormat.CSharpErrorMessageFormat
        .RemoveMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>Constants, properties and fields by name; methods with the types of their parameters.</summary>
    /// <param name="traces">Whether the class has a trace.</param>
    public static IReadOnlyCollection<string> All(bool traces) => traces ? [.. Signatures, .. Traced] : Signatures;

    private static readonly HashSet<string> Signatures = new(StringComparer.Ordinal)
    {
        "InputLength", "OutputLength", "WorkspaceLength", "WeightsLength", "ParameterCount", "MultiplyAdds",
        "NetworkInfo", "Description", "Info", "_instance",
        Method("Infer", Floats, Floats, Workspace, Workspace), Method("Infer", Floats, Workspace),
        Method("Infer512", Floats, Floats, Workspace, Workspace), Method("Infer256", Floats, Floats, Workspace, Workspace),
        Method("Infer128", Floats, Floats, Workspace, Workspace), Method("Pack", Parameters, Workspace),
        Method("Create", Parameters), Method("Load", "string"), Method("Load", "System.IO.Stream"), Method("LoadEmbedded"),
        Method("Share"), Method("Predict", Floats), Method("Dispose"), Method(".ctor", "EdgeNet.NetworkInstance"),
    };

    /// <summary>What a class has beside with Trace = true.</summary>
    private static readonly HashSet<string> Traced = new(StringComparer.Ordinal)
    {
        Method("Trace", Floats, "EdgeNet.IActivationTrace"), "TracedLayers",
    };

    private static readonly HashSet<string> Names = NamesOf(Signatures), TracedNames = NamesOf(Traced);

    /// <summary>Whether a generated member has a name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="traces">Whether the class has a trace.</param>
    public static bool Contains(string name, bool traces) => Names.Contains(name) || traces && TracedNames.Contains(name);

    /// <summary>Whether a member of the user's cannot stand beside the generated ones; an overload of a generated method can.</summary>
    /// <param name="member">The member.</param>
    /// <param name="traces">Whether the class has a trace.</param>
    public static bool ClashWith(ISymbol member, bool traces)
    {
        if (member.IsImplicitlyDeclared || !Contains(member.Name, traces)) return false;
        if (member is not IMethodSymbol method) return true;
        // A method may be overloaded by another method only.
        return IsEmitted(method.Name) || (method.Arity == 0 && IsEmitted(Signature(method)));

        bool IsEmitted(string signature) => Signatures.Contains(signature) || traces && Traced.Contains(signature);
    }

    /// <summary>A member as <see cref="All"/> lists it.</summary>
    public static string Signature(ISymbol member) =>
        member is IMethodSymbol method ? Method(member.Name, [.. method.Parameters.Select(p => p.Type.ToDisplayString(TypeFormat))]) : member.Name;

    private static HashSet<string> NamesOf(HashSet<string> signatures) => new(signatures.Select(s => s.Split('(')[0]), StringComparer.Ordinal);

    private static string Method(string name, params string[] parameters) => name + "(" + string.Join(", ", parameters) + ")";
}
