using EdgeNet.Compiler.Graph;

namespace EdgeNet.Compiler.Passes;

/// <summary>One rewriting of a graph that keeps what it computes.</summary>
internal interface IGraphPass
{
    /// <summary>What it does, in a few words.</summary>
    string Name { get; }

    /// <summary>Rewrites the graph.</summary>
    NetworkGraph Apply(NetworkGraph graph);
}
