using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Planning;

namespace EdgeNet.Compiler.Emit;

/// <summary>Writes Trace, and the class with the plan that it runs.</summary>
internal static class TraceEmitter
{
    /// <summary>The nested class's name.</summary>
    public const string ClassName = "TracedLayers";

    /// <summary>Writes them.</summary>
    /// <param name="writer">Takes the text.</param>
    /// <param name="graph">The graph before the passes.</param>
    /// <param name="plan">The plan in which every layer is an output.</param>
    /// <param name="infers">The bodies of its Infer.</param>
    public static void Write(SourceWriter writer, NetworkGraph graph, ExecutionPlan plan, List<(VectorWidth Width, string Body)> infers)
    {
        writer.Line();
        writer.Line("/// <summary>Runs the network on one sample layer by layer, and gives what each has computed, channels first. "
            + "Allocates nothing.</summary>");
        writer.Line("/// <param name=\"input\">InputLength elements, channels first.</param>");
        writer.Line("/// <param name=\"trace\">Takes the layers, in the order of computation.</param>");
        writer.Line("public void Trace(global::System.ReadOnlySpan<float> input, global::EdgeNet.IActivationTrace trace) => "
            + "_instance.Trace(input, trace);");
        writer.Line();
        writer.Line("/// <summary>The network with the output of each layer as an output.</summary>");
        using (writer.BeginBlock($"private static class {ClassName}"))
        {
            MembersEmitter.WriteConstants(writer, TracePlan.Layers(graph), plan);
            writer.Line("public static global::EdgeNet.TraceFunctions Functions { get; } = new(NetworkInfo, Pack, Infer);");
            InferEmitter.Write(writer, infers);
            PackEmitter.Write(writer, plan);
        }
    }
}
