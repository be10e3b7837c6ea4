using EdgeNet.Training.Data.Arrays;
using static System.FormattableString;

namespace EdgeNet.Training.Data;

/// <summary>
/// The columns of a table that hold what is to be learnt where that is no class: those that were asked for; one that is called as a
/// column of classes is and holds numbers that are not whole, or any where numbers are wanted; or those whose names begin with target or
/// label (target_1, label.cat).
/// Several columns of 0 and 1 are classes of which a row may have any number, all others are numbers.
/// </summary>
/// <param name="Columns">The columns.</param>
/// <param name="Names">Their names.</param>
/// <param name="Kind">What they hold.</param>
internal sealed record TargetColumns(int[] Columns, string[] Names, TargetKind Kind)
{
    private static readonly string[] Beginnings = ["target", "label"];

    /// <summary>Finds them.</summary>
    /// <param name="table">The training table.</param>
    /// <param name="options">What was asked for.</param>
    /// <returns>Null where a row has a class.</returns>
    /// <exception cref="TrainingException">A column that was asked for is not there, or no other is left.</exception>
    public static TargetColumns? Of(NumberTable table, DatasetOptions options)
    {
        int[] columns = Find(table.Path, table.Names, options) ?? [];
        if (columns.Length == 0 && table.Names is { } names
            && Array.FindIndex(names, n => TableFolder.LabelNames.Contains(n, StringComparer.OrdinalIgnoreCase)) is >= 0 and var named
            && AreNumbers(named)) columns = [named];
        if (columns.Length == 0) return null;
        if (columns.Length == table.Columns)
            throw new TrainingException(Invariant(
                $"{table.Path}: expected columns to learn from beside the {columns.Length} that are to be learnt, found none."));
        bool areLabels = options.Outputs != TargetKind.Numbers && columns.Length > 1 && Array.TrueForAll(columns, c =>
            Enumerable.Range(0, table.Rows).All(row => table.Text(row, c) is "0" or "1"));
        return new(columns, [.. columns.Select(c => table.Names![c])], areLabels ? TargetKind.Labels : TargetKind.Numbers);

        bool AreNumbers(int column) => options.Outputs switch
        {
            TargetKind.Numbers => true,
            // Decimals may be the names of classes.
            TargetKind.Classes => false,
            _ => table.IsNumeric(column) && !table.IsWhole(column),
        };
    }

    /// <summary>The columns that were asked for, or whose names tell them; no name twice.</summary>
    /// <param name="path">The table, for messages.</param>
    /// <param name="header">The names of the columns; null where there are none.</param>
    /// <param name="options">What was asked for.</param>
    /// <returns>Null where there are none.</returns>
    /// <exception cref="TrainingException">A column that was asked for is not there.</exception>
    public static int[]? Find(string path, string[]? header, DatasetOptions options)
    {
        int[]? columns = Choose(path, header, options);
        if (columns is not null) CheckNames(path, columns.Select(c => header![c]));
        return columns;
    }

    /// <summary>Refuses names that stand for two columns.</summary>
    /// <param name="path">The table, for messages.</param>
    /// <param name="names">The names.</param>
    /// <exception cref="TrainingException">Two are equal.</exception>
    public static void CheckNames(string path, IEnumerable<string> names)
    {
        if (names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new TrainingException(
                $"{path}: expected different names of what is to be learnt, found '{Safety.PlainText.Shorten(twice.Key, 40)}' twice.");
    }

    private static int[]? Choose(string path, string[]? header, DatasetOptions options)
    {
        if (options.Targets.Count > 0)
        {
            if (header is null)
                throw new TrainingException($"{path}: expected a first row of names, among them {Listed(options.Targets)}, found none.");
            return [.. options.Targets.Select(name => Array.IndexOf(header, name) is >= 0 and var at ? at : throw new UnknownNameException(
                Invariant($"{path}: expected a column '{Safety.PlainText.Shorten(name, 40)}', found {header.Length} others: ")
                + $"{Listed(header)}.", name, header))];
        }

        // The targets of weights, in their order.
        if (header is not null && options.Outputs is TargetKind.Numbers or TargetKind.Labels && options.Classes.Count > 0
            && options.Classes.All(header.Contains))
            return [.. options.Classes.Select(name => Array.IndexOf(header, name))];
        if (header is null || header.Any(h => TableFolder.LabelNames.Contains(h, StringComparer.OrdinalIgnoreCase))) return null;
        int[] named = [.. Enumerable.Range(0, header.Length).Where(c => Array.Exists(Beginnings, b => Begins(header[c], b)))];
        return named.Length > 0 ? named : null;
    }

    /// <summary>Reads the targets of a table of the same columns.</summary>
    /// <param name="table">The table.</param>
    /// <param name="order">Where each column of the training table stands in it.</param>
    /// <exception cref="TrainingException">A field is no number, or neither 0 nor 1 of a class.</exception>
    public TargetSet Read(NumberTable table, int[] order)
    {
        float[] values = new float[table.Rows * Columns.Length];
        for (int row = 0; row < table.Rows; row++)
        {
            for (int k = 0; k < Columns.Length; k++)
            {
                values[row * Columns.Length + k] = table.Number(row, order[Columns[k]]);
                float value = values[row * Columns.Length + k];
                if (Kind == TargetKind.Labels && value is not (0 or 1))
                    throw new TrainingException(Invariant(
                        $"{table.Path}: line {table.Line(row)}, field {order[Columns[k]] + 1}: expected 0 or 1, found {value}."));
            }
        }

        return new TargetSet(Kind, Names, values);
    }

    private static bool Begins(string name, string beginning) =>
        name.Length > beginning.Length && name.StartsWith(beginning, StringComparison.OrdinalIgnoreCase)
        && !char.IsAsciiLetter(name[beginning.Length]);

    private static string Listed(IReadOnlyList<string> names)
    {
        const int most = 8;
        return string.Join(", ", names.Take(most).Select(n => Safety.PlainText.Shorten(n, 40))) + (names.Count > most ? ", …" : "");
    }
}
