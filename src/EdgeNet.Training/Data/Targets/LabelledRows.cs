namespace EdgeNet.Training.Data;

/// <summary>
/// A table that names samples, and what is to be learnt of each. Columns of targets are those that are asked for or named so
/// (<see cref="TargetColumns"/>), else all beside the files' where there is no column of classes, as long as they hold nothing but 0 and 1.
/// </summary>
internal sealed class LabelledRows
{
    private readonly int _label;
    private int[] _columns;

    /// <param name="table">The table, for messages.</param>
    /// <param name="header">The names of the columns; null where there are none.</param>
    /// <param name="files">The column of the files.</param>
    /// <param name="label">The column of classes.</param>
    /// <param name="targets">The columns of targets; null where no name tells them.</param>
    public LabelledRows(string table, string[]? header, int files, int label, int[]? targets)
    {
        Table = table;
        _label = label;
        LabelName = header is not null && header.Length > label
            ? $"'{Safety.PlainText.Shorten(header[label], 40)}'" : FormattableString.Invariant($"field {label + 1}");
        AreNamed = targets is not null;
        bool hasClasses = header is null
            || Array.Exists(header, h => Arrays.TableFolder.LabelNames.Contains(h.Trim(), StringComparer.OrdinalIgnoreCase));
        _columns = targets ?? (hasClasses ? [] : [.. Enumerable.Range(0, header!.Length).Where(c => c != files)]);
        if (!AreNamed && _columns.Length < 2) _columns = [];
        Names = [.. _columns.Select(c => header![c])];
    }

    /// <summary>The table, for messages.</summary>
    public string Table { get; }

    /// <summary>The column of classes, for messages: its name in quotes, or "field 2".</summary>
    public string LabelName { get; }

    /// <summary>The names of the columns of targets; empty where there are none.</summary>
    public string[] Names { get; private set; }

    /// <summary>Whether names tell that the columns are targets, and not what they hold alone.</summary>
    public bool AreNamed { get; }

    /// <summary>The rows.</summary>
    public List<LabelledRow> Rows { get; } = [];

    /// <summary>Adds a row.</summary>
    /// <param name="path">The sample.</param>
    /// <param name="cells">Its cells, as many as the table has columns.</param>
    /// <param name="line">The line, from 1.</param>
    public void Add(string path, string[] cells, int line)
    {
        string[] own = [.. _columns.Select(c => cells[c])];
        if (!AreNamed && own.Length > 0 && !Array.TrueForAll(own, cell => cell is "0" or "1"))
        {
            // Boxes and the like are no targets.
            _columns = [];
            Names = [];
            for (int i = 0; i < Rows.Count; i++) Rows[i] = Rows[i] with { Cells = [] };
            own = [];
        }

        Rows.Add(new(path, cells[_label], own, line));
    }
}
