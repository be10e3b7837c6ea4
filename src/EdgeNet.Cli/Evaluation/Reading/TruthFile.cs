using System.Globalization;
using EdgeNet.Cli.Data;
using EdgeNet.Safety;

namespace EdgeNet.Cli.Evaluation.Reading;

/// <summary>
/// What stands on the pictures of a folder: its truth.csv or labels.csv. The first line names the columns, in any order: file; one of code,
/// zip, text and digits, what stands on the picture, empty for nothing; and perhaps kind. Others are passed over. Spaces and line ends in
/// the truth do not matter; in the column digits nothing but digits does, so that an amount is right whatever its points and commas.
/// </summary>
internal sealed class TruthFile
{
    private const string DigitsColumn = "digits";

    private static readonly string[] Names = ["truth.csv", "labels.csv"];
    private static readonly string[] TruthColumns = ["code", "zip", "text", DigitsColumn];

    private readonly bool _isDigitsOnly;

    private TruthFile(string path, List<TruthRow> rows, bool isDigitsOnly)
    {
        Path = path;
        Rows = rows;
        _isDigitsOnly = isDigitsOnly;
    }

    /// <summary>The file's path.</summary>
    public string Path { get; }

    /// <summary>The pictures, in the order of the file.</summary>
    public IReadOnlyList<TruthRow> Rows { get; }

    /// <summary>Reads the truth file of a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="CommandException">There is none, or it does not say what it should.</exception>
    public static TruthFile Read(string folder)
    {
        if (!Directory.Exists(folder)) throw new CommandException($"{folder}: expected a folder of pictures with a truth.csv or labels.csv, found none.");
        string path = Array.Find(Array.ConvertAll(Names, name => System.IO.Path.Combine(folder, name)), File.Exists)
            ?? throw new CommandException($"{folder}: expected a truth.csv or labels.csv in it, found neither.");
        List<CsvRecord> records = CsvFile.Read(path);
        if (records.Count == 0) throw new CommandException($"{path}: expected a line that names the columns, found nothing.");
        string[] header = Array.ConvertAll(records[0].Fields, name => name.Trim().ToLowerInvariant());
        int file = Array.IndexOf(header, "file"), kind = Array.IndexOf(header, "kind");
        string? column = Array.Find(TruthColumns, name => header.Contains(name));
        if (file < 0 || column is null)
        {
            throw new CommandException(
                $"{path}: line 1: expected the columns file and one of {string.Join(", ", TruthColumns)}; "
                + $"found '{PlainText.Shorten(string.Join(',', header), 100)}'.");
        }

        int truth = Array.IndexOf(header, column);
        var rows = new List<TruthRow>();
        foreach (CsvRecord record in records.Skip(1))
        {
            if (record.Fields.Length != header.Length)
                throw Error(path, record, $"{header.Length} fields", $"{record.Fields.Length}");
            string name = record.Fields[file];
            string group = kind < 0 ? "" : record.Fields[kind].Trim();
            rows.Add(new TruthRow(name, PathOf(folder, path, record, name), record.Fields[truth].Trim(), group));
        }

        return rows.Count > 0
            ? new TruthFile(path, rows, column == DigitsColumn)
            : throw new CommandException($"{path}: expected a line for each picture, found none.");
    }

    /// <summary>Whether a reading says the same as the truth.</summary>
    /// <param name="reading">The reading; fields in reading order.</param>
    /// <param name="truth">The truth.</param>
    public bool AreSame(string reading, string truth) => string.Equals(Bare(reading), Bare(truth), StringComparison.Ordinal);

    private string Bare(string text) => string.Concat(text.Where(c => _isDigitsOnly ? char.IsAsciiDigit(c) : !char.IsWhiteSpace(c)));

    /// <summary>A truth file names pictures of its own folder and of those below it.</summary>
    private static string PathOf(string folder, string path, CsvRecord record, string file)
    {
        string[] parts = file.Split('/', '\\');
        if (System.IO.Path.IsPathRooted(file) || parts.Contains("") || parts.Contains("..") || file.Contains('\0') || parts[0].EndsWith(':'))
            throw Error(path, record, "the path of a picture within the folder", $"'{PlainText.Shorten(file, 100)}'");
        return System.IO.Path.Combine([folder, .. parts]);
    }

    private static CommandException Error(string path, CsvRecord record, string expected, string found) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{path}: line {record.Line}: expected {expected}, found {found}."));
}
