using EdgeNet.Compiler.Problems;

namespace EdgeNet.Generator.Models;

/// <summary>A problem and where its squiggle goes.</summary>
/// <param name="Problem">The problem.</param>
/// <param name="Place">The place.</param>
internal sealed record PlacedProblem(Problem Problem, Place Place);
