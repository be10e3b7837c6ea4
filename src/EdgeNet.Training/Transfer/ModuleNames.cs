using EdgeNet.Safety;

namespace EdgeNet.Training.Transfer;

/// <summary>
/// Finds modules by the names of layers: as they stand, as layers may be called, and without what wrappers put before them.
/// </summary>
internal sealed class ModuleNames
{
    /// <summary>What wrappers such as nn.DataParallel put before the names of a model's modules.</summary>
    private static readonly string[] Wrappers = ["module.", "model.", "backbone.", "net.", "network.", "encoder.", "_orig_mod."];

    private readonly List<Dictionary<string, PretrainedModule?>> _levels = [];

    public ModuleNames(IReadOnlyList<PretrainedModule> modules)
    {
        Func<string, string>[] renamings = [name => name, LayerName.Propose, Unwrapped, name => LayerName.Propose(Unwrapped(name))];
        foreach (Func<string, string> rename in renamings)
        {
            var level = new Dictionary<string, PretrainedModule?>(StringComparer.Ordinal);
            foreach (PretrainedModule module in modules)
            {
                string name = rename(module.Name);
                // What could be meant in two ways is not taken.
                level[name] = level.ContainsKey(name) ? null : module;
            }

            _levels.Add(level);
        }
    }

    /// <summary>The module of a layer's name; null for none.</summary>
    public PretrainedModule? Find(string layer)
    {
        foreach (Dictionary<string, PretrainedModule?> level in _levels)
            if (level.GetValueOrDefault(layer) is { } module) return module;
        return null;
    }

    private static string Unwrapped(string name)
    {
        // Cut once: wrappers may be nested as often as a name has room for.
        int start = 0;
        while (Array.Find(Wrappers, wrapper => name.AsSpan(start).StartsWith(wrapper, StringComparison.Ordinal)) is { } wrapper)
            start += wrapper.Length;
        return name[start..];
    }
}
