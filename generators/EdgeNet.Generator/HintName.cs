using System.Globalization;
using System.Text;
using EdgeNet.Generator.Models;

namespace EdgeNet.Generator;

/// <summary>Names for generated files: Acme.Models.LeNet5.g.cs.</summary>
internal static class HintName
{
    /// <summary>A name of characters that every Roslyn version and file system takes; different for every key.</summary>
    public static string Of(string key, CaseClashes clashes)
    {
        var name = new StringBuilder();
        bool clashing = clashes.Keys.Contains(key);
        foreach (char c in key)
        {
            // No identifier holds a minus, so an escape cannot be mistaken for a name.
            bool plain = c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_' or '.' || (c is >= 'A' and <= 'Z' && !clashing);
            if (plain) name.Append(c);
            else name.Append('-').Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
        }

        return name.Append(".g.cs").ToString();
    }
}
