using System.Globalization;
using static System.FormattableString;

namespace EdgeNet.Training.Data.Arrays;

/// <summary>
/// A text file of rows of fields: comma, semicolon, tab or spaces between them, a row of names above them or not. Numbers have a decimal
/// point, whatever the culture.
/// </summary>
internal sealed class NumberTable
{
    private const long MostBytes = 1L << 31;
    private const int MostColumns = 1 << 24;

    private NumberTable(string path, string[]? names, List<string[]> rows, List<int> lines)
    {
        Path = path;
        Names = names;
        Rows = rows;
        Lines = lines;
    }

    /// <summary>The file, for messages.</summary>
    public string Path { get; }

    /// <summary>The names of the columns; null where the file has none.</summary>
    public string[]? Names { get; }

    /// <summary>The fields of each row, as many in all.</summary>
    public List<string[]> Rows { get; }

    /// <summary>The line that each row stands on, from 1.</summary>
    public List<int> Lines { get; }

    /// <summary>Columns.</summary>
    public int Columns => Rows[0].Length;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file, in UTF-8.</param>
    /// <exception cref="TrainingException">It is missing or too large, or its rows have different numbers of fields.</exception>
    public static NumberTable Read(string path)
    {
        try
        {
            if (new FileInfo(path).Length > MostBytes) throw new TrainingException($"{path}: expected a table of at most {MostBytes >> 30} GB, found a larger one.");
            return Read(File.ReadLines(path), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TrainingException($"{path}: cannot be read: {e.Message}", e);
        }
    }

    private static NumberTable Read(IEnumerable<string> lines, string path)
    {
        string[]? names = null;
        var rows = new List<string[]>();
        var numbers = new List<int>();
        char separator = '\0';
        int number = 0, columns = 0;
        foreach (string text in lines)
        {
            number++;
            string line = text.Trim(' ', '\r', '\uFEFF');
            if (line.Length == 0 || line[0] is '#' or '@' or '%') continue;
            if (separator == '\0') separator = Separator(line);
            string[] fields = Split(line, separator);
            if (fields.Length > MostColumns) throw new TrainingException(Invariant($"{path}: line {number}: expected at most {MostColumns} fields, found {fields.Length}."));
            if (columns == 0)
            {
                columns = fields.Length;
                // A first row of which most fields are no numbers names the columns; one with a text as its label does not.
                if (fields.Count(f => !TryParse(f, out _)) * 2 > fields.Length && fields.Length > 1)
                {
                    names = fields;
                    continue;
                }
            }

            if (fields.Length != columns)
                throw new TrainingException(Invariant($"{path}: line {number}: expected {columns} fields as above, found {fields.Length}."));
            rows.Add(fields);
            numbers.Add(number);
        }

        return rows.Count > 0 ? new NumberTable(path, names, rows, numbers) : throw new TrainingException($"{path}: expected rows of numbers, found none.");
    }

    /// <summary>The number in a field.</summary>
    /// <exception cref="TrainingException">There is none.</exception>
    public float Number(int row, int column)
    {
        string field = Rows[row][column];
        if (TryParse(field, out float number)) return number;
        string hint = field.Contains(',', StringComparison.Ordinal) ? ", with a decimal point" : "";
        throw new TrainingException(Invariant(
            $"{Path}: line {Lines[row]}, field {column + 1}: expected a number{hint}, found '{Safety.PlainText.Shorten(field, 40)}'."));
    }

    /// <summary>Whether every field of a column is a whole number.</summary>
    public bool IsWhole(int column) => Rows.TrueForAll(r => TryParse(r[column], out float n) && n == MathF.Floor(n));

    /// <summary>Whether every field of a column is a number.</summary>
    public bool IsNumeric(int column) => Rows.TrueForAll(r => TryParse(r[column], out _));

    /// <summary>How many different texts a column has.</summary>
    public int Distinct(int column) => Rows.Select(r => r[column]).Distinct(StringComparer.Ordinal).Count();

    /// <summary>All fields as numbers, a sample a row.</summary>
    public NumberArray ToArray()
    {
        float[] values = new float[checked(Rows.Count * Columns)];
        for (int row = 0; row < Rows.Count; row++)
            for (int column = 0; column < Columns; column++)
                values[row * Columns + column] = Number(row, column);
        return new NumberArray(Path, [Rows.Count, Columns]) { Values = values };
    }

    private static char Separator(string line)
    {
        // A semicolon or a tab separates where there is one: then commas may stand in numbers, and be refused there.
        foreach (char separator in "\t;,")
            if (line.Contains(separator, StringComparison.Ordinal)) return separator;
        return ' ';
    }

    private static string[] Split(string line, char separator)
    {
        string[] fields = line.Split(separator, separator == ' ' ? StringSplitOptions.RemoveEmptyEntries : StringSplitOptions.None);
        for (int i = 0; i < fields.Length; i++)
        {
            string field = fields[i].Trim();
            fields[i] = field is ['"', .. var inner, '"'] ? inner : field;
        }

        return fields;
    }

    private static bool TryParse(string text, out float number) =>
        float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && float.IsFinite(number);
}
