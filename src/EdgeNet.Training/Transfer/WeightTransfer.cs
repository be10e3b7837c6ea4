using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Training.Parameters;

namespace EdgeNet.Training.Transfer;

/// <summary>
/// Which weights of a file a network takes over: first those of layers that go by the same name, as it stands, as
/// <see cref="Safety.LayerName.Propose"/> writes it, or behind a wrapper's prefix such as "module."; then, of what is left, layer by
/// layer in order where the shapes agree from the first layer to the last, or to the classifier. A batch norm whose file has it folded
/// into the layer below becomes the identity (mean 0, variance 1 − ε, weight 1) with the file's bias.
/// </summary>
public sealed class WeightTransfer
{
    private readonly NetworkGraph _graph;
    private readonly PretrainedFile _file;
    private readonly List<WeightedLayer> _targets;
    private readonly Dictionary<string, LayerTransfer> _layers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PretrainedModule> _taken = new(StringComparer.Ordinal);

    private WeightTransfer(NetworkGraph graph, PretrainedFile file)
    {
        _graph = graph;
        _file = file;
        _targets = WeightedLayer.Of(graph);
    }

    /// <summary>What became of each layer with weights, in the network's order.</summary>
    public IReadOnlyList<LayerTransfer> Layers { get; private set; } = [];

    /// <summary>The modules of the file that no layer took.</summary>
    public IReadOnlyList<string> Unused { get; private set; } = [];

    /// <summary>Matches a file with a network.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="file">The file.</param>
    /// <param name="replaced">Layers that are to start from random weights.</param>
    public static WeightTransfer Match(NetworkGraph graph, PretrainedFile file, IReadOnlyCollection<string> replaced)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(replaced);
        var transfer = new WeightTransfer(graph, file);
        transfer.Match(replaced);
        return transfer;
    }

    /// <summary>All weights of the network: those that were taken, and random ones for the rest.</summary>
    /// <param name="options">
    /// How random ones are drawn: <see cref="TrainingOptions.Seed"/> and <see cref="TrainingOptions.Initialization"/>.
    /// </param>
    /// <exception cref="WeightsException">The file is damaged, or a number of it is not finite.</exception>
    public IParameterSource Parameters(TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var set = new ParameterSet(new ParameterLayout(_graph));
        Initializer.Draw(_graph, set, options.Initialization, options.Seed);
        foreach (WeightedLayer target in _targets)
            if (_taken.TryGetValue(target.Name, out PretrainedModule? module)) Fill(set, target, module);
        foreach (WeightedLayer target in _targets)
            if (target.NormBehind is { } norm && _layers[norm].Outcome == TransferOutcome.Folded) Fold(set, target, norm);
        return set;
    }

    private void Match(IReadOnlyCollection<string> replaced)
    {
        List<PretrainedModule> modules = PretrainedModule.Of(_file);
        var names = new ModuleNames(modules);
        var free = new HashSet<PretrainedModule>(modules);
        var open = new List<WeightedLayer>();
        foreach (WeightedLayer target in _targets)
        {
            PretrainedModule? module = names.Find(target.Name);
            bool normIsThere = target.NormBehind is { } norm && names.Find(norm) is not null;
            string? misfit = module is null ? null : target.Misfit(module, takesBias: target.NormBehind is not null && !normIsThere);
            if (replaced.Contains(target.Name)) _layers[target.Name] = new(target.Name, TransferOutcome.Replaced, module?.Name);
            else if (module is null) open.Add(target);
            else if (misfit is null) Take(target, module);
            else _layers[target.Name] = new(target.Name, TransferOutcome.Unmatched, module.Name, misfit);
            // What has a layer's name is no other layer's.
            if (module is not null) free.Remove(module);
        }

        MatchInOrder(open, [.. modules.Where(m => free.Contains(m) && m.IsLayer)]);
        FoldNorms(open, modules);
        foreach (WeightedLayer target in open)
            _layers.TryAdd(target.Name, new(target.Name, TransferOutcome.Unmatched, null, "has no counterpart in the file"));
        Layers = [.. _targets.Select(t => _layers[t.Name])];
        var used = new HashSet<PretrainedModule>(_taken.Values);
        Unused = [.. modules.Where(m => !used.Contains(m)).Select(m => m.Name)];
    }

    private void Take(WeightedLayer target, PretrainedModule module)
    {
        _taken[target.Name] = module;
        _layers[target.Name] = new(target.Name, TransferOutcome.Kept, module.Name);
    }

    /// <summary>
    /// The layers and modules that are left, one after the other; with norms, or, where the file has them folded, without.
    /// </summary>
    private void MatchInOrder(List<WeightedLayer> open, List<PretrainedModule> modules)
    {
        List<WeightedLayer> all = [.. open.Where(t => t.IsWeighted || t.Parameters.Any(p => p.Role == "weight"))];
        // Those behind layers that were found by name, too.
        HashSet<string> norms = [.. _targets.Select(t => t.NormBehind).OfType<string>()];
        foreach ((List<WeightedLayer> targets, bool folded) in new[] { (all, false), (all.FindAll(t => !norms.Contains(t.Name)), true) })
        {
            List<List<PretrainedModule>> fits = [];
            foreach (List<PretrainedModule> order in ModuleOrders.Of(modules, _file.IsOrdered))
                if (Aligned(targets, order, folded) is var count and > 0) fits.Add(order[..count]);
            // Two orders that fit are one too many: which is meant is not known.
            if (fits.Count == 0 || fits.Exists(f => !f.SequenceEqual(fits[0]))) continue;
            for (int i = 0; i < fits[0].Count; i++) Take(targets[i], fits[0][i]);
            return;
        }
    }

    /// <summary>
    /// How many layers and modules fit each other from the first on; 0 where it is not all of either, but for a classifier.
    /// </summary>
    private static int Aligned(List<WeightedLayer> targets, List<PretrainedModule> modules, bool folded)
    {
        int count = 0;
        while (count < targets.Count && count < modules.Count
            && targets[count].Misfit(modules[count], takesBias: folded && targets[count].NormBehind is not null) is null) count++;
        bool isWhole = count == targets.Count || count == modules.Count || (count == targets.Count - 1 && count == modules.Count - 1);
        return isWhole && 2 * count >= targets.Count ? count : 0;
    }

    /// <summary>
    /// Norms that the file lacks have been folded into the layers below. A layer whose bias has no norm to go into has not matched.
    /// </summary>
    private void FoldNorms(List<WeightedLayer> open, List<PretrainedModule> modules)
    {
        var taken = new HashSet<PretrainedModule>(_taken.Values);
        List<PretrainedModule> layers = modules.FindAll(m => m.IsLayer), norms = modules.FindAll(m => m.IsNorm && !taken.Contains(m));
        foreach (WeightedLayer target in _targets)
        {
            if (target.NormBehind is not { } name || !_taken.TryGetValue(target.Name, out PretrainedModule? module)) continue;
            WeightedLayer? norm = _taken.ContainsKey(name) ? null : open.Find(t => t.Name == name);
            if (norm is not null && !norms.Exists(n => norm.Misfit(n, takesBias: false) is null && IsBehind(n, module)))
            {
                _layers[name] = new(name, TransferOutcome.Folded, module.Name);
            }
            else if (target.Misfit(module, takesBias: false) is { } misfit)
            {
                _taken.Remove(target.Name);
                _layers[target.Name] = new(target.Name, TransferOutcome.Unmatched, module.Name, misfit);
            }
        }

        // A norm that nobody took may be the missing one where it stands directly behind, or where its name tells of the same place.
        bool IsBehind(PretrainedModule norm, PretrainedModule layer) =>
            norm.IsNeighbor(layer) || (_file.IsOrdered && layers.IndexOf(norm) == layers.IndexOf(layer) + 1);
    }

    private void Fill(ParameterSet set, WeightedLayer target, PretrainedModule module)
    {
        foreach (Parameter parameter in target.Parameters)
        {
            Span<float> values = set.Slot($"{target.Name}.{parameter.Role}");
            if (module[parameter.Role] is { } tensor) Copy(tensor, values);
            else values.Fill(target.IsNorm && parameter.Role == "weight" ? 1 : 0);
        }
    }

    /// <summary>The norm takes the bias, and changes nothing else: (x − 0) / √(1 − ε + ε) · 1 + bias.</summary>
    private void Fold(ParameterSet set, WeightedLayer below, string norm)
    {
        var layer = (BatchNorm)_graph[norm].Layer;
        set.Slot(norm + ".weight").Fill(1);
        set.Slot(norm + ".running_mean").Clear();
        set.Slot(norm + ".running_var").Fill(1 - layer.Epsilon);
        Span<float> bias = set.Slot(norm + ".bias");
        if (_taken[below.Name]["bias"] is { } tensor) Copy(tensor, bias);
        else bias.Clear();
        if (below.HasBias) set.Slot(below.Name + ".bias").Clear();
    }

    private void Copy(PretrainedTensor tensor, Span<float> values)
    {
        float[] elements = tensor.Read();
        for (int i = 0; i < elements.Length; i++)
        {
            if (!float.IsFinite(elements[i]))
                throw new WeightsException(FormattableString.Invariant(
                    $"{_file.Name}: tensor {PretrainedFile.Quote(tensor.Name)}: expected finite numbers, found {elements[i]} at ")
                    + FormattableString.Invariant($"element {i}."));
        }

        elements.CopyTo(values);
    }
}
