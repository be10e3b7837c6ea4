using System.Collections.Immutable;
using EdgeNet.Description;

namespace EdgeNet.Generator.Models;

/// <summary>Networks whose names differ in nothing but case, which file names cannot tell apart. Nearly always empty.</summary>
/// <param name="Keys">Their keys.</param>
internal sealed record CaseClashes(EquatableArray<string> Keys)
{
    /// <summary>Finds the clashes among all networks of a compilation.</summary>
    public static CaseClashes Find(ImmutableArray<string> keys, CancellationToken cancellation) =>
        new(new EquatableArray<string>(keys
            .GroupBy(key => key, StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Skip(1).Any())
            .SelectMany(group => group)
            .OrderBy(key => key, StringComparer.Ordinal)));
}
