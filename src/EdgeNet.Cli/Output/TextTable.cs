using EdgeNet.Safety;

namespace EdgeNet.Cli.Output;

/// <summary>
/// A table of plain cells: no markup in them is interpreted. Where it is wider than the terminal it is shown in several tables one below
/// the
/// other, each with the first column: no column vanishes and no word is cut but where it alone is too wide.
/// </summary>
internal sealed class TextTable
{
    private readonly (string Name, bool IsRight)[] _columns;
    private readonly List<string[]> _rows = [];

    /// <param name="columns">The headings; one that begins with '>' is over numbers, aligned right.</param>
    public TextTable(params string[] columns) =>
        _columns = [.. columns.Select(c => (PlainText.Escape(c.StartsWith('>') ? c[1..] : c), c.StartsWith('>')))];

    /// <summary>Adds a row.</summary>
    public void Row(params string[] cells) => _rows.Add([.. cells.Select(c => PlainText.Escape(c))]);

    /// <summary>The table as lines.</summary>
    /// <param name="width">The most characters a line.</param>
    /// <param name="isRuled">Whether lines are drawn around columns.</param>
    public IEnumerable<string> Lines(int width, bool isRuled)
    {
        int[] natural = [.. _columns.Select((c, i) => Math.Max(c.Name.Length, _rows.Count == 0 ? 0 : _rows.Max(r => r[i].Length)))];
        // "│ a │ b │" or "a  b".
        int gap = isRuled ? 3 : 2;
        int room = Math.Max(20, width) + (isRuled ? -1 : gap);
        int[] widths = [.. natural.Select((n, i) => Math.Min(n, Math.Max(Header(i), Limit(i, room, gap))))];
        bool isFirst = true;
        foreach (int[] block in Blocks(widths, room, gap))
        {
            if (!isFirst) yield return "";
            isFirst = false;
            if (isRuled) yield return Rule(block, widths, '╭', '┬', '╮');
            foreach (string line in Wrapped([.. _columns.Select(c => c.Name)], block, widths, isRuled)) yield return line;
            if (isRuled) yield return Rule(block, widths, '├', '┼', '┤');
            foreach (string[] row in _rows)
                foreach (string line in Wrapped(row, block, widths, isRuled)) yield return line;
            if (isRuled) yield return Rule(block, widths, '╰', '┴', '╯');
        }
    }

    private int Header(int column) => _columns[column].Name.Split(' ').Max(w => w.Length);

    /// <summary>The most that a column may take: half the room for the first, so that another fits beside it.</summary>
    private int Limit(int column, int room, int gap)
    {
        if (_columns.Length == 1) return room - gap;
        int firstLimit = room / 2 - gap;
        if (column == 0) return firstLimit;
        int first = Math.Min(firstLimit, Math.Max(_columns[0].Name.Length, _rows.Count == 0 ? 0 : _rows.Max(r => r[0].Length)));
        return room - first - 2 * gap;
    }

    /// <summary>Which columns stand together: the first always, and as many others as fit.</summary>
    private static IEnumerable<int[]> Blocks(int[] widths, int room, int gap)
    {
        var block = new List<int> { 0 };
        int used = widths[0] + gap;
        for (int i = 1; i < widths.Length; i++)
        {
            if (block.Count > 1 && used + widths[i] + gap > room)
            {
                yield return [.. block];
                block = [0];
                used = widths[0] + gap;
            }

            block.Add(i);
            used += widths[i] + gap;
        }

        yield return [.. block];
    }

    private IEnumerable<string> Wrapped(string[] cells, int[] block, int[] widths, bool isRuled)
    {
        List<string>[] lines = [.. block.Select(i => Wrap(cells[i], widths[i]))];
        int height = lines.Max(l => l.Count);
        for (int line = 0; line < height; line++)
        {
            var parts = new List<string>();
            for (int k = 0; k < block.Length; k++)
            {
                string text = line < lines[k].Count ? lines[k][line] : "";
                int column = block[k];
                parts.Add(_columns[column].IsRight ? text.PadLeft(widths[column]) : text.PadRight(widths[column]));
            }

            yield return isRuled ? "│ " + string.Join(" │ ", parts) + " │" : string.Join("  ", parts).TrimEnd();
        }
    }

    /// <summary>Breaks a cell between words; a word that is too long by itself is broken in it.</summary>
    private static List<string> Wrap(string cell, int width)
    {
        var lines = new List<string>();
        width = Math.Max(1, width);
        string rest = cell;
        while (rest.Length > width)
        {
            int at = rest.LastIndexOf(' ', width);
            bool isWord = at <= 0 || rest.AsSpan(0, at).Trim().IsEmpty;
            int length = isWord ? width : at;
            lines.Add(rest[..length].TrimEnd());
            rest = isWord ? rest[length..] : rest[(at + 1)..];
        }

        lines.Add(rest);
        return lines;
    }

    private static string Rule(int[] block, int[] widths, char left, char middle, char right) =>
        left + string.Join(middle, block.Select(i => new string('─', widths[i] + 2))) + right;
}
