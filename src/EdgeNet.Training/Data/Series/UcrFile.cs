using EdgeNet.Training.Data.Files;
using static System.FormattableString;

namespace EdgeNet.Training.Data.Series;

/// <summary>
/// Reads files of the UCR archive: a series a row, its label (any text or number) first, tabs, commas or spaces between fields. NaN, ? and
/// empty fields are missing values; those at a row's end mean that the series is shorter.
/// </summary>
internal static class UcrFile
{
    private const int MostColumns = 1 << 24;

    /// <summary>
    /// Whether a file is in this format, by its first row: behind the label there are numbers, and no commas within tabs.
    /// </summary>
    /// <exception cref="TrainingException">It cannot be read.</exception>
    public static bool Is(DataFiles files, string path)
    {
        foreach ((string line, _) in TextLines.Of(files, path))
        {
            char separator = Separator(line);
            int fields = 0;
            foreach (Range range in line.AsSpan().Split(separator))
            {
                ReadOnlySpan<char> field = line.AsSpan()[range];
                if (separator == ' ' && field.IsEmpty) continue;
                if (fields++ > 0 && !SeriesTable.TryParse(field, out _)) return false;
            }

            return fields > 1;
        }

        return false;
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="TrainingException">It cannot be read, or a field is no number.</exception>
    public static SeriesTable Read(DataFiles files, string path)
    {
        var table = new SeriesTable(path);
        char separator = '\0';
        var values = new List<float>();
        foreach ((string line, int number) in TextLines.Of(files, path))
        {
            if (separator == '\0') separator = Separator(line);
            string? label = null;
            values.Clear();
            foreach (Range range in line.AsSpan().Split(separator))
            {
                ReadOnlySpan<char> field = line.AsSpan()[range];
                // Several spaces are one.
                if (separator == ' ' && field.IsEmpty) continue;
                if (label is null)
                {
                    label = SeriesTable.Label(field);
                    continue;
                }

                if (!SeriesTable.TryParse(field, out float value))
                    throw new TrainingException(Invariant(
                        $"{path}: line {number}, field {values.Count + 2}: expected a number, found '{Safety.PlainText.Shorten(field.ToString(), 40)}'."));
                if (values.Count == MostColumns)
                    throw new TrainingException(Invariant($"{path}: line {number}: expected at most {MostColumns} values, found more."));
                values.Add(value);
            }

            int length = values.FindLastIndex(v => !float.IsNaN(v)) + 1;
            if (label is not { Length: > 0 } || length == 0)
                throw new TrainingException(
                    Invariant($"{path}: line {number}: expected a label and the values of a series, found none of {(length == 0 ? "these" : "the former")}."));
            table.Samples.Add([[.. values.Take(length)]]);
            table.Labels.Add(label);
            table.Lines.Add(number);
        }

        return table.Samples.Count > 0 ? table : throw new TrainingException($"{path}: expected a series a row, found none.");
    }

    private static char Separator(string line)
    {
        foreach (char separator in "\t;,")
            if (line.Contains(separator)) return separator;
        return ' ';
    }
}
