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
        "__arglist", "__makeref", "__reftype", "__refvalue",
    };

    /// <summary>
    /// Words that are keywords in some places only; a type that is called so is refused, warned of, or taken for the keyword.
    /// </summary>
    private static readonly HashSet<string> ContextualKeywords = new(StringComparer.Ordinal)
    {
        "add", "alias", "allows", "and", "ascending", "assembly", "async", "await", "by", "descending", "dynamic", "equals", "extension", "field",
        "file", "from", "get", "global", "group", "init", "into", "join", "let", "managed", "method", "module", "nameof", "nint", "not",
        "notnull", "nuint", "on", "or", "orderby", "param", "partial", "property", "record", "remove", "required", "scoped", "select", "set",
        "type", "typevar", "unmanaged", "value", "var", "when", "where", "with", "yield", "_",
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

    /// <summary>Whether a word is a keyword of C#, everywhere or in some places.</summary>
    /// <param name="name">The word.</param>
    public static bool IsKeyword(string name)
    {
        if (name is null) throw new ArgumentNullException(nameof(name));
        return Keywords.Contains(name) || ContextualKeywords.Contains(name);
    }

    /// <summary>
    /// Whether a name is letters and digits of any script, combining marks and '_', no digit first (C# specification, 6.4.3), and no
    /// keyword: it stands in C# as it is. Formatting characters, which identifiers may hold and nobody sees, are not among them.
    /// </summary>
    /// <param name="name">The name.</param>
    public static bool IsIdentifier(string name) => HasLettersOnly(name) && !IsKeyword(name);

    /// <summary>Whether a name is an identifier, or a keyword, which is one with an @ before it.</summary>
    /// <param name="name">The name.</param>
    public static bool HasLettersOnly(string name)
    {
        if (name is null) throw new ArgumentNullException(nameof(name));
        if (name.Length == 0) return false;
        for (int i = 0; i < name.Length; i++)
            if (!IsPart(name[i], first: i == 0)) return false;
        return true;
    }

    /// <summary>Whether a name is identifiers with dots between them.</summary>
    /// <param name="name">The name.</param>
    public static bool IsNamespace(string name)
    {
        if (name is null) throw new ArgumentNullException(nameof(name));
        return name.Split('.').All(IsIdentifier);
    }

    /// <summary>
    /// A type's name as a declaration writes it: with an @ where it is a keyword, or may become one, as C# warns of lower-case ASCII.
    /// </summary>
    /// <param name="name">The name, without an @.</param>
    public static string TypeName(string name)
    {
        if (name is null) throw new ArgumentNullException(nameof(name));
        return IsKeyword(name) || name.All(c => c is >= 'a' and <= 'z') ? "@" + name : name;
    }

    /// <summary>A namespace as a declaration writes it: with an @ before each keyword.</summary>
    /// <param name="name">The name, without an @.</param>
    public static string NamespaceName(string name)
    {
        if (name is null) throw new ArgumentNullException(nameof(name));
        return string.Join(".", name.Split('.').Select(part => IsKeyword(part) ? "@" + part : part));
    }

    /// <summary>
    /// A name of a type that is near a text: letters and digits of it, of any script, the first letter of each word in upper case.
    /// </summary>
    /// <param name="text">Any text.</param>
    /// <param name="otherwise">The name where nothing of the text is left, and what stands before a digit.</param>
    public static string Propose(string text, string otherwise)
    {
        if (text is null) throw new ArgumentNullException(nameof(text));
        var name = new StringBuilder();
        bool starts = true;
        foreach (char c in text)
        {
            bool keeps = char.IsLetterOrDigit(c) || name.Length > 0 && IsPart(c, first: false) && c != '_';
            if (keeps) name.Append(starts ? char.ToUpperInvariant(c) : c);
            starts = !keeps;
        }

        if (name.Length == 0) return otherwise;
        return IsPart(name[0], first: true) ? name.ToString() : otherwise + name;
    }

    private static bool IsPart(char c, bool first)
    {
        if (c is '_' or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z')) return true;
        return CharUnicodeInfo.GetUnicodeCategory(c) switch
        {
            UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter => true,
            UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber => true,
            UnicodeCategory.DecimalDigitNumber or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark => !first,
            UnicodeCategory.ConnectorPunctuation => !first,
            _ => false,
        };
    }
}
