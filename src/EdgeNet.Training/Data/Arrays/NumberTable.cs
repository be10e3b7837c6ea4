using System.Globalization;
using EdgeNet.Training.Data.Files;
using EdgeNet.Training.Data.Series;
using static System.FormattableString;

namespace EdgeNet.Training.Data.Arrays;

/// <summary>
/// A text file of rows of fields: comma, semicolon, tab or spaces between them, a row of names above them or not. Numbers have a decimal
/// point, whatever the culture. Fields are kept as numbers, and as texts only where they are none: a class is, a table of texts is not.
/// </summary>
internal sealed class NumberTable
{
    private const int MostColumns = 1 << 24;
    private const int MostTextsARow = 4;

    /// <summary>So many columns are not counted by chance, as a short series that rises may be.</summary>
    private const int FewestCounted = 8;

    private readonly List<float[]> _rows = [];
    private readonly List<int> _lines = [];
    private readonly Dictionary<(int Row, int Column), string> _texts = [];

    private NumberTable(string path) => Path = path;

    /// <summary>The file, for messages.</summary>
    public string Path { get; }

    /// <summary>The names of the columns; null where the file has none.</summary>
    public string[]? Names { get; private set; }

    /// <summary>Rows.</summary>
    public int Rows => _rows.Count;

    /// <summary>Columns.</summary>
    public int Columns { get; private set; }

    /// <summary>Reads a file.</summary>
    /// <param name="files">The files.</param>
    /// <param name="path">The file, in UTF-8.</param>
    /// <exception cref="TrainingException">It is missing or too large, or its rows have different numbers of fields.</exception>
    public static NumberTable Read(DataFiles files, string path)
    {
        var table = new NumberTable(path);
        char separator = '\0';
        foreach ((string line, int number) in TextLines.Of(files, path))
        {
            if (line[0] is '#' or '@' or '%') continue;
            if (separator == '\0') separator = Separator(line);
            table.Add(line, separator, number);
        }

        return table.Rows > 0 ? table : throw new TrainingException($"{path}: expected rows of numbers, found none.");
    }

    /// <summary>A column, for messages: its name in quotes, or "field 1".</summary>
    public string NameOf(int column) =>
        Names is null ? Invariant($"field {column + 1}") : $"'{Safety.PlainText.Shorten(Names[column], 40)}'";

    /// <summary>The line that a row stands on, from 1.</summary>
    public int Line(int row) => _lines[row];

    /// <summary>Where the columns of another table stand in this one: those of the same names, or places where one has no names.</summary>
    /// <param name="other">A table of as many columns.</param>
    /// <exception cref="TrainingException">A column of it is not here, or is here twice.</exception>
    public int[] Order(NumberTable other)
    {
        if (Names is null || other.Names is null || Names.SequenceEqual(other.Names, StringComparer.OrdinalIgnoreCase))
            return [.. Enumerable.Range(0, Columns)];
        var places = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (int c = 0; c < Columns; c++)
            if (!places.TryAdd(Names[c], c))
                throw new TrainingException(
                    $"{Path}: expected the columns of {other.Path}, found '{Safety.PlainText.Shorten(Names[c], 40)}' twice.");
        int[] order = new int[Columns];
        for (int c = 0; c < Columns; c++)
            if (!places.Remove(other.Names[c], out order[c]))
                throw new TrainingException(
                    $"{Path}: expected the columns of {other.Path}, found no other column "
                    + $"'{Safety.PlainText.Shorten(other.Names[c], 40)}'.");
        return order;
    }

    /// <summary>The number in a field.</summary>
    /// <exception cref="TrainingException">There is none.</exception>
    public float Number(int row, int column)
    {
        float number = _rows[row][column];
        return float.IsNaN(number) ? throw NoNumber(_lines[row], column, _texts[(row, column)]) : number;
    }

    /// <summary>A field as text: 1, 1.0 and 1.0000e+00 are the same.</summary>
    public string Text(int row, int column) =>
        _texts.TryGetValue((row, column), out string? text) ? text : _rows[row][column].ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether every field of a column is a whole number.</summary>
    public bool IsWhole(int column) => _rows.TrueForAll(r => r[column] == MathF.Floor(r[column]));

    /// <summary>Whether every field of a column is a number.</summary>
    public bool IsNumeric(int column) => _rows.TrueForAll(r => !float.IsNaN(r[column]));

    /// <summary>The different texts of a column.</summary>
    public IReadOnlyCollection<string> Distinct(int column) =>
        Enumerable.Range(0, Rows).Select(r => Text(r, column)).ToHashSet(StringComparer.Ordinal);

    /// <summary>All fields as numbers, a sample a row.</summary>
    /// <exception cref="TrainingException">A field holds none.</exception>
    public NumberArray ToArray()
    {
        float[] values = new float[checked(Rows * Columns)];
        for (int row = 0; row < Rows; row++)
            for (int column = 0; column < Columns; column++)
                values[row * Columns + column] = Number(row, column);
        return new NumberArray(Path, [Rows, Columns]) { Values = values };
    }

    private static char Separator(ReadOnlySpan<char> line)
    {
        // A semicolon or a tab separates where there is one: then commas may stand in numbers, and be refused there.
        foreach (char separator in "\t;,")
            if (line.Contains(separator)) return separator;
        return ' ';
    }

    private void Add(ReadOnlySpan<char> line, char separator, int number)
    {
        List<Range> fields = Fields(line, separator);
        if (fields.Count > MostColumns)
            throw new TrainingException(Invariant($"{Path}: line {number}: expected at most {MostColumns} fields, found {fields.Count}."));
        float[] row = new float[fields.Count];
        int texts = 0;
        for (int i = 0; i < row.Length; i++)
        {
            if (TryParse(Field(line, fields[i]), out row[i])) continue;
            row[i] = float.NaN;
            texts++;
        }

        if (Columns == 0)
        {
            Columns = row.Length;
            if (row.Length > 1 && AreNames(line, fields, row, texts))
            {
                Names = new string[row.Length];
                for (int i = 0; i < row.Length; i++) Names[i] = Field(line, fields[i]).ToString();
                return;
            }
        }

        if (row.Length != Columns)
            throw new TrainingException(Invariant($"{Path}: line {number}: expected {Columns} fields as above, found {row.Length}."));
        for (int i = 0, kept = 0; i < row.Length && kept < texts; i++)
        {
            if (!float.IsNaN(row[i])) continue;
            string text = Field(line, fields[i]).ToString();
            if (++kept > MostTextsARow) throw NoNumber(number, i, text);
            _texts[(_rows.Count, i)] = text;
        }

        _rows.Add(row);
        _lines.Add(number);
    }

    /// <summary>The fields of a line; within quotes nothing separates.</summary>
    private List<Range> Fields(ReadOnlySpan<char> line, char separator)
    {
        var fields = new List<Range>(Columns);
        bool isQuoted = false;
        for (int i = 0, start = 0; i <= line.Length; i++)
        {
            if (i < line.Length && line[i] == '"') isQuoted = !isQuoted;
            if (i < line.Length && (isQuoted || line[i] != separator)) continue;
            // Several spaces are one.
            if (separator != ' ' || i > start) fields.Add(start..i);
            start = i + 1;
        }

        return fields;
    }

    /// <summary>
    /// A first row of which most fields are no numbers names the columns; one with a text as its class does not, but where the others count
    /// the columns, as data frames are written.
    /// </summary>
    private static bool AreNames(ReadOnlySpan<char> line, List<Range> fields, float[] row, int texts)
    {
        if (texts * 2 > row.Length) return true;
        if (texts == 0) return false;
        float first = row.First(v => !float.IsNaN(v));
        bool counts = first is 0 or 1 && row.Where(v => !float.IsNaN(v)).Select((v, i) => v - i).All(v => v == first);
        if (counts && row.Length - texts > FewestCounted) return true;
        foreach (Range field in fields)
        {
            string name = Field(line, field).ToString();
            // A class may be y, beside n.
            if (TableFolder.LabelNames.Contains(name, StringComparer.OrdinalIgnoreCase) && (counts || name.Length > 1)) return true;
        }

        return false;
    }

    private static ReadOnlySpan<char> Field(ReadOnlySpan<char> line, Range range)
    {
        ReadOnlySpan<char> field = line[range].Trim();
        return field is ['"', .. var inner, '"'] ? inner : field;
    }

    private TrainingException NoNumber(int line, int column, string field)
    {
        string hint = field.Contains(',', StringComparison.Ordinal) ? " with a decimal point" : "";
        return new TrainingException(Invariant(
            $"{Path}: line {line}, field {column + 1}: expected a number{hint}, found {BrokenNumbers.Found(field)}."));
    }

    private static bool TryParse(ReadOnlySpan<char> text, out float number) =>
        float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && float.IsFinite(number);
}
