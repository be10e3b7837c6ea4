using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Problems;
using EdgeNet.Description;

namespace EdgeNet.Compiler;

/// <summary>Description → C# text, stage by stage.</summary>
public static class NetworkCompiler
{
    /// <summary>Compiles a network.</summary>
    /// <param name="description">The network as written.</param>
    /// <param name="target">The class that the code goes into.</param>
    public static CompilationResult Compile(NetworkDescription description, TargetClass target)
    {
        NetworkGraph? graph = GraphBuilder.Build(description, out IReadOnlyList<Problem> problems);
        return new(graph, graph is null ? null : $"// {target.Name}", problems);
    }
}
