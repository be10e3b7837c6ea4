using System.Text;
using EdgeNet.Safety;
using Tomlyn.Parsing;
using Tomlyn.Syntax;

namespace EdgeNet.Devices.Station.Configuration;

/// <summary>
/// A TOML file as far as a configuration needs it: tables of plain keys, and the tables [[region]]. Tomlyn parses it into a tree that knows
/// its lines; its serialiser, which knows types but no lines, is not used.
/// </summary>
internal sealed class TomlFile
{
    /// <summary>The most bytes of a file.</summary>
    internal const int MostBytes = 256 << 10;

    /// <summary>The tables that may come several times.</summary>
    internal const string Region = "region";

    // Nothing here has more than a list in a table; a parser that follows thousands of brackets would run out of stack.
    private const int MostBrackets = 8;
    private const int MostProblems = 20;

    private readonly Dictionary<string, TomlSection> _sections = new(StringComparer.Ordinal);

    internal List<TomlSection> Regions { get; } = [];

    internal IEnumerable<TomlSection> Sections => _sections.Values;

    /// <summary>A table; an empty one where it is not there.</summary>
    internal TomlSection this[string name] => _sections.TryGetValue(name, out TomlSection? section) ? section : new TomlSection(name, 0);

    /// <summary>Reads a file.</summary>
    /// <exception cref="ConfigException">It cannot be read, or is no such file.</exception>
    internal static TomlFile Load(string path)
    {
        byte[] bytes;
        try
        {
            if (FileKind.OtherThanRegular(path) is { } kind)
                throw Error(path, $"expected a file, found {kind}");
            using FileStream stream = File.OpenRead(path);
            if (stream.Length > MostBytes)
                throw Error(path, FormattableString.Invariant($"expected at most {MostBytes} bytes, found {stream.Length}"));
            bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Error(path, "there is no such file");
        }
        catch (UnauthorizedAccessException)
        {
            throw Error(path, "permission denied");
        }
        catch (IOException error)
        {
            throw Error(path, $"cannot be read: {error.Message}");
        }

        try
        {
            return Parse(path, new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes));
        }
        catch (DecoderFallbackException)
        {
            throw Error(path, "expected UTF-8, found other bytes");
        }
    }

    /// <summary>Reads a text.</summary>
    /// <exception cref="ConfigException">It is no such file.</exception>
    internal static TomlFile Parse(string path, string text)
    {
        ThrowIfDeep(path, text);
        DocumentSyntax document = SyntaxParser.Parse(text, path, validate: true);
        var problems = new List<ConfigProblem>();
        foreach (DiagnosticMessage message in document.Diagnostics)
        {
            if (message.Kind == DiagnosticMessageKind.Error && problems.Count < MostProblems)
                problems.Add(new ConfigProblem(message.Span.Start.Line + 1, "", PlainText.Shorten(message.Message, 200)));
        }

        if (problems.Count > 0)
            throw new ConfigException(path, problems);
        var file = new TomlFile();
        foreach (KeyValueSyntax pair in document.KeyValues)
            problems.Add(new ConfigProblem(Line(pair), Name(pair.Key), "expected a table as [camera] before the first key"));
        foreach (TableSyntaxBase table in document.Tables)
            file.Add(path, table, problems);
        return problems.Count > 0 ? throw new ConfigException(path, problems) : file;
    }

    private static int Line(SyntaxNode node) => node.Span.Start.Line + 1;

    private static ConfigException Error(string path, string message) => new(path, [new ConfigProblem(0, "", message)]);

    /// <summary>Counts brackets within brackets, but for those in comments and in texts of one line.</summary>
    private static void ThrowIfDeep(string path, string text)
    {
        int depth = 0, line = 1;
        char quote = '\0';
        bool isComment = false;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c == '\n')
            {
                (quote, isComment) = ('\0', false);
                line++;
            }
            else if (!isComment && quote != '\0')
            {
                i += quote == '"' && c == '\\' ? 1 : 0;
                quote = c == quote ? '\0' : quote;
            }
            else if (!isComment && (c is '"' or '\''))
            {
                quote = c;
            }
            else if (!isComment)
            {
                isComment = c == '#';
                depth =
                    c is '[' or '{' ? depth + 1
                    : c is ']' or '}' ? Math.Max(0, depth - 1)
                    : depth;
            }

            if (depth > MostBrackets)
                throw new ConfigException(path, [new ConfigProblem(line, "", "expected brackets in brackets only a few deep, found more")]);
        }
    }

    private static string Name(KeySyntax? key) => key?.ToString()?.Trim() is { } text ? PlainText.Shorten(text, 60) : "";

    /// <summary>A key without dots and quotes; null for another.</summary>
    private static string? Plain(KeySyntax? key) =>
        key is { DotKeys.ChildrenCount: 0, Key: BareKeySyntax { Key.Text: { } text } } ? text : null;

    private void Add(string path, TableSyntaxBase table, List<ConfigProblem> problems)
    {
        string shown = Name(table.Name);
        bool isRegion = table is TableArraySyntax;
        if (Plain(table.Name) is not { } name || isRegion != (name == Region))
        {
            string expected =
                isRegion || shown == Region ? "expected [[region]] for a region, and [name] for all else" : "expected a plain name";
            problems.Add(new ConfigProblem(Line(table), shown, expected));
            return;
        }

        var section = new TomlSection(name, Line(table), path);
        foreach (KeyValueSyntax pair in table.Items)
        {
            if (Plain(pair.Key) is { } key && pair.Value is { } value)
                section.Entries[key] = new TomlEntry(key, Line(pair), value);
            else
                problems.Add(new ConfigProblem(Line(pair), $"{name}.{Name(pair.Key)}", "expected a plain key"));
        }

        if (isRegion)
            Regions.Add(section);
        else
            _sections[name] = section;
    }
}
