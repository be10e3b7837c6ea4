using System.Text.RegularExpressions;
using EdgeNet.Compiler.Problems;
using EdgeNet.Generator.Problems;

namespace EdgeNet.Generator.Tests;

/// <summary>The catalogues and AnalyzerReleases.*.md agree.</summary>
public sealed partial class CatalogueTests
{
    private static IEnumerable<ProblemKind> All => ProblemRegistry.All.Concat(DeclarationProblems.All);

    [Fact]
    public void Ids_are_well_formed_unique_and_in_order()
    {
        string[] ids = [.. All.Select(kind => kind.Id)];
        Assert.All(ids, id => Assert.Matches("^EDGE[12][0-9]{3}$", id));
        Assert.Equal(ids.Distinct().Order(StringComparer.Ordinal), ids);
    }

    [Theory]
    [InlineData(typeof(ProblemRegistry))]
    [InlineData(typeof(DeclarationProblems))]
    public void All_lists_every_kind_that_is_declared(Type catalogue)
    {
        var declared = catalogue.GetFields().Where(f => f.FieldType == typeof(ProblemKind)).Select(f => (ProblemKind)f.GetValue(null)!);
        var listed = (IReadOnlyList<ProblemKind>)catalogue.GetProperty("All")!.GetValue(null)!;
        Assert.Equal(declared.OrderBy(kind => kind.Id, StringComparer.Ordinal), listed);
    }

    [Fact]
    public void Release_notes_list_exactly_the_catalogues()
    {
        string notes = Read("AnalyzerReleases.Shipped.md") + Read("AnalyzerReleases.Unshipped.md");
        IEnumerable<string> listed = Row().Matches(notes).Select(row => row.Value.Trim());
        Assert.Equal(All.Select(kind => $"{kind.Id} | EdgeNet | {kind.Severity} | {kind.Title}"), listed);
    }

    private static string Read(string file) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, file));

    [GeneratedRegex("^EDGE.*$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
