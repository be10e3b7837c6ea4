using EdgeNet.Safety;

namespace EdgeNet.Compiler.Naming;

/// <summary>Names for classes and namespaces that somebody chooses, or that are made from the name of a file.</summary>
public static class ClassNames
{
    private const string Fallback = "Network";

    /// <summary>The enums that attributes name by their members: a class or namespace that is called so hides them.</summary>
    public static IReadOnlyCollection<string> InAttributes { get; } = new HashSet<string>(
        typeof(NetworkAttribute).Assembly.GetExportedTypes().Where(t => t.Namespace == "EdgeNet" && (t.IsEnum || t.Name.EndsWith("Attribute", StringComparison.Ordinal)))
            .Select(t => t.Name), StringComparer.Ordinal);

    /// <summary>What is wrong with a name for a class, or null.</summary>
    /// <param name="name">The name.</param>
    /// <param name="targetNamespace">The namespace that the class is to stand in; empty for none.</param>
    public static string? ProblemOfClass(string name, string targetNamespace)
    {
        if (ProblemOfWord(name) is { } problem) return problem;
        if (EmittedNames.Members.Contains(name)) return "is a member that the generated code adds to the class";
        if (InAttributes.Contains(name)) return $"hides EdgeNet.{name}, which the class's attributes name";
        string full = targetNamespace.Length > 0 ? $"{targetNamespace}.{name}" : name;
        if (EmittedNames.Reserved.Contains(full) || EmittedNames.Namespaces.Contains(full)) return "hides what the generated code names";
        return null;
    }

    /// <summary>What is wrong with a namespace, or null.</summary>
    /// <param name="name">The namespace.</param>
    public static string? ProblemOfNamespace(string name)
    {
        string[] parts = name.Split('.');
        foreach (string part in parts)
        {
            if (ProblemOfWord(part) is { } problem) return problem;
            if (InAttributes.Contains(part)) return $"hides EdgeNet.{part}, which the class's attributes name";
        }

        for (int count = 2; count <= parts.Length; count++)
            if (EmittedNames.Reserved.Contains(string.Join(".", parts.Take(count)))) return "hides what the generated code names";
        return null;
    }

    /// <summary>
    /// A class name without problems that is like another text, a file's name or a name with problems: "load" is LoadNetwork.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="targetNamespace">The namespace that the class is to stand in; empty for none.</param>
    public static string ProposeClass(string text, string targetNamespace)
    {
        string name = CSharpText.Propose(text, Fallback);
        return ProblemOfClass(name, targetNamespace) is null ? name : name + Fallback;
    }

    /// <summary>A namespace without problems that is like another text.</summary>
    /// <param name="text">The text.</param>
    public static string ProposeNamespace(string text) => string.Join(".", text.Split('.').Select(part =>
    {
        string name = CSharpText.Propose(part, "N");
        return ProblemOfNamespace(name) is null ? name : name + "s";
    }));

    private static string? ProblemOfWord(string name) =>
        !CSharpText.HasLettersOnly(name) ? "is no name of C#"
        : CSharpText.IsKeyword(name) ? "is a word of C#"
        : null;
}
