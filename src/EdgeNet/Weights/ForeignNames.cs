using System.Globalization;
using EdgeNet.Safety;

namespace EdgeNet;

/// <summary>
/// Which tensors of a file from another tool are a network's parameters where they go by other names, as PyTorch's: "0.weight",
/// "features.3.bias". A name is taken for the one that <see cref="LayerName.Propose"/> makes of it; numbered modules are taken in the
/// order of their numbers; and a tensor that is alone with its role and shape is the parameter that is. What could be taken in two ways
/// is not taken.
/// </summary>
internal sealed class ForeignNames
{
    /// <summary>Orders of numbered groups, such as features and classifier, are tried for up to so many groups.</summary>
    private const int MostGroups = 3;

    /// <summary>Pairs of parameters and tensors that are compared at most: a hostile file may have millions of tensors.</summary>
    private const long MostPairs = 4_000_000;

    private readonly List<ParameterInfo> _missing = [];
    private readonly List<SafetensorsTensor> _tensors = [];
    private readonly Dictionary<string, string> _found = new(StringComparer.Ordinal);

    private ForeignNames(SafetensorsFile file, NetworkInfo info)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (ParameterInfo parameter in info.Parameters)
        {
            known.Add(parameter.Name);
            if (file.Find(parameter.Name) is null) _missing.Add(parameter);
        }

        // PyTorch counts the batches of its norms; that is no parameter.
        foreach (SafetensorsTensor tensor in file.Tensors)
            if (!known.Contains(tensor.Name) && Role(tensor.Name) != "num_batches_tracked") _tensors.Add(tensor);
    }

    /// <summary>The tensors' names by the parameters'; those alone that differ. Empty where not all parameters are found.</summary>
    /// <param name="file">The file.</param>
    /// <param name="info">The network.</param>
    public static Dictionary<string, string> Find(SafetensorsFile file, NetworkInfo info)
    {
        var names = new ForeignNames(file, info);
        int missing = names._missing.Count, tensors = names._tensors.Count;
        if (missing == 0 || missing > tensors || (long)missing * tensors > MostPairs) return names._found;
        if (!names.ByRule() && !names.ByNumber()) names.ByShape();
        if (names._found.Count < missing) names._found.Clear();
        return names._found;
    }

    /// <summary>Layer and role: "features.0" and "weight".</summary>
    private static string Module(string name) => name.LastIndexOf('.') is > 0 and var dot ? name[..dot] : "";

    private static string Role(string name) => name[(name.LastIndexOf('.') + 1)..];

    private static bool Fits(SafetensorsTensor tensor, ParameterInfo parameter)
    {
        if (tensor.Shape.Count != parameter.Shape.Count || Role(tensor.Name) != Role(parameter.Name)) return false;
        for (int axis = 0; axis < tensor.Shape.Count; axis++)
            if (tensor.Shape[axis] != parameter.Shape[axis]) return false;
        return true;
    }

    private bool ByRule()
    {
        _found.Clear();
        foreach (ParameterInfo parameter in _missing)
        {
            SafetensorsTensor? only = null;
            foreach (SafetensorsTensor tensor in _tensors)
            {
                if (LayerName.Propose(Module(tensor.Name)) != Module(parameter.Name) || Role(tensor.Name) != Role(parameter.Name)) continue;
                if (only is not null) return false;
                only = tensor;
            }

            if (only is null) return false;
            _found.Add(parameter.Name, only.Name);
        }

        return true;
    }

    /// <summary>Modules of nn.Sequential have numbers; what stands before them is a group. One order of the groups alone may fit.</summary>
    private bool ByNumber()
    {
        var groups = new SortedDictionary<string, SortedDictionary<int, List<SafetensorsTensor>>>(StringComparer.Ordinal);
        foreach (SafetensorsTensor tensor in _tensors)
        {
            string module = Module(tensor.Name), group = module[..(module.LastIndexOf('.') + 1)];
            if (!int.TryParse(module.AsSpan(group.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int number)) return false;
            if (!groups.TryGetValue(group, out var numbered)) groups.Add(group, numbered = []);
            if (groups.Count > MostGroups) return false;
            if (!numbered.TryGetValue(number, out var tensors)) numbered.Add(number, tensors = []);
            tensors.Add(tensor);
        }

        Dictionary<string, string>? only = null;
        foreach (List<string> order in Orders([.. groups.Keys]))
        {
            var modules = new List<List<SafetensorsTensor>>();
            foreach (string group in order) modules.AddRange(groups[group].Values);
            if (InOrder(modules) is not { } fit) continue;
            if (only is not null) return false;
            only = fit;
        }

        if (only is null) return false;
        _found.Clear();
        foreach (var (parameter, tensor) in only) _found.Add(parameter, tensor);
        return true;
    }

    private static IEnumerable<List<string>> Orders(List<string> groups)
    {
        if (groups.Count < 2)
        {
            yield return groups;
            yield break;
        }

        for (int i = 0; i < groups.Count; i++)
        {
            List<string> others = [.. groups];
            others.RemoveAt(i);
            foreach (List<string> rest in Orders(others)) yield return [groups[i], .. rest];
        }
    }

    /// <summary>The tensors of modules for the parameters of layers, one after the other; null where they do not fit.</summary>
    private Dictionary<string, string>? InOrder(List<List<SafetensorsTensor>> modules)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        int module = -1, taken = 0;
        string layer = "";
        foreach (ParameterInfo parameter in _missing)
        {
            if (module < 0 || Module(parameter.Name) != layer)
            {
                if (module >= 0 && taken != modules[module].Count) return null;
                if (++module == modules.Count) return null;
                (layer, taken) = (Module(parameter.Name), 0);
            }

            SafetensorsTensor? fit = null;
            foreach (SafetensorsTensor tensor in modules[module])
                if (Fits(tensor, parameter)) fit = tensor;
            if (fit is null) return null;
            found.Add(parameter.Name, fit.Name);
            taken++;
        }

        return module == modules.Count - 1 && taken == modules[module].Count ? found : null;
    }

    private void ByShape()
    {
        _found.Clear();
        foreach (ParameterInfo parameter in _missing)
        {
            SafetensorsTensor? only = null;
            foreach (SafetensorsTensor tensor in _tensors)
            {
                if (!Fits(tensor, parameter)) continue;
                if (only is not null) return;
                only = tensor;
            }

            // Nor may two parameters be like one tensor.
            if (only is null || _found.ContainsValue(only.Name)) return;
            _found.Add(parameter.Name, only.Name);
        }
    }
}
