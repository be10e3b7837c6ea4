using System.Globalization;
using EdgeNet.Training.Data.Files;
using static System.FormattableString;

namespace EdgeNet.Training.Data.Arrays;

/// <summary>
/// Tables of a sample a row, its class and then its numbers: train.csv and test.csv, mnist_train.csv, GunPoint_TRAIN.tsv, or a single table
/// of which a part is held back as the test part. The class stands in the column that is called label, class, target or y, else in the
/// first, else in the last. Numbers to learn, and classes of which a row may have several, stand in columns of their own
/// (<see cref="TargetColumns"/>).
/// </summary>
internal static class TableFolder
{
    /// <summary>What a column of classes is called, in any case.</summary>
    internal static readonly string[] LabelNames = ["label", "labels", "class", "target", "y", "category"];

    /// <summary>The tables of a folder by part; empty where there are none.</summary>
    /// <param name="files">The files.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="one">
    /// A table that is meant, with those of other parts beside it that differ in the part's name alone; null for all.
    /// </param>
    /// <exception cref="TrainingException">Several tables have the same part.</exception>
    public static Dictionary<DataPart, string> Find(DataFiles files, string folder, string? one = null)
    {
        string[] tables = [.. files.Files(folder).Where(f => ArraySource.IsTable(f) && (one is null || Stem(f) == Stem(one)))
            .Order(StringComparer.Ordinal)];
        var found = new Dictionary<DataPart, string>();
        foreach (string table in tables)
        {
            string[] words = Path.GetFileNameWithoutExtension(table).Split('_', '-', '.', ' ');
            DataPart? part = words.Select(PartNames.Of).FirstOrDefault(p => p is not null);
            if (part is null && tables.Length > 1) continue;
            if (!found.TryAdd(part ?? DataPart.Train, table))
                throw new TrainingException(
                    $"{folder}: expected one table of the {PartNames.NameOf(part ?? DataPart.Train)} part, found "
                        + $"{Path.GetFileName(found[part ?? DataPart.Train])} and {Path.GetFileName(table)}.");
        }

        return found.ContainsKey(DataPart.Train) ? found : [];
    }

    /// <summary>Reads the tables.</summary>
    /// <exception cref="TrainingException">A table is damaged or does not fit the network.</exception>
    public static Dataset Read(
        string folder, DataFiles files, Dictionary<DataPart, string> tables, IReadOnlyList<int> inputShape, int seed,
            DatasetOptions options)
    {
        var warnings = new List<string>();
        NumberTable train = NumberTable.Read(files, tables[DataPart.Train]);
        TargetColumns? targets = TargetColumns.Of(train, options);
        int column = targets is null ? ClassColumn(train, options) : -1;
        int known = targets?.Columns.Length ?? 1;
        int[] inputs = [.. Enumerable.Range(0, train.Columns).Except(targets?.Columns ?? [column])];
        // In the order of the weights where these are evaluated.
        IReadOnlyList<string> own = targets?.Names ?? Classes(train, column);
        IReadOnlyList<string> classes = targets is null && own.All(options.Classes.Contains) ? options.Classes : own;
        var labelOf = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int c = 0; c < classes.Count; c++) labelOf.TryAdd(classes[c], c);
        ImageSet trainSet = Part(train);
        ImageSet? validation = Other(DataPart.Validation), test = Other(DataPart.Test);
        if (test is null && !tables.ContainsKey(DataPart.Test))
            (trainSet, test) = DatasetParts.TakeTest(folder, classes, trainSet, seed, warnings);
        return DatasetParts.Complete(folder, classes, trainSet, validation, test, warnings, options);

        ImageSet? Other(DataPart part)
        {
            if (!tables.TryGetValue(part, out string? path)) return null;
            NumberTable table = NumberTable.Read(files, path);
            if (table.Columns != train.Columns - known) return Part(table);
            warnings.Add($"{path}: passed over: it has no column of labels");
            return null;
        }

        ImageSet Part(NumberTable table)
        {
            if (table.Columns != train.Columns)
                throw new TrainingException(Invariant(
                    $"{table.Path}: expected {train.Columns} columns as in {train.Path}, found {table.Columns}."));
            int[] order = table.Order(train);
            SampleFitter.CheckLength(table.Path, table.Rows, inputShape);
            float[] values = new float[checked(table.Rows * inputs.Length)];
            int[] labels = new int[table.Rows];
            for (int row = 0, at = 0; row < labels.Length; row++)
            {
                if (targets is null) labels[row] = Label(table, row, order[column]);
                foreach (int c in inputs) values[at++] = table.Number(row, order[c]);
            }

            var numbers = new NumberArray(table.Path, [labels.Length, inputs.Length]) { Values = values };
            ImageSet part = SampleFitter.Fit(numbers, labels, inputShape, options);
            return targets is null ? part : part.With(targets.Read(table, order));
        }

        int Label(NumberTable table, int row, int at) =>
            labelOf.TryGetValue(table.Text(row, at), out int label) ? label : throw new TrainingException(Invariant(
            $"{table.Path}: line {table.Line(row)}: there is no class '{Safety.PlainText.Shorten(table.Text(row, at), 40)}' among the ")
            + "training samples.");
    }

    /// <summary>The classes or targets of a table, the numbers of a row, and what is to be learnt.</summary>
    /// <exception cref="TrainingException">It is damaged.</exception>
    public static (int Classes, int Columns, TargetKind Outputs) Examine(DataFiles files, string path, DatasetOptions options)
    {
        NumberTable table = NumberTable.Read(files, path);
        return TargetColumns.Of(table, options) is { } targets
            ? (targets.Columns.Length, table.Columns - targets.Columns.Length, targets.Kind)
            : (Classes(table, ClassColumn(table, options)).Length, table.Columns - 1, TargetKind.Classes);
    }

    private static string Stem(string path) =>
        string.Join('_', Path.GetFileNameWithoutExtension(path).Split('_', '-', '.', ' ').Where(word => PartNames.Of(word) is null));

    /// <exception cref="TrainingException">It holds numbers, and a few cells that are none.</exception>
    private static int ClassColumn(NumberTable table, DatasetOptions options)
    {
        int column = LabelColumn(table);
        string[] cells = [.. Enumerable.Range(0, table.Rows).Select(row => table.Text(row, column))];
        int broken = BrokenNumbers.Find(cells, areClasses: options.Outputs == TargetKind.Classes);
        return broken < 0 || options.Classes.Contains(cells[broken]) ? column
            : throw BrokenNumbers.Refusal(table.Path, table.Line(broken), table.NameOf(column), cells[broken]);
    }

    private static int LabelColumn(NumberTable table)
    {
        if (table.Columns < 2) throw new TrainingException($"{table.Path}: expected a class and numbers in each row, found one field.");
        if (table.Names is { } names
            && Array.FindIndex(names, n => LabelNames.Contains(n, StringComparer.OrdinalIgnoreCase)) is >= 0 and var named)
            return named;
        int last = table.Columns - 1;
        // What is no number in one of them is the class.
        if (table.IsNumeric(0) != table.IsNumeric(last)) return table.IsNumeric(0) ? last : 0;
        bool first = IsLabel(0), behind = IsLabel(last);
        if (first == behind) return 0;
        return first ? 0 : last;

        bool IsLabel(int column) =>
            (table.IsWhole(column) || !table.IsNumeric(column)) && table.Distinct(column).Count <= Math.Max(2, table.Rows / 2);
    }

    private static string[] Classes(NumberTable table, int column) => ClassNumbers.Order(table.Distinct(column));
}
