using EdgeNet.Generator.Tests.Infrastructure;
using Microsoft.CodeAnalysis;

namespace EdgeNet.Generator.Tests.Pipeline;

/// <summary>What each kind of edit makes the generator do again, step by step.</summary>
public sealed class CachingTests
{
    private const string Two = """
        using EdgeNet;

        [Network(3)]
        [Dense(2)]
        partial class A;

        [Network(4)]
        [Dense(2)]
        partial class B;
        """;

    private const string Broken = """
        using EdgeNet;

        [Network(1, 8, 8)]
        [Dense(2)]
        partial class A;
        """;

    [Fact]
    public void An_edit_of_another_file_leaves_everything_cached()
    {
        GeneratorRun run = GeneratorRun.On(("A.cs", Sources.Small), ("Other.cs", "class Other { int X => 1; }"));
        run.Edit("Other.cs", "class Other { int X => 2; }");
        AssertReasons(run, new()
        {
            [StepNames.Platform] = "Unchanged",
            [StepNames.Sites] = "Cached",
            [StepNames.Declarations] = "Cached",
            [StepNames.Compiled] = "Cached",
            [StepNames.Clashes] = "Cached",
            [StepNames.Files] = "Cached",
        });
        AssertOutputs(run, "Cached");
    }

    [Fact]
    public void A_new_class_in_the_file_of_a_network_leaves_its_source_cached()
    {
        GeneratorRun run = GeneratorRun.On(Sources.Small);
        run.Replace("public sealed", "/* moves nothing above */ public sealed").Replace("partial class Small;", "partial class Small;\nclass Other;");
        AssertReasons(run, new()
        {
            [StepNames.Platform] = "Unchanged",
            [StepNames.Sites] = "Cached",
            [StepNames.Declarations] = "Cached",
            [StepNames.Compiled] = "Cached",
            [StepNames.Clashes] = "Cached",
            [StepNames.Files] = "Cached",
        });
        AssertOutputs(run, "Cached");
    }

    [Fact]
    public void An_edit_that_moves_a_network_moves_its_places_and_compiles_nothing()
    {
        GeneratorRun run = GeneratorRun.On(Sources.Small);
        run.Replace("namespace", "// A comment above.\nnamespace");
        AssertReasons(run, new()
        {
            [StepNames.Platform] = "Unchanged",
            [StepNames.Sites] = "Modified",
            [StepNames.Declarations] = "Unchanged",
            [StepNames.Compiled] = "Cached",
            [StepNames.Clashes] = "Cached",
            [StepNames.Files] = "Cached",
        });
        AssertOutputs(run, "Cached");
    }

    [Fact]
    public void Only_the_network_that_was_edited_is_compiled_again()
    {
        GeneratorRun run = GeneratorRun.On(Two);
        // The same length, so that B stays where it is.
        run.Replace("[Network(3)]\n[Dense(2)]", "[Network(3)]\n[Dense(5)]");
        AssertReasons(run, new()
        {
            [StepNames.Platform] = "Unchanged",
            [StepNames.Sites] = "Modified Cached",
            [StepNames.Declarations] = "Modified Cached",
            [StepNames.Compiled] = "Modified Cached",
            [StepNames.Clashes] = "Cached",
            [StepNames.Files] = "Modified Cached",
        });
        AssertOutputs(run, "Modified Cached");
    }

    [Fact]
    public void A_new_network_leaves_the_others_cached()
    {
        GeneratorRun run = GeneratorRun.On(("Two.cs", Two));
        run.Edit("Three.cs", "using EdgeNet; [Network(5), Dense(1)] partial class C;");
        Assert.Equal("Cached Cached New", Reasons(run.Result.TrackedSteps[StepNames.Compiled]));
        Assert.Equal("Cached Cached New", Reasons(run.Result.TrackedSteps[StepNames.Files]));
        Assert.Equal(3, run.Files.Count);
    }

    [Fact]
    public void A_problem_is_found_again_only_when_something_of_it_changed()
    {
        GeneratorRun run = GeneratorRun.On(("A.cs", Broken), ("Other.cs", "class Other { int X => 1; }"));
        Assert.Equal("New", Reasons(run.Result.TrackedSteps[StepNames.Problems]));

        run.Edit("Other.cs", "class Other { int X => 2; }");
        Assert.Equal("Cached", Reasons(run.Result.TrackedSteps[StepNames.Problems]));
        Assert.Equal("EDGE1004", Assert.Single(run.Diagnostics).Id);

        run.Edit("A.cs", Broken.Replace("[Dense(2)]", "[Flatten, Dense(2)]", StringComparison.Ordinal));
        Assert.Equal("Removed", Reasons(run.Result.TrackedSteps[StepNames.Problems]));
        Assert.Empty(run.Diagnostics);
    }

    [Fact]
    public void A_problem_that_moves_is_placed_again_and_nothing_is_compiled()
    {
        GeneratorRun run = GeneratorRun.On(Sources.With("[Conv2D(4, 3)] // unused\n[Flatten(From = \"input\")]"));
        run.Replace("[Conv2D", "  [Conv2D");
        AssertReasons(run, new()
        {
            [StepNames.Sites] = "Modified",
            [StepNames.Declarations] = "Unchanged",
            [StepNames.Compiled] = "Cached",
            [StepNames.Files] = "Cached",
            [StepNames.Places] = "Modified",
            [StepNames.Problems] = "Modified",
        });
        AssertOutputs(run, "Cached Modified");
    }

    [Fact]
    public void A_run_on_a_clone_of_the_compilation_does_nothing()
    {
        string broken = Broken.Replace(" A;", " D;", StringComparison.Ordinal);
        GeneratorRun run = GeneratorRun.On(("A.cs", Sources.Small), ("Two.cs", Two), ("Broken.cs", broken));
        run.RunOnClone();
        AssertReasons(run, new()
        {
            [StepNames.Platform] = "Unchanged",
            [StepNames.Sites] = "Cached Cached Cached Cached",
            [StepNames.Declarations] = "Cached Cached Cached Cached",
            [StepNames.Compiled] = "Cached Cached Cached Cached",
            [StepNames.Clashes] = "Cached",
            [StepNames.Files] = "Cached Cached Cached",
            [StepNames.Places] = "Cached",
            [StepNames.Problems] = "Cached",
        });
    }

    private static void AssertReasons(GeneratorRun run, Dictionary<string, string> expected)
    {
        foreach ((string step, string reasons) in expected)
            Assert.Equal($"{step}: {reasons}", $"{step}: {Reasons(run.Result.TrackedSteps[step])}");
    }

    /// <summary>The outputs that do something: those of files, for the runs here have no diagnostics.</summary>
    private static void AssertOutputs(GeneratorRun run, string reasons) =>
        Assert.Equal(reasons, Reasons(run.Result.TrackedOutputSteps.SelectMany(pair => pair.Value)));

    private static string Reasons(IEnumerable<IncrementalGeneratorRunStep> steps) =>
        string.Join(" ", steps.SelectMany(step => step.Outputs).Select(output => output.Reason));
}
