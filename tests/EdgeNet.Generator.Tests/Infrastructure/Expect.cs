using Microsoft.CodeAnalysis;

namespace EdgeNet.Generator.Tests.Infrastructure;

/// <summary>Holds what the generator reports against the squiggles marked in a source.</summary>
internal static class Expect
{
    /// <summary>Requires exactly the squiggles marked, in every file.</summary>
    /// <returns>The messages, in order of place.</returns>
    public static async Task<IReadOnlyList<string>> SquigglesAsync(params string[] markedFiles)
    {
        MarkedSource[] sources = [.. markedFiles.Select(MarkedSource.Parse)];
        GeneratorRun run = GeneratorRun.On([.. sources.Select((source, i) => ($"File{i}.cs", source.Text))]);
        return await SquigglesAsync(run, sources);
    }

    /// <summary>Requires of a run exactly the squiggles marked.</summary>
    public static async Task<IReadOnlyList<string>> SquigglesAsync(GeneratorRun run, params MarkedSource[] sources)
    {
        IEnumerable<string> expected = sources.SelectMany((source, i) => source.Squiggles
            .Select(squiggle => Describe(squiggle.Id, run.Input.SyntaxTrees[i].GetLocation(squiggle.Span))));
        Diagnostic[] found = [.. (await run.AllDiagnosticsAsync()).OrderBy(d => d.Location.SourceTree!.FilePath, StringComparer.Ordinal).ThenBy(d => d.Location.SourceSpan.Start)];
        Assert.Equal(expected.Order(StringComparer.Ordinal), found.Select(d => Describe(d.Id, d.Location)).Order(StringComparer.Ordinal));
        return [.. found.Select(d => d.GetMessage(System.Globalization.CultureInfo.InvariantCulture))];
    }

    private static string Describe(string id, Location location)
    {
        Assert.True(location.IsInSource, $"{id} has no source location: a pragma could not suppress it");
        string text = location.SourceTree!.ToString().Substring(location.SourceSpan.Start, location.SourceSpan.Length);
        return FormattableString.Invariant($"{location.SourceTree.FilePath}({location.SourceSpan.Start}) {id}: {text}");
    }
}
