using System.Text;
using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Training.PyTorch.Model.Layers;

namespace EdgeNet.Training.PyTorch.Model;

/// <summary>A graph → model.py: a torch.nn.Module whose parameters have the graph's names and shapes.</summary>
/// <remarks>Tensors have a batch axis in front. Several outputs are a tuple, in the graph's order.</remarks>
internal sealed class ModelSource
{
    private readonly NetworkGraph _graph;
    private readonly PythonNames _names = new();
    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal);
    private readonly List<string> _modules = [];
    private readonly List<string> _statements = [];
    private readonly List<string> _unknown = [];
    private readonly SortedDictionary<string, string> _renamed = new(StringComparer.Ordinal);

    private ModelSource(NetworkGraph graph) => _graph = graph;

    /// <summary>Whether the class needs layers.py.</summary>
    public bool UsesHelpers { get; private set; }

    /// <summary>The text of model.py.</summary>
    public string Text { get; private set; } = "";

    /// <summary>The name of the class.</summary>
    public string ClassName => PythonNames.OfClass(_graph.Name);

    /// <summary>Writes the class.</summary>
    /// <param name="graph">The network, before any pass.</param>
    /// <param name="fingerprint">What its weights files carry.</param>
    /// <exception cref="TrainingException">A layer has no PyTorch form; the message names every such layer.</exception>
    public static ModelSource Write(NetworkGraph graph, string fingerprint)
    {
        var source = new ModelSource(graph);
        source.WriteLayers();
        if (source._unknown.Count > 0)
            throw new TrainingException($"{graph.Name}: no PyTorch form is known of {string.Join(", ", source._unknown)}.");
        source.Text = source.Assemble(fingerprint);
        return source;
    }

    /// <summary>The softmax at the end, which losses are computed before; null where the outputs are something else.</summary>
    private Node? LastSoftmax => _graph.Outputs.Count == 1 && _graph.Nodes[^1] is { Layer: Softmax { Axis: 0 }, Shape.Rank: 1 } last
        && last.Name == _graph.Outputs[0] && last.Inputs[0] == _graph.Nodes[^2].Name && _graph.Nodes[^2].Layer is not Input
        && _graph.IsSoleConsumer(last, last.Inputs[0]) ? last : null;

    private void WriteLayers()
    {
        foreach (Node input in _graph.Inputs) _variables[input.Name] = _names.Of(input.Name);
        List<Node> layers = [.. _graph.Nodes.Where(n => n.Layer is not Input)];
        if (layers.Any(n => n.Layer is Constant)) _statements.Add($"batch = {Variable(_graph.Nodes[0].Name)}.shape[0]");
        for (int i = 0; i < layers.Count; i++)
        {
            Node node = layers[i];
            var context = new LayerContext(node, _names.Of(node.Name), [.. node.Inputs.Select(Variable)], _graph.InputShapes(node));
            if (LayerTable.Write(context) is not { } expression)
            {
                _unknown.Add($"layer '{PlainName(node.Name)}' ({node.Layer.GetType().Name})");
                expression = "";
            }

            AddModule(context, node);
            // A tensor that the next layer alone reads needs no name of its own.
            bool flows = i + 1 < layers.Count && layers[i + 1].Inputs.Contains(node.Name)
                && _graph.IsSoleConsumer(layers[i + 1], node.Name);
            _variables[node.Name] = flows ? "x" : _names.Of(node.Name);
            if (node == LastSoftmax) continue;
            if (flows || expression != Variable(node.Name)) _statements.Add($"{Variable(node.Name)} = {expression}");
        }
    }

    private void AddModule(LayerContext context, Node node)
    {
        UsesHelpers |= context.UsesHelpers;
        if (context.Module is null) return;
        _modules.Add(context.Module);
        if (_names.Of(node.Name) != node.Name) _renamed[_names.Of(node.Name)] = node.Name;
    }

    private string Variable(string name) => _variables[name];

    private static string PlainName(string name) => Safety.PlainText.Shorten(name, 60);

    private string Assemble(string fingerprint)
    {
        var text = new StringBuilder();
        text.Append($"\"\"\"{ClassName} as a torch.nn.Module, with the layers and parameter names of EdgeNet's network.\"\"\"\n\n");
        text.Append("import torch\nimport torch.nn.functional as F\nfrom torch import nn\n");
        if (UsesHelpers) text.Append("\nimport layers\n");
        text.Append($"\n\nclass {ClassName}(nn.Module):\n");
        text.Append("    # The description's hash, which EdgeNet's weights files carry.\n");
        text.Append($"    FINGERPRINT = {PythonText.String(fingerprint)}\n");
        text.Append("    # Names and shapes without the batch axis, channels first.\n");
        text.Append($"    INPUTS = {Shapes(_graph.Inputs.Select(n => n.Name))}\n    OUTPUTS = {Shapes(_graph.Outputs)}\n");
        text.Append("    # Layers whose names in weights files are others than Python allows.\n");
        IEnumerable<string> renamed = _renamed.Select(r => $"{PythonText.String(r.Key)}: {PythonText.String(r.Value)}");
        text.Append($"    RENAMED = {{{string.Join(", ", renamed)}}}\n\n");
        text.Append("    def __init__(self):\n        super().__init__()\n");
        foreach (string module in _modules) text.Append($"        {module}\n");
        string inputs = string.Join(", ", _graph.Inputs.Select(n => Variable(n.Name)));
        if (LastSoftmax is { } softmax)
        {
            WriteMethod(text, "logits", inputs, Variable(softmax.Inputs[0]));
            text.Append($"\n    def forward(self, {inputs}):\n");
            text.Append($"        return {ActivationSource.Softmax($"self.logits({inputs})", (Softmax)softmax.Layer)}\n");
        }
        else
        {
            WriteMethod(text, "forward", inputs, string.Join(", ", _graph.Outputs.Select(Variable)));
        }

        text.Append($"\n\n# What the files beside this one use, whatever the class is called.\nNetwork = {ClassName}\n");
        return text.ToString();
    }

    /// <summary>A method of all statements; the last is what it returns where that is the whole answer.</summary>
    private void WriteMethod(StringBuilder text, string name, string inputs, string answer)
    {
        text.Append($"\n    def {name}(self, {inputs}):\n");
        string last = _statements.Count > 0 && _statements[^1].StartsWith(answer + " = ", StringComparison.Ordinal)
            ? _statements[^1][(answer.Length + 3)..] : "";
        foreach (string statement in last.Length > 0 ? _statements.SkipLast(1) : _statements) text.Append($"        {statement}\n");
        text.Append($"        return {(last.Length > 0 ? last : answer)}\n");
    }

    private string Shapes(IEnumerable<string> names) =>
        $"{{{string.Join(", ", names.Select(n => $"{PythonText.String(n)}: {PythonText.Tuple(_graph[n].Shape.Dimensions)}"))}}}";
}
