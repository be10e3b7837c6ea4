using EdgeNet.Compiler.Graph;

namespace EdgeNet.Compiler.Passes;

/// <summary>The passes in their order; the graph is checked after each.</summary>
internal static class PassPipeline
{
    private static readonly IGraphPass[] Passes =
    [
        new RemoveUnused(),
        new RemoveIdentities(),
        new JoinMoves(),
        new RemoveIdentities(),
        new FoldPadding(),
        new RemoveUnused(),
        new FoldBatchNorm(),
        new PoolBeforeActivation(),
        new FuseMaxPool(),
        new FuseActivation(),
        new FuseResidual(),
    ];

    /// <summary>Optimises a graph for inference.</summary>
    public static NetworkGraph Run(NetworkGraph graph)
    {
        foreach (IGraphPass pass in Passes)
        {
            graph = pass.Apply(graph);
            GraphChecker.Check(graph);
        }

        return graph;
    }
}
