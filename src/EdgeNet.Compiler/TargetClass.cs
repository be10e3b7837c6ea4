using EdgeNet.Description;

namespace EdgeNet.Compiler;

/// <summary>The partial class that the emitted code goes into.</summary>
/// <param name="Namespace">Its namespace, as source writes it: a keyword has its @; empty for none.</param>
/// <param name="ContainingTypes">The headers of the types around it, outermost first, such as "partial class Models".</param>
/// <param name="Name">Its name, with or without an @.</param>
public sealed record TargetClass(string Namespace, EquatableArray<string> ContainingTypes, string Name)
{
    /// <summary>
    /// Whether it has members that whoever creates an instance has to set, which the emitted constructor then says that it does.
    /// </summary>
    public bool HasRequiredMembers { get; init; }

    /// <summary>
    /// Whether the class is to say that it is not CLS-compliant, where its project is: its attributes hold arrays and its members take
    /// spans of other libraries, which the CLS has not.
    /// </summary>
    public bool DeniesClsCompliance { get; init; }
}
