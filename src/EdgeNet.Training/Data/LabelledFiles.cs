using EdgeNet.Training.Data.Arrays;
using EdgeNet.Training.Data.Files;
using EdgeNet.Training.Data.Series;
using static System.FormattableString;

namespace EdgeNet.Training.Data;

/// <summary>
/// Samples beside a table that names the class of each: labels.csv (or any .csv) with the files' names in one column and the classes in the
/// one called label, class, target, category or y, else, below a header, in the one behind the names, else in the last. In the folder
/// itself, or in each of its parts (train, val, test). In place of a class there may be targets: <see cref="LabelledRows"/>.
/// </summary>
internal static class LabelledFiles
{
    private const int MostRows = 10_000_000;
    private static readonly string[] LabelNames = ["label", "labels", "class", "target", "category", "y"];

    /// <summary>Finds the samples.</summary>
    /// <param name="loader">Knows the folder, and what files are samples.</param>
    /// <param name="options">What is to be learnt, and the classes of weights that are evaluated; empty for those of the table.</param>
    /// <returns>The files by part and class; null where no table names files.</returns>
    /// <exception cref="TrainingException">A row names a file that leads elsewhere, or a part has a class that the training part has
    /// not.</exception>
    public static ClassTree? Find(SampleLoader loader, DatasetOptions options)
    {
        DataFiles files = loader.Files;
        var rows = new Dictionary<DataPart, LabelledRows>();
        if (Rows(loader, files.Root, options) is { } whole) rows[DataPart.Train] = whole;
        else
        {
            foreach (string folder in files.Folders(files.Root).Order(StringComparer.Ordinal))
                if (PartNames.Of(Path.GetFileName(folder)) is { } part && Rows(loader, folder, options) is { } found)
                    rows.TryAdd(part, found);
        }

        if (!rows.TryGetValue(DataPart.Train, out LabelledRows? train)) return null;
        if (LabelledTargets.Of(train, options) is { } targets)
        {
            int first = 0;
            // A row of values is kept for files alone that are there.
            int missing = rows.Values.Sum(part => part.Rows.RemoveAll(r => !files.HasFile(r.Path)));
            TargetSet all = targets.Read(rows.Values);
            var indices = new Dictionary<DataPart, List<(string, int)>>();
            foreach ((DataPart part, LabelledRows some) in rows) indices[part] = some.Rows.ConvertAll(r => (r.Path, first++));
            var tree = ClassTree.Of(files.Root, loader, [.. all.Names], indices, all);
            if (missing > 0)
                tree.Warnings.Add(Invariant(
                    $"{train.Table}: passed over {missing} {(missing == 1 ? "row" : "rows")} of files that are not there"));
            return tree;
        }

        foreach (LabelledRows part in rows.Values)
            if (part.Rows.FindIndex(r => r.Label.Length == 0) is >= 0 and var empty)
                throw new TrainingException(Invariant($"{part.Table}: line {part.Rows[empty].Line}: expected a class, found none."));
        string[] own = ClassNumbers.Order(train.Rows.Select(r => r.Label).Distinct(StringComparer.Ordinal));
        string[] classes = own.Any(options.Classes.Contains) ? [.. options.Classes] : own;
        var parts = rows.ToDictionary(p => p.Key, p => p.Value.Rows.ConvertAll(r => (r.Path, Class(r, classes))));
        return ClassTree.Of(files.Root, loader, classes, parts);
    }

    private static int Class(LabelledRow row, string[] classes) =>
        Array.IndexOf(classes, row.Label) is >= 0 and var label
            ? label
            : throw new TrainingException($"{row.Path}: there is no class '{Safety.PlainText.Shorten(row.Label, 40)}' among the training samples.");

    private static LabelledRows? Rows(SampleLoader loader, string folder, DatasetOptions options)
    {
        DataFiles files = loader.Files;
        foreach (string table in files.Files(folder).Where(ArraySource.IsTable)
            .OrderByDescending(f => f.Contains("label", StringComparison.OrdinalIgnoreCase)).ThenBy(f => f, StringComparer.Ordinal))
        {
            if (Read(loader, folder, table, options) is { Rows.Count: > 0 } rows) return rows;
        }

        return null;
    }

    private static LabelledRows? Read(SampleLoader loader, string folder, string table, DatasetOptions options)
    {
        string[]? header = null;
        char separator = default;
        int column = -1, labels = -1, count = 0, first = 0;
        LabelledRows? rows = null;
        foreach ((string line, int number) in TextLines.Of(loader.Files, table))
        {
            if (separator == default) separator = Separator(loader, folder, line);
            string[] cells = DelimitedLine.Split(line, separator);
            if (count == 0) (count, first) = (cells.Length, number);
            if (column < 0)
            {
                column = Array.FindIndex(cells, c => IsSample(loader, folder, c));
                // The first row may name the columns; files that are named nowhere else are no such table's.
                if (column < 0 && header is not null) return null;
                if (column < 0)
                {
                    header = cells;
                    continue;
                }

                labels = header is null ? cells.Length - 1
                    : Array.FindIndex(header, h => LabelNames.Contains(h.Trim(), StringComparer.OrdinalIgnoreCase));
                int[]? targets = TargetColumns.Find(table, header, options);
                if (targets is not null) labels = targets[0];
                if (labels < 0) labels = column + 1;
                rows = new LabelledRows(table, header, column, labels, targets);
            }

            if (cells.Length != count)
                throw new TrainingException(Invariant(
                    $"{table}: line {number}: expected {count} columns, as in line {first}, found {cells.Length}: ")
                    + $"'{Safety.PlainText.Shorten(line, 60)}'.");
            if (cells.Length <= Math.Max(column, labels) || column == labels)
                throw new TrainingException(
                    Invariant($"{table}: line {number}: expected a file and its class, found '{Safety.PlainText.Shorten(line, 60)}'."));
            string name = cells[column];
            if (IsOutside(name))
                throw new TrainingException(
                    Invariant($"{table}: line {number}: expected a file in the folder, found '{Safety.PlainText.Shorten(name, 60)}'."));
            if (rows!.Rows.Count == MostRows)
                throw new TrainingException(Invariant($"{table}: expected at most {MostRows} rows, found more."));
            rows.Add(loader.Files.Join(folder, name), cells, number);
        }

        return rows;
    }

    /// <summary>A semicolon may stand between the classes of a file, behind a comma and its name.</summary>
    private static char Separator(SampleLoader loader, string folder, string line) =>
        line.Split(',') is [var name, _, ..] && IsSample(loader, folder, name.Trim().Trim('"')) ? ',' : DelimitedLine.Separator(line);

    private static bool IsSample(SampleLoader loader, string folder, string cell)
    {
        return cell.Length > 0 && !IsOutside(cell) && loader.Files.HasFile(loader.Files.Join(folder, cell));
    }

    /// <summary>The table does not choose what is opened elsewhere.</summary>
    private static bool IsOutside(string name) =>
        Path.IsPathRooted(name) || name.Contains(':', StringComparison.Ordinal) || name.Split('/', '\\').Any(p => p is ".." or ".");
}
