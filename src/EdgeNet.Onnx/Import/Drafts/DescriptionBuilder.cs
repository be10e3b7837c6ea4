using System.Globalization;
using EdgeNet.Description;

namespace EdgeNet.Onnx.Import.Drafts;

/// <summary>Drafts → description: gives names where they are needed and says what each layer takes.</summary>
internal sealed class DescriptionBuilder
{
    private readonly IReadOnlyList<LayerDraft> _drafts;
    private readonly IReadOnlyList<DraftOutput> _outputs;
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    /// <summary>What all names in the file begin with, and nobody would write.</summary>
    private string _path = "";

    private DescriptionBuilder(IReadOnlyList<LayerDraft> drafts, IReadOnlyList<DraftOutput> outputs)
    {
        _drafts = drafts;
        _outputs = outputs;
    }

    /// <summary>Describes a network.</summary>
    /// <param name="name">The class name.</param>
    /// <param name="drafts">Inputs and layers, each after what it takes.</param>
    /// <param name="outputs">The network's outputs.</param>
    public static NetworkDescription Build(string name, IReadOnlyList<LayerDraft> drafts, IReadOnlyList<DraftOutput> outputs) =>
        new DescriptionBuilder(drafts, outputs).Build(name);

    private NetworkDescription Build(string name)
    {
        LayerDraft[] inputs = [.. _drafts.Where(d => d.Kind == LayerDraft.Input)], layers = [.. _drafts.Where(d => d.Kind != LayerDraft.Input)];
        NameInputs(inputs);
        bool namesOutputs = _outputs.Count > 1 || layers.Length > 0 && _outputs[0] != new DraftOutput(layers[^1], 0);
        NameLayers(inputs, layers, namesOutputs);

        var described = new List<LayerDescription>();
        LayerDraft above = inputs[0];
        foreach (LayerDraft draft in layers)
        {
            described.Add(Describe(draft, above));
            if (draft.Kind != LayerDraft.Constant) above = draft;
        }

        return new NetworkDescription(
            name,
            inputs.Select(i => new InputDescription(i.Name!, i.Shapes[0])).ToArray(),
            described.ToArray(),
            Outputs: namesOutputs ? _outputs.Select(Reference).ToArray() : default(EquatableArray<string>));
    }

    private void NameInputs(LayerDraft[] inputs)
    {
        if (inputs.Length == 1) inputs[0].Name = "input";
        else foreach (LayerDraft input in inputs) input.Name = Choose(input.Hints, "input");
        _names.UnionWith(inputs.Select(i => i.Name!));
    }

    private void NameLayers(LayerDraft[] inputs, LayerDraft[] layers, bool namesOutputs)
    {
        var needed = new HashSet<LayerDraft>(layers.Where(l => l.Parameters.Count > 0));
        LayerDraft above = inputs[0];
        foreach (LayerDraft draft in layers)
        {
            needed.UnionWith(Named(draft, above).Select(s => s.Draft));
            if (draft.Kind != LayerDraft.Constant) above = draft;
        }

        if (namesOutputs) needed.UnionWith(_outputs.Select(o => o.Draft));
        _path = LayerNames.CommonPath([.. layers.Where(l => needed.Contains(l) && l.Parameters.Count > 0 && l.Hints.Count > 0).Select(l => l.Hints[0])]);
        foreach (LayerDraft draft in layers.Where(needed.Contains)) draft.Name = Choose(draft.Hints, DefaultName(draft.Kind));
    }

    private static LayerDescription Describe(LayerDraft draft, LayerDraft above)
    {
        List<LayerArgument> arguments = [];
        DraftOutput[] named = [.. Named(draft, above)];
        bool joins = draft.Inputs.Count > 1;
        if (joins) arguments.Add(new("inputs", named.Select(Reference).ToArray()));
        arguments.AddRange(draft.Arguments);
        if (draft.Name is not null) arguments.Add(new("name", draft.Name));
        if (!joins && named.Length > 0) arguments.Add(new("from", Reference(named[0])));
        return new LayerDescription(draft.Kind, [.. arguments]);
    }

    /// <summary>What a layer needs to name of what it takes: not the layer above, where that comes first.</summary>
    private static IEnumerable<DraftOutput> Named(LayerDraft draft, LayerDraft above)
    {
        DraftOutput first = new(above, 0);
        return draft.Inputs.Count switch
        {
            1 => draft.Inputs.Where(i => i != first),
            2 when draft.Inputs[0] == first => draft.Inputs.Skip(1),
            2 when draft.Inputs[1] == first && draft.Kind is "Add" or "Mul" or "Min" or "Max" && draft.Inputs[1] == first => draft.Inputs.Take(1),
            _ => draft.Inputs,
        };
    }

    private static string Reference(DraftOutput output) =>
        output.Part == 0 ? output.Draft.Name! : string.Create(CultureInfo.InvariantCulture, $"{output.Draft.Name}.{output.Part}");

    private string Choose(IReadOnlyList<string> hints, string fallback)
    {
        foreach (string hint in hints)
            if (LayerNames.Clean(_path.Length > 0 && hint.StartsWith(_path, StringComparison.Ordinal) ? hint[_path.Length..] : hint) is { } clean && _names.Add(clean)) return clean;
        while (true)
        {
            int count = _counts[fallback] = _counts.GetValueOrDefault(fallback) + 1;
            string name = fallback + count.ToString(CultureInfo.InvariantCulture);
            if (_names.Add(name)) return name;
        }
    }

    /// <summary>What a layer is called that the file has no name for: conv1, relu2.</summary>
    private static string DefaultName(string kind)
    {
        string name = kind.StartsWith("Depthwise", StringComparison.Ordinal) ? "conv" : kind.ToLowerInvariant();
        foreach (string axes in new[] { "1d", "2d", "3d" })
            if (name.EndsWith(axes, StringComparison.Ordinal)) name = name[..^2];
        return name;
    }
}
