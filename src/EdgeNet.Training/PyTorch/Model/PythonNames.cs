using System.Collections.Frozen;
using System.Text;

namespace EdgeNet.Training.PyTorch.Model;

/// <summary>
/// Names of layers as Python's: ASCII letters, digits and '_'. No name is a keyword, a member of torch.nn.Module, or a name that model.py
/// uses itself; no two are the same.
/// </summary>
internal sealed class PythonNames
{
    /// <summary>Members of torch.nn.Module as of PyTorch 1.13 and 2.x, keywords of Python 3, and what model.py uses.</summary>
    private static readonly FrozenSet<string> Reserved = (
        "False None True and as assert async await break class continue def del elif else except finally for from global if import in is "
        + "lambda nonlocal not or pass raise return try while with yield match case type _ "
        + "T_destination add_module apply bfloat16 buffers call_super_init children compile cpu cuda double dump_patches eval extra_repr "
        + "float forward get_buffer get_extra_state get_parameter get_submodule half ipu load_state_dict modules mtia named_buffers "
        + "named_children named_modules named_parameters parameters register_backward_hook register_buffer register_forward_hook "
        + "register_forward_pre_hook register_full_backward_hook register_full_backward_pre_hook register_load_state_dict_post_hook "
        + "register_load_state_dict_pre_hook register_module register_parameter register_state_dict_post_hook register_state_dict_pre_hook "
        + "requires_grad_ set_extra_state set_submodule share_memory state_dict to to_empty train training type xpu zero_grad "
        + "self super torch nn F layers x y logits batch FINGERPRINT INPUTS OUTPUTS RENAMED")
        .Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    /// <summary>The name of a class.</summary>
    /// <param name="name">What the network is called.</param>
    public static string OfClass(string name)
    {
        string identifier = Identifier(name);
        return Reserved.Contains(identifier) || !char.IsAsciiLetter(identifier[0]) ? "Network" + identifier.TrimStart('_') : identifier;
    }

    /// <summary>The name of a layer; the same for the same layer.</summary>
    /// <param name="name">The layer's name in the description.</param>
    public string Of(string name)
    {
        if (_names.TryGetValue(name, out string? known)) return known;
        string identifier = Identifier(name);
        // What begins with '_' is nn.Module's own.
        if (identifier[0] == '_') identifier = "layer" + identifier;
        while (Reserved.Contains(identifier) || !_taken.Add(identifier)) identifier += "_";
        return _names[name] = identifier;
    }

    private static string Identifier(string name)
    {
        var identifier = new StringBuilder();
        foreach (char c in name) identifier.Append(char.IsAsciiLetterOrDigit(c) ? c : '_');
        if (identifier.Length == 0 || char.IsAsciiDigit(identifier[0])) identifier.Insert(0, '_');
        return identifier.ToString();
    }
}
