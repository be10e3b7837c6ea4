using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Planning;
using EdgeNet.Compiler.Problems;

namespace EdgeNet.Compiler;

/// <summary>Every stage of one compilation. Stages after an error are null.</summary>
/// <param name="Graph">The network as described, shapes checked; what the trainer runs.</param>
/// <param name="Plan">Steps, buffers and packed weights, with the optimised graph.</param>
/// <param name="Source">The C# text.</param>
/// <param name="Problems">Errors and warnings.</param>
public sealed record CompilationResult(NetworkGraph? Graph, ExecutionPlan? Plan, string? Source, IReadOnlyList<Problem> Problems);
