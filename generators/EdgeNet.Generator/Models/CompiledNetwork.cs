using EdgeNet.Compiler.Problems;
using EdgeNet.Description;

namespace EdgeNet.Generator.Models;

/// <summary>What became of a network.</summary>
/// <param name="Key">The network's <see cref="NetworkDeclaration.Key"/>.</param>
/// <param name="Source">The C# text, or null where an error stands in its way.</param>
/// <param name="Problems">Errors and warnings.</param>
internal sealed record CompiledNetwork(string Key, string? Source, EquatableArray<Problem> Problems)
{
    /// <summary>The part that diagnostics depend on.</summary>
    public CompiledNetwork WithoutSource() => this with { Source = null };
}
