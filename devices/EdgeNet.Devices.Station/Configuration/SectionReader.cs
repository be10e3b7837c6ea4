using System.Globalization;
using EdgeNet.Safety;
using EdgeNet.Vision.Patterns;
using EdgeNet.Vision.Reading;
using Tomlyn.Syntax;

namespace EdgeNet.Devices.Station.Configuration;

/// <summary>Takes a table's values one by one, checked; what is left at the end is a key that nobody knows.</summary>
/// <param name="section">The table.</param>
/// <param name="problems">Takes what is wrong.</param>
internal sealed class SectionReader(TomlSection section, List<ConfigProblem> problems)
{
    private const int LongestShown = 40;
    private const int LongestText = 4096;
    private const int MostSecretBytes = 4096;

    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>The secrets that were found.</summary>
    internal List<ConfigSecret> Secrets { get; } = [];

    /// <summary>All keys that were asked for.</summary>
    internal IReadOnlyCollection<string> Known => _known;

    /// <summary>Whether the table is there.</summary>
    internal bool IsThere => section.Line > 0;

    /// <summary>How many problems there are so far, in all tables.</summary>
    internal int Problems => problems.Count;

    internal bool Has(string key)
    {
        _known.Add(key);
        return section.Entries.ContainsKey(key);
    }

    /// <summary>Where a key stands, or the table where the key is not there.</summary>
    internal ConfigPlace Place(string key) => new(section.Path, LineOf(key), $"{section.Name}.{key}");

    /// <summary>Reports what is wrong with a key, or with the table where the key is not there.</summary>
    internal void Report(string key, string message) =>
        problems.Add(new ConfigProblem(LineOf(key), $"{section.Name}.{key}", message));

    internal string? Text(string key, string? fallback = null)
    {
        if (Find(key) is not { } entry)
            return fallback;
        if (
            entry.Value is StringValueSyntax { Value: { } text }
            && text.Length is > 0 and <= LongestText
            && !text.Contains('\0', StringComparison.Ordinal))
            return text;
        Expected(entry, "a text in quotes");
        return fallback;
    }

    internal bool Flag(string key, bool fallback)
    {
        if (Find(key) is not { } entry)
            return fallback;
        if (entry.Value is BooleanValueSyntax flag)
            return flag.Value;
        Expected(entry, "true or false");
        return fallback;
    }

    internal int Whole(string key, int fallback, int least, int most) => OptionalWhole(key, least, most) ?? fallback;

    internal int? OptionalWhole(string key, int least, int most)
    {
        if (Find(key) is not { } entry)
            return null;
        if (entry.Value is IntegerValueSyntax whole && whole.Value >= least && whole.Value <= most)
            return (int)whole.Value;
        Expected(entry, string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"));
        return null;
    }

    internal double? OptionalNumber(string key, double least, double most)
    {
        if (Find(key) is not { } entry)
            return null;
        double number = entry.Value switch
        {
            IntegerValueSyntax whole => whole.Value,
            FloatValueSyntax real => real.Value,
            _ => double.NaN,
        };
        if (number >= least && number <= most)
            return number;
        Expected(entry, string.Create(CultureInfo.InvariantCulture, $"a number from {least:G15} to {most:G15}"));
        return null;
    }

    internal TimeSpan Time(string key, TimeSpan fallback, TimeSpan least, TimeSpan most)
    {
        if (Find(key) is not { } entry)
            return fallback;
        if (
            entry.Value is StringValueSyntax { Value: { } text }
            && ConfigUnits.TryTime(text, out TimeSpan time)
            && time >= least
            && time <= most)
            return time;
        Expected(entry, $"a time from \"{ConfigUnits.Text(least)}\" to \"{ConfigUnits.Text(most)}\", in ms, s, min, h or d");
        return fallback;
    }

    internal long Size(string key, long fallback, long least, long most)
    {
        if (Find(key) is not { } entry)
            return fallback;
        if (
            entry.Value is StringValueSyntax { Value: { } text }
            && ConfigUnits.TrySize(text, out long size)
            && size >= least
            && size <= most)
            return size;
        Expected(entry, $"a size from \"{ConfigUnits.Text(least)}\" to \"{ConfigUnits.Text(most)}\", in B, kB, MB or GB");
        return fallback;
    }

    internal T Choice<T>(string key, T fallback, params ReadOnlySpan<(string Name, T Value)> choices)
    {
        if (Find(key) is not { } entry)
            return fallback;
        var names = new List<string>();
        foreach ((string name, T value) in choices)
        {
            if (entry.Value is StringValueSyntax { Value: { } text } && text == name)
                return value;
            names.Add($"\"{name}\"");
        }

        Expected(entry, "one of " + string.Join(", ", names));
        return fallback;
    }

    internal IReadOnlyList<string> Texts(string key, int most)
    {
        if (Find(key) is not { } entry)
            return [];
        var texts = new List<string>();
        if (entry.Value is ArraySyntax array && array.Items.ChildrenCount <= most)
        {
            foreach (ArrayItemSyntax item in array.Items)
            {
                if (item.Value is StringValueSyntax { Value: { Length: > 0 and <= LongestText } text })
                    texts.Add(text);
            }

            if (texts.Count == array.Items.ChildrenCount)
                return texts;
        }

        Expected(entry, string.Create(CultureInfo.InvariantCulture, $"a list of at most {most} texts, as [\"a\", \"b\"]"));
        return [];
    }

    internal PixelBox? Box(string key)
    {
        if (Find(key) is not { } entry)
            return null;
        Span<int> numbers = stackalloc int[4];
        int count = 0;
        if (entry.Value is ArraySyntax { Items.ChildrenCount: 4 } array)
        {
            foreach (ArrayItemSyntax item in array.Items)
            {
                // The left and upper edges may be 0.
                if (item.Value is IntegerValueSyntax number && number.Value >= (count < 2 ? 0 : 1) && number.Value <= ushort.MaxValue)
                    numbers[count++] = (int)number.Value;
            }
        }

        if (count == 4)
            return new PixelBox(numbers[0], numbers[1], numbers[2], numbers[3]);
        Expected(entry, "[x, y, width, height] in pixels, width and height 1 or more");
        return null;
    }

    /// <summary>A value that a type of its own parses.</summary>
    /// <param name="key">The key.</param>
    /// <param name="fallback">What it is where it is not there, or wrong.</param>
    /// <param name="parse">Parses it; its exception's message is what is reported.</param>
    internal T? Parsed<T>(string key, T? fallback, Func<string, T> parse)
    {
        if (Text(key) is not { } text)
            return fallback;
        try
        {
            return parse(text);
        }
        catch (Exception error) when (error is FormatException or ArgumentException or CodeListException)
        {
            Report(key, PlainText.Shorten(error.Message, 300));
            return fallback;
        }
    }

    /// <summary>A secret: as it stands, or the first line of a file, which is better, for configurations are shown to others.</summary>
    internal string? Secret(string key)
    {
        string fileKey = key + "_file";
        string? secret = Text(key), file = Text(fileKey);
        if (secret is not null || file is not null)
            Secrets.Add(new ConfigSecret($"{section.Name}.{key}", file));
        if (file is null)
            return secret;
        if (secret is not null)
        {
            Report(fileKey, $"expected {key} or {fileKey}, found both");
            return secret;
        }

        try
        {
            if (FileKind.OtherThanRegular(file) is { } kind)
                throw new IOException($"expected a file, found {kind}");
            using FileStream stream = File.OpenRead(file);
            byte[] bytes = new byte[MostSecretBytes];
            int length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            string line = System.Text.Encoding.UTF8.GetString(bytes, 0, length).Split('\n')[0].TrimEnd('\r');
            if (line.Length > 0 && length < MostSecretBytes)
                return line;
            Report(fileKey, "expected a line of text in the file, found none, or too long a one");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Report(fileKey, $"cannot be read: {PlainText.Shorten(error.Message, 200)}");
        }

        return null;
    }

    /// <summary>Reports the keys that nobody asked for.</summary>
    internal void Finish()
    {
        foreach (TomlEntry entry in section.Entries.Values)
        {
            if (_known.Contains(entry.Key))
                continue;
            string[] known = [.. _known];
            Array.Sort(known, StringComparer.Ordinal);
            Report(entry.Key, $"there is no such key: expected {string.Join(", ", known)}");
        }
    }

    private int LineOf(string key) => section.Entries.TryGetValue(key, out TomlEntry? entry) ? entry.Line : section.Line;

    private TomlEntry? Find(string key)
    {
        _known.Add(key);
        return section.Entries.GetValueOrDefault(key);
    }

    private void Expected(TomlEntry entry, string expected)
    {
        string found = entry.Value.ToString()?.Trim() ?? "";
        Report(entry.Key, $"expected {expected}, found {PlainText.Shorten(found, LongestShown)}");
    }
}
