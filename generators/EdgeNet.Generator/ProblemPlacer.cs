using System.Collections.Immutable;
using EdgeNet.Compiler.Problems;
using EdgeNet.Generator.Models;
using EdgeNet.Generator.Problems;

namespace EdgeNet.Generator;

/// <summary>Problem → place: the argument at fault, else its attribute, else the class.</summary>
internal static class ProblemPlacer
{
    /// <summary>Every problem of a network.</summary>
    /// <param name="places">Where the network's parts stand, and what is wrong with the class.</param>
    /// <param name="networks">What became of each network of the compilation.</param>
    /// <param name="platform">What the project offers.</param>
    public static IEnumerable<PlacedProblem> Place(NetworkPlaces places, ImmutableArray<CompiledNetwork> networks, TargetPlatform platform)
    {
        foreach (PlacedProblem problem in places.Problems) yield return problem;
        foreach (Problem problem in Unsupported(places.Name, platform)) yield return new(problem, places.Identifier);
        foreach (CompiledNetwork network in networks)
        {
            if (network.Key != places.Key) continue;
            foreach (Problem problem in network.Problems) yield return new(problem, Find(places, problem));
        }
    }

    private static Place Find(NetworkPlaces places, Problem problem)
    {
        AttributePlaces attribute = problem.Layer is { } layer ? places.Layers[layer]
            : problem.Input > 0 ? places.Inputs[problem.Input - 1]
            : places.Network;
        return attribute.Find(problem.Argument);
    }

    private static IEnumerable<Problem> Unsupported(string name, TargetPlatform platform)
    {
        if (!platform.HasLanguage) yield return DeclarationProblems.LanguageTooOld.At(null, null, name, platform.LanguageVersion);
        if (!platform.HasFramework) yield return DeclarationProblems.FrameworkTooOld.At(null, null, name);
        else if (!platform.HasRuntime) yield return DeclarationProblems.MissingRuntime.At(null, null, name);
    }
}
