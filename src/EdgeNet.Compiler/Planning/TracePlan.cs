using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Compiler.Passes;
using EdgeNet.Compiler.Planning.Streaming;
using EdgeNet.Description;

namespace EdgeNet.Compiler.Planning;

/// <summary>
/// The plan of Trace: every layer is an output, so that no pass fuses it away and its values are written channels first, under the name
/// that it
/// was described with. It is a plan of its own: what fusing gains in Infer is not given up for what a trace needs.
/// </summary>
internal static class TracePlan
{
    /// <summary>The layers whose activations are given, in the order of computation.</summary>
    /// <param name="graph">The graph before the passes.</param>
    public static NetworkGraph Layers(NetworkGraph graph) =>
        new(graph.Name, graph.Nodes, graph.Nodes.Where(n => n.Layer is not (Input or Constant)).Select(n => n.Name));

    /// <summary>Plans them.</summary>
    /// <param name="graph">The graph before the passes.</param>
    /// <param name="description">What was written.</param>
    public static ExecutionPlan Build(NetworkGraph graph, NetworkDescription description) =>
        PlanBuilder.Build(PassPipeline.Run(Layers(graph)), description.Unroll, new CompilerOptions { Streaming = StreamingMode.Never }, description.Exact);
}
