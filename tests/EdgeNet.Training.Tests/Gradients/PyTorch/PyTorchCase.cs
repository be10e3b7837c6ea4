using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeNet.Compiler.Graph;
using EdgeNet.Training.Parameters;

namespace EdgeNet.Training.Tests.Gradients.PyTorch;

/// <summary>A network, its parameters and a batch, as reference.py reads them.</summary>
/// <param name="graph">The graph, before any pass.</param>
/// <param name="loss">What reference.py makes of the output.</param>
internal sealed class PyTorchCase(NetworkGraph graph, JsonObject loss)
{
    private readonly List<(string Name, int[] Shape, float[] Values, bool WantsGradient)> _tensors = [];

    /// <summary>Whether the output is part of the answer.</summary>
    public bool WantsOutput { get; init; }

    /// <summary>Adds a tensor.</summary>
    /// <param name="name">"input", a parameter's name, or what the loss asks for.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="values">Its elements.</param>
    /// <param name="wantsGradient">Whether its gradient is part of the answer.</param>
    public void Add(string name, int[] shape, float[] values, bool wantsGradient = false) =>
        _tensors.Add((name, shape, values, wantsGradient));

    /// <summary>Adds all parameters.</summary>
    /// <param name="parameters">The parameters, before the batch.</param>
    public void Add(ParameterSet parameters)
    {
        foreach (ParameterSlot slot in parameters.Layout.Slots)
            Add(slot.Name, [.. slot.Shape.Dimensions], parameters.Slot(slot.Name).ToArray(), slot.IsTrained);
    }

    /// <summary>Adds the batch.</summary>
    /// <param name="samples">The samples, of the input's shape.</param>
    /// <param name="wantsGradient">Whether the input's gradient is part of the answer.</param>
    public void Add(float[][] samples, bool wantsGradient) =>
        Add("input", [samples.Length, .. graph.InputShape.Dimensions], [.. samples.SelectMany(s => s)], wantsGradient);

    /// <summary>Writes the files of the case.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="name">Its name there.</param>
    public void Write(string folder, string name)
    {
        int offset = 0;
        var tensors = new JsonArray();
        using (FileStream values = File.Create(Path.Combine(folder, name + ".f32")))
        {
            foreach ((string tensor, int[] shape, float[] elements, bool wantsGradient) in _tensors)
            {
                values.Write(MemoryMarshal.AsBytes(elements.AsSpan()));
                tensors.Add(new JsonObject
                {
                    ["name"] = tensor,
                    ["shape"] = LayerArguments.Of(shape),
                    ["offset"] = offset,
                    ["wantsGradient"] = wantsGradient,
                });
                offset += elements.Length;
            }
        }

        // What stands behind the first output is not trained.
        IEnumerable<Node> computed = graph.Nodes.TakeWhile((_, i) => i == 0 || graph.Nodes[i - 1].Name != graph.Outputs[0]);
        var nodes = new JsonArray([.. computed.Select(node => new JsonObject
        {
            ["name"] = node.Name,
            ["kind"] = node.Layer.GetType().Name,
            ["inputs"] = new JsonArray([.. node.Inputs.Select(i => (JsonNode)i)]),
            ["shape"] = LayerArguments.Of(node.Shape.Dimensions),
            ["arguments"] = LayerArguments.Of(node.Layer),
        })]);
        var description = new JsonObject
        {
            ["nodes"] = nodes, ["tensors"] = tensors, ["loss"] = loss.DeepClone(), ["wantsOutput"] = WantsOutput,
        };
        File.WriteAllText(Path.Combine(folder, name + ".json"), description.ToJsonString());
    }

    /// <summary>Reads what PyTorch found.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="name">The case's name there.</param>
    public static GradientAnswer ReadAnswer(string folder, string name)
    {
        using JsonDocument description = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, name + ".out.json")));
        double[] values = MemoryMarshal.Cast<byte, double>(File.ReadAllBytes(Path.Combine(folder, name + ".out.f64"))).ToArray();
        return new(
            description.RootElement.GetProperty("loss").GetDouble(),
            description.RootElement.GetProperty("tensors").EnumerateArray().ToDictionary(
                t => t.GetProperty("name").GetString()!,
                t => values.AsSpan(t.GetProperty("offset").GetInt32(), t.GetProperty("length").GetInt32()).ToArray()));
    }
}
