using EdgeNet.Description;

namespace EdgeNet.Compiler;

/// <summary>The partial class that the emitted code goes into, its names as source writes them: a keyword has its @.</summary>
/// <param name="Namespace">Its namespace, or empty for none.</param>
/// <param name="ContainingTypes">The headers of the types around it, outermost first, such as "partial class Models".</param>
/// <param name="Name">Its name.</param>
public sealed record TargetClass(string Namespace, EquatableArray<string> ContainingTypes, string Name);
