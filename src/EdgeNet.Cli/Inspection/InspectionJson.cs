using System.Text.Json;
using EdgeNet.Cli.Networks;
using EdgeNet.Cli.Output;
using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Planning;

namespace EdgeNet.Cli.Inspection;

/// <summary>All stages but the code, as one JSON object.</summary>
internal static class InspectionJson
{
    public static string Write(NetworkEntry entry) => Json.Object(json =>
    {
        NetworkInfo info = entry.Info;
        json.WriteString("network", info.Name);
        json.WriteString("fingerprint", info.Fingerprint);
        json.WriteNumbers("input", info.InputShape);
        json.WriteNumbers("output", info.OutputShape);
        json.WriteNumber("parameters", info.ParameterCount);
        json.WriteNumber("multiplyAdds", info.MultiplyAdds);
        json.WriteNumber("workspaceBytes", sizeof(float) * (long)info.WorkspaceLength);
        json.WriteNumber("weightsBytes", sizeof(float) * (long)info.WeightsLength);
        WriteMemory(json, MemoryReport.Of(entry.Graph, entry.Plan));
        WriteLayers(json, entry.Graph);
        WritePlan(json, entry.Plan);
    });

    /// <summary>What activations need besides the workspace's own size. Steps count from 0, as everywhere in this object.</summary>
    private static void WriteMemory(Utf8JsonWriter json, MemoryReport memory)
    {
        json.WriteStartObject("activations");
        json.WriteNumber("peakBytes", sizeof(float) * (long)memory.Peak);
        json.WriteNumber("peakStep", memory.PeakStep - 1);
        json.WriteNumber("twoLargestTensorsBytes", sizeof(float) * memory.TwoLargest);
        json.WriteNumber("allTensorsBytes", sizeof(float) * memory.AllTensors);
        json.WriteEndObject();
    }

    private static void WriteLayers(Utf8JsonWriter json, NetworkGraph graph) => json.WriteObjects("layers", graph.Nodes, node =>
    {
        json.WriteString("name", node.Name);
        json.WriteString("kind", node.Layer.Kind);
        json.WriteString("settings", node.Layer.Settings);
        json.WriteStartArray("inputs");
        foreach (string input in node.Inputs) json.WriteStringValue(input);
        json.WriteEndArray();
        json.WriteNumbers("shape", node.Shape.Dimensions);
        json.WriteObjects("parameters", graph.Parameters(node), parameter =>
        {
            json.WriteString("name", $"{node.Name}.{parameter.Role}");
            json.WriteNumbers("shape", parameter.Shape.Dimensions);
        });
        json.WriteNumber("multiplyAdds", node.Layer.MultiplyAdds(graph.InputShapes(node)));
    });

    private static void WritePlan(Utf8JsonWriter json, ExecutionPlan plan)
    {
        json.WriteObjects("steps", plan.Steps, step =>
        {
            json.WriteString("name", step.Name);
            json.WriteString("kind", step.Kind);
            json.WriteString("summary", step.Summary);
            json.WriteNumbers("reads", step.Inputs.Select(i => i.Buffer));
            json.WriteNumber("writes", step.Output.Buffer);
        });
        json.WriteObjects("buffers", plan.Buffers.Where(b => b.Storage != Storage.None), buffer =>
        {
            json.WriteString("name", buffer.Name);
            json.WriteString("storage", buffer.Storage.ToString().ToLowerInvariant());
            json.WriteNumber("offset", buffer.Offset);
            json.WriteNumber("length", buffer.Length);
            json.WriteNumber("firstStep", buffer.FirstStep);
            json.WriteNumber("lastStep", buffer.LastStep);
        });
    }
}
