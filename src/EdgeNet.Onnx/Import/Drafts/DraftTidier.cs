using EdgeNet.Description;
using EdgeNet.Onnx.Import.Model;

namespace EdgeNet.Onnx.Import.Drafts;

/// <summary>
/// Drafts → drafts as a person would have written them: nothing unused, biases and activations in the layers that they belong to, x·σ(x) as
/// one function.
/// </summary>
internal sealed class DraftTidier
{
    private static readonly string[] Joins = ["Add", "Sub", "Mul", "Div", "Pow", "Min", "Max", "Mean", "Sum"];

    private readonly Dictionary<DraftOutput, DraftOutput> _replaced = [];
    private readonly Dictionary<DraftOutput, List<DraftOutput>> _standsFor = [];
    private readonly Dictionary<LayerDraft, int> _consumers = [];
    private readonly HashSet<LayerDraft> _gone = [];
    private readonly List<LayerDraft> _drafts;
    private readonly List<DraftOutput> _outputs;

    private DraftTidier(List<LayerDraft> drafts, List<DraftOutput> outputs)
    {
        _drafts = drafts;
        _outputs = outputs;
        foreach (DraftOutput source in drafts.SelectMany(d => d.Inputs).Concat(outputs)) CountConsumer(source.Draft, 1);
    }

    /// <summary>Tidies.</summary>
    /// <param name="drafts">The layers, each after what it takes; the network's inputs among them.</param>
    /// <param name="outputs">The network's outputs.</param>
    /// <returns>What is left of them.</returns>
    public static (List<LayerDraft> Drafts, List<DraftOutput> Outputs) Tidy(IReadOnlyList<LayerDraft> drafts, IReadOnlyList<DraftOutput> outputs)
    {
        var tidier = new DraftTidier(KeepUsed(drafts, outputs), [.. outputs]);
        for (int i = 0; i < tidier._drafts.Count; i++) tidier.Visit(i);
        List<LayerDraft> kept = [.. tidier._drafts.Where(d => !tidier._gone.Contains(d))];
        List<DraftOutput> ends = tidier.NameOutputs(kept);
        // A constant that went into a bias is used no longer.
        return (KeepUsed(kept, ends), ends);
    }

    private static List<LayerDraft> KeepUsed(IReadOnlyList<LayerDraft> drafts, IReadOnlyList<DraftOutput> outputs)
    {
        HashSet<LayerDraft> used = [.. outputs.Select(o => o.Draft)];
        for (int i = drafts.Count - 1; i >= 0; i--)
            if (used.Contains(drafts[i])) used.UnionWith(drafts[i].Inputs.Select(s => s.Draft));
        return [.. drafts.Where(d => used.Contains(d) || d.Kind == LayerDraft.Input)];
    }

    private void Visit(int place)
    {
        LayerDraft draft = _drafts[place];
        for (int i = 0; i < draft.Inputs.Count; i++)
            if (_replaced.TryGetValue(draft.Inputs[i], out DraftOutput other)) draft.Inputs[i] = other;
        if (draft.Kind == "Activation") FoldActivation(draft);
        else if (draft.Kind == "Add") FoldBias(draft);
        else if (draft.Kind == "Mul") FoldSwish(draft, place);
    }

    private void FoldActivation(LayerDraft draft)
    {
        DraftOutput source = draft.Inputs[0];
        if (!TakesActivation(source.Draft) || _consumers[source.Draft] != 1 || source.Draft.Arguments.Any(a => a.Name == "activation")) return;
        source.Draft.Arguments.AddRange(draft.Arguments.Select(a => a.Name == "function" ? new LayerArgument("activation", a.Value) : a));
        Replace(draft, source);
    }

    private static bool TakesActivation(LayerDraft draft) =>
        draft.Kind is "Dense" or "BatchNorm" || draft.Kind.Contains("Conv", StringComparison.Ordinal) || Joins.Contains(draft.Kind);

    /// <summary>A layer without bias, and a constant for each of its channels added: that is its bias.</summary>
    private void FoldBias(LayerDraft draft)
    {
        if (draft.Inputs.Count != 2 || draft.Arguments.Count > 0) return;
        int side = draft.Inputs[0].Draft.Kind == LayerDraft.Constant ? 1 : 0;
        LayerDraft layer = draft.Inputs[side].Draft, constant = draft.Inputs[1 - side].Draft;
        bool isLayer = layer.Kind == "Dense" || layer.Kind.Contains("Conv", StringComparison.Ordinal);
        LayerArgument? none = layer.Arguments.Find(a => a.Name == "bias");
        if (!isLayer || constant.Kind != LayerDraft.Constant || none is null || _consumers[layer] != 1 || layer.Arguments.Any(a => a.Name == "activation")) return;
        int[] own = layer.Shapes[0], added = constant.Shapes[0];
        bool isPerChannel = added.Length == own.Length && added[0] == own[0] && added.Skip(1).All(s => s == 1);
        if (!isPerChannel) return;
        layer.Arguments.Remove(none);
        layer.Parameters.Add(new("bias", [own[0]], constant.Parameters[0].Data));
        CountConsumer(constant, -1);
        Replace(draft, draft.Inputs[side]);
    }

    /// <summary>x·Sigmoid(x) is Swish, and x·HardSigmoid(x), with the slope 1/6, HardSwish: exporters write them apart.</summary>
    private void FoldSwish(LayerDraft draft, int place)
    {
        if (draft.Inputs.Count != 2) return;
        for (int side = 0; side < 2; side++)
        {
            DraftOutput x = draft.Inputs[1 - side];
            LayerDraft gate = draft.Inputs[side].Draft;
            if (gate.Kind != "Activation" || gate.Inputs[0] != x || _consumers[gate] != 1) continue;
            string? function = gate.Arguments is [{ Name: "function" } only] ? only.Value.Texts[0] : null;
            if (function is not ("Sigmoid" or "HardSigmoid")) continue;
            var swish = new LayerDraft
            {
                Kind = "Activation",
                Inputs = [x],
                Arguments = [new("function", function == "Sigmoid" ? "Swish" : "HardSwish")],
                Shapes = draft.Shapes,
                Hints = draft.Hints,
                Origin = draft.Origin,
            };
            _gone.Add(gate);
            _drafts[place] = swish;
            CountConsumer(x.Draft, -1);
            _consumers[swish] = _consumers[draft];
            Redirect(new(draft, 0), new(swish, 0));
            ReplaceOutputs(new(draft, 0), new(swish, 0));
            FoldActivation(swish);
            return;
        }
    }

    private void Replace(LayerDraft draft, DraftOutput by)
    {
        _gone.Add(draft);
        _consumers[by.Draft] = _consumers[draft];
        DraftOutput old = new(draft, 0);
        Redirect(old, by);
        ReplaceOutputs(old, by);
    }

    /// <summary>Lets an output stand for another, and for what that stood for before.</summary>
    private void Redirect(DraftOutput old, DraftOutput by)
    {
        _replaced[old] = by;
        if (!_standsFor.Remove(old, out List<DraftOutput>? before)) before = [];
        foreach (DraftOutput key in before) _replaced[key] = by;
        if (!_standsFor.TryGetValue(by, out List<DraftOutput>? all)) _standsFor.Add(by, all = []);
        all.Add(old);
        all.AddRange(before);
    }

    private void ReplaceOutputs(DraftOutput old, DraftOutput by)
    {
        for (int i = 0; i < _outputs.Count; i++)
            if (_outputs[i] == old) _outputs[i] = by;
    }

    /// <summary>An output that is an input, or another output once more, needs a layer to be called by.</summary>
    private List<DraftOutput> NameOutputs(List<LayerDraft> drafts)
    {
        var ends = new List<DraftOutput>();
        foreach (DraftOutput output in _outputs)
        {
            if (output.Draft.Kind != LayerDraft.Input && !ends.Contains(output))
            {
                ends.Add(output);
                continue;
            }

            var same = new LayerDraft
            {
                Kind = "Activation",
                Inputs = [output],
                Arguments = [new("function", nameof(Activation.None))],
                Shapes = [output.Shape],
            };
            drafts.Add(same);
            ends.Add(new(same, 0));
        }

        return ends;
    }

    private void CountConsumer(LayerDraft draft, int change) => _consumers[draft] = _consumers.GetValueOrDefault(draft) + change;
}
