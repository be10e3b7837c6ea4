using System.Reflection;
using EdgeNet.Generator.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EdgeNet.Generator.Tests.Pipeline;

/// <summary>What crosses the generator's steps is small and value-equal.</summary>
public sealed class PipelineValueTests
{
    private static readonly string[] Names =
        [.. typeof(StepNames).GetFields(BindingFlags.Static | BindingFlags.Public).Select(field => (string)field.GetValue(null)!)];

    [Fact]
    public void Nothing_of_a_compilation_is_reachable_from_any_step()
    {
        GeneratorRun run = GeneratorRun.On(
            ("A.cs", Sources.Small),
            ("B.cs", "using EdgeNet; [Network(1, 8, 8), Dense(2)] class B; [Network(3, Unroll = (Unroll)9), Dense(2)] partial class b;"),
            ("C.cs", "using EdgeNet; [Network(1, 8, 8), Dense()] partial class C; [Network(3), Dense(2)] partial class c;"));
        foreach (string name in Names)
        {
            var values = run.Result.TrackedSteps[name].SelectMany(step => step.Outputs).Select(output => output.Value).ToArray();
            Assert.NotEmpty(values);
            Assert.Empty(values.SelectMany(ObjectGraph.ForbiddenIn));
        }
    }

    [Fact]
    public void The_walk_finds_what_it_looks_for()
    {
        CSharpCompilation compilation = GeneratorRun.On(Sources.Small).Input;
        SyntaxTree tree = compilation.SyntaxTrees[0];
        object[] forbidden = [compilation, tree, tree.GetRoot(), compilation.GetTypeByMetadataName("Acme.Networks.Small")!, tree.GetRoot().GetLocation()];
        Assert.All(forbidden, item => Assert.Single(ObjectGraph.ForbiddenIn(new { Deep = new[] { ("first", item) } })));
        Assert.Empty(ObjectGraph.ForbiddenIn(new { Deep = new[] { ("first", (object)"second") } }));
    }

    [Fact]
    public void Equal_sources_give_equal_values_in_every_step()
    {
        GeneratorRun one = GeneratorRun.On(Sources.Small), other = GeneratorRun.On(Sources.Small);
        foreach (string name in Names)
        {
            object[] Values(GeneratorRun run) => run.Result.TrackedSteps.TryGetValue(name, out var steps)
                ? [.. steps.SelectMany(step => step.Outputs).Select(output => output.Value)]
                : [];
            Assert.Equal(Values(one), Values(other));
            Assert.Equal(Values(one).Select(v => v.GetHashCode()), Values(other).Select(v => v.GetHashCode()));
        }
    }
}
