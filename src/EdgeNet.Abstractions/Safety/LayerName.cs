using System.ComponentModel;
using System.Text;

namespace EdgeNet.Safety;

/// <summary>
/// Names of layers: ASCII letters, digits, '_' and '-', the first a letter or '_'. Parameters and emitted methods are called after them.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class LayerName
{
    /// <summary>Whether a layer may be called so.</summary>
    /// <param name="name">The name.</param>
    public static bool IsValid(string name)
    {
        if (name is null) throw new ArgumentNullException(nameof(name));
        if (name.Length == 0 || name[0] is (>= '0' and <= '9') or '-') return false;
        foreach (char c in name)
            if (!IsPart(c)) return false;
        return true;
    }

    /// <summary>
    /// What a layer can be called instead: every run of other characters is '_', and a '_' stands before a digit. "features.0" is
    /// "features_0", "0" is "_0".
    /// </summary>
    /// <param name="name">Any text, such as the path of a module of PyTorch.</param>
    public static string Propose(string name)
    {
        if (name is null) throw new ArgumentNullException(nameof(name));
        var text = new StringBuilder();
        foreach (char c in name)
        {
            if (IsPart(c)) text.Append(c);
            else if (text.Length == 0 || text[text.Length - 1] != '_') text.Append('_');
        }

        if (text.ToString().Trim('_', '-').Length == 0) return "layer";
        return text[0] is (>= '0' and <= '9') or '-' ? "_" + text : text.ToString();
    }

    private static bool IsPart(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' or '-';
}
