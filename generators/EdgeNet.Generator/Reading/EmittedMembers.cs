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
    public static IReadOnlyCollection<string> All => Signatures;

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

    private static readonly HashSet<string> Names = new(Signatures.Select(s => s.Split('(')[0]), StringComparer.Ordinal);

    /// <summary>Whether a generated member has a name.</summary>
    public static bool Contains(string name) => Names.Contains(name);

    /// <summary>Whether a member of the user's cannot stand beside the generated ones; an overload of a generated method can.</summary>
    public static bool ClashWith(ISymbol member)
    {
        if (member.IsImplicitlyDeclared || !Names.Contains(member.Name)) return false;
        if (member is not IMethodSymbol method) return true;
        // A method may be overloaded by another method only.
        return Signatures.Contains(method.Name) || (method.Arity == 0 && Signatures.Contains(Signature(method)));
    }

    /// <summary>A member as <see cref="All"/> lists it.</summary>
    public static string Signature(ISymbol member) =>
        member is IMethodSymbol method ? Method(member.Name, [.. method.Parameters.Select(p => p.Type.ToDisplayString(TypeFormat))]) : member.Name;

    private static string Method(string name, params string[] parameters) => name + "(" + string.Join(", ", parameters) + ")";
}
