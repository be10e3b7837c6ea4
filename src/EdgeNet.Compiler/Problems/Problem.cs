namespace EdgeNet.Compiler.Problems;

/// <summary>One thing that is wrong with a network description.</summary>
/// <param name="Id">The kind's id, EDGE1001 and up.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Message">What is wrong, with what was expected and what was found.</param>
/// <param name="Layer">The layer at fault as an index into the description, or null for the network itself.</param>
/// <param name="Argument">The argument at fault in camel case, or null for the whole layer.</param>
public sealed record Problem(string Id, ProblemSeverity Severity, string Message, int? Layer, string? Argument)
{
    /// <summary>The input of the description that is at fault, where that is not the first.</summary>
    public int Input { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{(Severity == ProblemSeverity.Error ? "error" : "warning")} {Id}: {Message}";
}
