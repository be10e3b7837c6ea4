using EdgeNet.Training.Data.Arrays;
using EdgeNet.Training.Data.Files;
using EdgeNet.Training.Data.Series;
using static System.FormattableString;

namespace EdgeNet.Training.Data;

/// <summary>
/// Samples beside a table that names the class of each: labels.csv (or any .csv) with the files' names in one column and the classes in the
/// one called label, class, target, category or y, else, below a header, in the one behind the names, else in the last. In the folder
/// itself, or in each of its parts (train, val, test).
/// </summary>
internal static class LabelledFiles
{
    private const int MostRows = 10_000_000;
    private static readonly string[] LabelNames = ["label", "labels", "class", "target", "category", "y"];

    /// <summary>Finds the samples.</summary>
    /// <param name="loader">Knows the folder, and what files are samples.</param>
    /// <param name="known">The classes of weights that are evaluated; empty for those of the table.</param>
    /// <returns>The files by part and class; null where no table names files.</returns>
    /// <exception cref="TrainingException">A row names a file that leads elsewhere, or a part has a class that the training part has
    /// not.</exception>
    public static ClassTree? Find(SampleLoader loader, IReadOnlyList<string> known)
    {
        DataFiles files = loader.Files;
        var rows = new Dictionary<DataPart, List<(string Path, string Label)>>();
        if (Rows(loader, files.Root) is { } whole) rows[DataPart.Train] = whole;
        else
        {
            foreach (string folder in files.Folders(files.Root).Order(StringComparer.Ordinal))
                if (PartNames.Of(Path.GetFileName(folder)) is { } part && Rows(loader, folder) is { } found) rows.TryAdd(part, found);
        }

        if (!rows.TryGetValue(DataPart.Train, out List<(string Path, string Label)>? train)) return null;
        string[] own = ClassNumbers.Order(train.Select(r => r.Label).Distinct(StringComparer.Ordinal));
        string[] classes = own.Any(known.Contains) ? [.. known] : own;
        var parts = rows.ToDictionary(p => p.Key, p => p.Value.ConvertAll(r => (r.Path, Class(r, classes))));
        return ClassTree.Of(files.Root, loader, classes, parts);
    }

    private static int Class((string Path, string Label) row, string[] classes) =>
        Array.IndexOf(classes, row.Label) is >= 0 and var label
            ? label
            : throw new TrainingException($"{row.Path}: there is no class '{Safety.PlainText.Shorten(row.Label, 40)}' among the training samples.");

    private static List<(string Path, string Label)>? Rows(SampleLoader loader, string folder)
    {
        DataFiles files = loader.Files;
        foreach (string table in files.Files(folder).Where(ArraySource.IsTable)
            .OrderByDescending(f => f.Contains("label", StringComparison.OrdinalIgnoreCase)).ThenBy(f => f, StringComparer.Ordinal))
        {
            if (Read(loader, folder, table) is { Count: > 0 } rows) return rows;
        }

        return null;
    }

    private static List<(string Path, string Label)>? Read(SampleLoader loader, string folder, string table)
    {
        string[]? header = null;
        char separator = default;
        int column = -1, labels = -1, count = 0;
        var rows = new List<(string, string)>();
        foreach ((string line, int number) in TextLines.Of(loader.Files, table))
        {
            if (separator == default) separator = DelimitedLine.Separator(line);
            string[] cells = DelimitedLine.Split(line, separator);
            if (count == 0) count = cells.Length;
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
                if (labels < 0) labels = column + 1;
            }

            if (cells.Length != count || cells.Length <= Math.Max(column, labels) || column == labels)
                throw new TrainingException(
                    Invariant($"{table}: line {number}: expected a file and its class, found '{Safety.PlainText.Shorten(line, 60)}'."));
            string name = cells[column];
            if (IsOutside(name))
                throw new TrainingException(
                    Invariant($"{table}: line {number}: expected a file in the folder, found '{Safety.PlainText.Shorten(name, 60)}'."));
            string label = cells[labels];
            if (label.Length == 0) throw new TrainingException(Invariant($"{table}: line {number}: expected a class, found none."));
            if (rows.Count == MostRows) throw new TrainingException(Invariant($"{table}: expected at most {MostRows} rows, found more."));
            rows.Add((loader.Files.Join(folder, name), label));
        }

        return rows;
    }

    private static bool IsSample(SampleLoader loader, string folder, string cell)
    {
        return cell.Length > 0 && !IsOutside(cell) && loader.Files.HasFile(loader.Files.Join(folder, cell));
    }

    /// <summary>The table does not choose what is opened elsewhere.</summary>
    private static bool IsOutside(string name) =>
        Path.IsPathRooted(name) || name.Contains(':', StringComparison.Ordinal) || name.Split('/', '\\').Any(p => p is ".." or ".");
}
