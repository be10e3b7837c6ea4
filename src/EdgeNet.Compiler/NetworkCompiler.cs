using System.Globalization;
using EdgeNet.Compiler.Emit;
using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Passes;
using EdgeNet.Compiler.Planning;
using EdgeNet.Compiler.Problems;
using EdgeNet.Description;

namespace EdgeNet.Compiler;

/// <summary>Description → C# text, stage by stage.</summary>
public static class NetworkCompiler
{
    /// <summary>Compiles a network.</summary>
    /// <param name="description">The network as written.</param>
    /// <param name="target">The class that the code goes into.</param>
    public static CompilationResult Compile(NetworkDescription description, TargetClass target) =>
        Compile(description, target, CompilerOptions.Default);

    /// <summary>Compiles a network.</summary>
    /// <param name="description">The network as written.</param>
    /// <param name="target">The class that the code goes into.</param>
    /// <param name="options">What decides in place of the estimates.</param>
    public static CompilationResult Compile(NetworkDescription description, TargetClass target, CompilerOptions options)
    {
        CultureInfo culture = CultureInfo.CurrentCulture;
        // Every number below is written for a compiler to read, whatever the user's culture.
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        try
        {
            NetworkGraph? graph = GraphBuilder.Build(description, out IReadOnlyList<Problem> problems);
            if (graph is null) return new(null, null, null, problems);

            NetworkGraph optimised = PassPipeline.Run(graph);
            ExecutionPlan plan = PlanBuilder.Build(optimised, description.Unroll, options, description.Exact);
            ExecutionPlan? trace = description.Trace ? TracePlan.Build(graph, description) : null;
            string source = NetworkEmitter.Emit(description, graph, plan, target, trace);
            return new(graph, plan, source, problems);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }
}
