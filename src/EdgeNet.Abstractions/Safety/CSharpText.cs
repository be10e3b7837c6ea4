using System.ComponentModel;
using System.Globalization;
using System.Text;

namespace EdgeNet.Safety;

/// <summary>
/// Foreign text in C# source: a literal, a line of a documentation comment, or a checked identifier. Nothing else of it may reach a class.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CSharpText
{
    private static readonly HashSet<string> Keywords = new(StringComparer.Ordinal)
    {
        "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue", "decimal",
        "default", "delegate", "do", "double", "else", "enum", "event", "explicit", "extern", "false", "finally", "fixed", "float", "for",
        "foreach", "goto", "if", "implicit", "in", "int", "interface", "internal", "is", "lock", "long", "namespace", "new", "null",
        "object", "operator", "out", "override", "params", "private", "protected", "public", "readonly", "ref", "return", "sbyte",
        "sealed", "short", "sizeof", "stackalloc", "static", "string", "struct", "switch", "this", "throw", "true", "try", "typeof",
        "uint", "ulong", "unchecked", "unsafe", "ushort", "using", "virtual", "void", "volatile", "while",
    };

    /// <summary>Characters that end a line of C# (C# specification, 6.3.3): what follows one is no comment any more.</summary>
    private static readonly char[] LineEnds = ['\r', '\n', '\u0085', '\u2028', '\u2029'];

    /// <summary>A text as a string literal of printable ASCII.</summary>
    /// <param name="text">Any text.</param>
    public static string Literal(string text)
    {
        if (text is null) throw new ArgumentNullException(nameof(text));
        var literal = new StringBuilder("\"");
        foreach (char c in text)
        {
            if (c is '"' or '\\') literal.Append('\\').Append(c);
            else if (c is < ' ' or > '~') literal.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            else literal.Append(c);
        }

        return literal.Append('"').ToString();
    }

    /// <summary>A text for a documentation comment: one line, without markup.</summary>
    /// <param name="text">Any text.</param>
    public static string Comment(string text) => PlainText.Escape(text).Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

    /// <summary>Whether a text stays on its line.</summary>
    /// <param name="text">Any text.</param>
    public static bool IsOneLine(string text)
    {
        if (text is null) throw new ArgumentNullException(nameof(text));
        return text.IndexOfAny(LineEnds) < 0;
    }

    /// <summary>Whether a name is ASCII letters, digits and '_', no digit first, and no keyword: it stands in C# as it is.</summary>
    /// <param name="name">The name.</param>
    public static bool IsIdentifier(string name)
    {
        if (name is null) throw new ArgumentNullException(nameof(name));
        if (name.Length == 0 || name[0] is >= '0' and <= '9' || Keywords.Contains(name)) return false;
        foreach (char c in name)
            if (c is not ((>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_')) return false;
        return true;
    }

    /// <summary>Whether a name is identifiers with dots between them.</summary>
    /// <param name="name">The name.</param>
    public static bool IsNamespace(string name)
    {
        if (name is null) throw new ArgumentNullException(nameof(name));
        return name.Split('.').All(IsIdentifier);
    }
}
